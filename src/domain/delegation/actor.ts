import * as Schema from "effect/Schema"

/** Who made something happen: a person of the file, an agent of the fund, or nobody, time having passed. */
export const Actor = Schema.TaggedUnion({
  Person: { person: Schema.String },
  Agent: { agent: Schema.String },
  Time: {},
})
export type Actor = typeof Actor.Type

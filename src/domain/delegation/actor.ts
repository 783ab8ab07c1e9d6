import * as Schema from "effect/Schema"

/** Who or what caused an event: a person, an agent of the fund, or the passing of time. */
export const Actor = Schema.TaggedUnion({
  Person: { person: Schema.String },
  Agent: { agent: Schema.String },
  Time: {},
})
export type Actor = typeof Actor.Type

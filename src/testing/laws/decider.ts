import * as Equal from "effect/Equal"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import type { Decider } from "../../domain/state-machine/decider.ts"
import { arrows, type Table, type Tagged } from "../../domain/state-machine/table.ts"
import { explore, tagOf, writeArrow } from "./explore.ts"

export { type Exploration, explore } from "./explore.ts"

/** The tags of the values that change when they are stored: encoded, written as JSON, read and decoded. */
const changedByStorage = (
  schema: Schema.Codec<Tagged, Tagged>,
  values: ReadonlyArray<Tagged>,
): ReadonlyArray<string> => {
  const encode = Schema.encodeSync(schema)
  const decode = Schema.decodeUnknownSync(schema)
  const isUnchanged = (value: Tagged) => {
    try {
      return Equal.equals(decode(JSON.parse(JSON.stringify(encode(value)))), value)
    } catch {
      return false
    }
  }
  return [...new Set(values.filter((value) => !isUnchanged(value)).map(tagOf))]
}

/** The tags that a schema of tagged values names. */
const tagsOf = (ast: SchemaAST.AST): ReadonlyArray<string> => {
  if (SchemaAST.isUnion(ast)) return ast.types.flatMap(tagsOf)
  if (!SchemaAST.isObjects(ast)) return []
  const tag = ast.propertySignatures.find(({ name }) => name === "_tag")?.type
  return tag !== undefined && SchemaAST.isLiteral(tag) ? [String(tag.literal)] : []
}

const missing = (schema: Schema.Codec<Tagged, Tagged>, values: ReadonlyArray<Tagged>): ReadonlyArray<string> =>
  tagsOf(schema.ast).filter((tag) => values.every((value) => tagOf(value) !== tag))

/** One law of a decider: a predicate about it, and the places that break it. */
export interface DeciderLaw {
  readonly name: string
  readonly broken: ReadonlyArray<string>
}

/**
 * The laws of every decider, checked by exploring it with an alphabet of commands. A law holds if `broken` is empty.
 *
 * A state machine has two more laws, about its table.
 */
export const deciderLaws = <S extends Tagged, C extends Tagged, E extends Tagged, R>(
  decider: Decider<S, C, E, R> & { readonly table?: Table<S, C> },
  alphabet: (state: S) => ReadonlyArray<C>,
): ReadonlyArray<DeciderLaw> => {
  const { complete, events, followed, mutating, silent, states, unanswered } = explore(decider, alphabet)
  const codecs: Readonly<Record<"State" | "Event", Schema.Codec<Tagged, Tagged>>> = decider
  return [
    { name: "can be explored completely", broken: complete ? [] : ["there are more states than the limit"] },
    { name: "answers every command and applies every event", broken: unanswered },
    { name: "does not change its arguments", broken: mutating },
    {
      name: "reads its states and events back from storage unchanged",
      broken: [
        ...changedByStorage(codecs.State, states).map((tag) => `state ${tag}`),
        ...changedByStorage(codecs.Event, events).map((tag) => `event ${tag}`),
      ],
    },
    ...(decider.table === undefined ? [] : tableLaws(decider.table, followed.map(writeArrow))),
    { name: "does not accept a command without an event", broken: silent },
    { name: "reaches every state of its schema", broken: missing(codecs.State, states) },
    { name: "causes every event of its schema", broken: missing(codecs.Event, events) },
  ]
}

const tableLaws = (table: Table<Tagged, Tagged>, followed: ReadonlyArray<string>): ReadonlyArray<DeciderLaw> => {
  const drawn = arrows(table).map(writeArrow)
  return [
    { name: "follows only the arrows of its table", broken: followed.filter((arrow) => !drawn.includes(arrow)) },
    { name: "can follow every arrow of its table", broken: drawn.filter((arrow) => !followed.includes(arrow)) },
  ]
}

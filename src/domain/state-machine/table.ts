import * as Schema from "effect/Schema"

/** A value with a `_tag`: a state, a command, an event or a refusal. */
export type Tagged = { readonly _tag: string }

/**
 * For each state, the commands it accepts and the states they lead to. An empty row is a final state.
 *
 * An empty cell (`[]`) is a command that the state always refuses, with its own refusal.
 */
export type Table<State extends Tagged, Command extends Tagged> = {
  readonly [S in State["_tag"]]: { readonly [C in Command["_tag"]]?: ReadonlyArray<State["_tag"]> }
}

/** The table has no cell for this command in this state. The refusal names both, and has none of their content. */
export class NotAllowed extends Schema.TaggedError<NotAllowed>()("NotAllowed", {
  state: Schema.String,
  command: Schema.String,
}) {
  override get message(): string {
    return "This cannot be done at this point."
  }
}

/** One arrow of a diagram. */
export interface Arrow {
  readonly from: string
  readonly command: string
  readonly to: string
}

/** The arrows of a table, row by row. */
export const arrows = (table: Table<Tagged, Tagged>): ReadonlyArray<Arrow> =>
  Object.entries(table).flatMap(([from, row]) =>
    Object.entries(row).flatMap(([command, targets]) => (targets ?? []).map((to) => ({ from, command, to }))),
  )

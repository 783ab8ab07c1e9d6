import * as Schema from "effect/Schema"

/** A value told apart by its `_tag`: a state, a command, an event, a refusal. */
export type Tagged = { readonly _tag: string }

/**
 * For every state, the commands it takes and the states each may lead to. An empty row is an end.
 * A cell that leads nowhere (`[]`) is a command that this state always refuses, with a reason of its own.
 */
export type Table<State extends Tagged, Command extends Tagged> = {
  readonly [S in State["_tag"]]: { readonly [C in Command["_tag"]]?: ReadonlyArray<State["_tag"]> }
}

/** The table has no cell for this command in this state. It names both, never what they hold. */
export class NotAllowed extends Schema.TaggedError<NotAllowed>()("NotAllowed", {
  state: Schema.String,
  command: Schema.String,
}) {
  override get message(): string {
    return "This cannot be done at this point."
  }
}

/** One arrow of the diagram. */
export interface Arrow {
  readonly from: string
  readonly command: string
  readonly to: string
}

/** The arrows a table draws, row by row. */
export const arrows = (table: Table<Tagged, Tagged>): ReadonlyArray<Arrow> =>
  Object.entries(table).flatMap(([from, row]) =>
    Object.entries(row).flatMap(([command, targets]) => (targets ?? []).map((to) => ({ from, command, to }))),
  )

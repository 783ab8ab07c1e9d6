import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

export type Tagged = { readonly _tag: string }

/**
 * For every state, the commands it takes and the states each may lead to. An empty row is an end.
 * A cell that leads nowhere (`[]`) is a command that this state always refuses, with a reason of its own.
 */
export type Table<State extends Tagged, Command extends Tagged> = {
  readonly [S in State["_tag"]]: { readonly [C in Command["_tag"]]?: ReadonlyArray<State["_tag"]> }
}

/** The pairs a table allows, as a type: one tuple per filled cell. */
export type Cell<T, State extends Tagged, Command extends Tagged> = {
  [S in State["_tag"] & keyof T]: {
    [C in Command["_tag"] & keyof T[S]]: readonly [Extract<State, { _tag: S }>, Extract<Command, { _tag: C }>]
  }[Command["_tag"] & keyof T[S]]
}[State["_tag"] & keyof T]

/** The table has no cell for this command in this state. It names both, never what they hold. */
export class NotAllowed extends Schema.TaggedError<NotAllowed>()("NotAllowed", {
  state: Schema.String,
  command: Schema.String,
}) {
  override get message(): string {
    return "This cannot be done at this point."
  }
}

/** Finds the cell for a state and a command. `decide` then matches on the cell, and only on legal ones. */
export const lookUp =
  <State extends Tagged, Command extends Tagged>() =>
  <const T extends Table<State, Command>>(table: T) =>
  (state: State, command: Command): Result.Result<Cell<T, State, Command>, NotAllowed> => {
    const rows: Table<Tagged, Tagged> = table
    // Only the table's own cells count: untyped code may pass a tag such as "toString".
    const row = Object.hasOwn(rows, state._tag) ? (rows[state._tag] ?? {}) : {}
    return !Object.hasOwn(row, command._tag)
      ? Result.fail(new NotAllowed({ state: state._tag, command: command._tag }))
      : // The look-up above is the proof that the pair is a cell, which the compiler cannot follow.
        Result.succeed([state, command] as unknown as Cell<T, State, Command>)
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

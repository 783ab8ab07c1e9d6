import * as Result from "effect/Result"
import { NotAllowed, type Table, type Tagged } from "./table.ts"

/** What a machine says in one cell: the events that follow, or why not. */
type Line<State, Command, Event, Refusal> = (
  state: State,
  command: Command,
) => Result.Result<ReadonlyArray<Event>, Refusal>

/**
 * A line for every cell of a table, and none beside it: a cell without a line does not compile, nor does a line
 * without a cell.
 */
export type Lines<T, State extends Tagged, Command extends Tagged, Event, Refusal> = {
  readonly [S in State["_tag"] & keyof T]: {
    readonly [C in Command["_tag"] & keyof T[S]]: Line<
      Extract<State, { readonly _tag: S }>,
      Extract<Command, { readonly _tag: C }>,
      Event,
      Refusal
    >
  } & { readonly [C in Exclude<Command["_tag"], keyof T[S]>]?: never }
}

type Entries = ReadonlyArray<readonly [name: string, entry: unknown]>

/** Names that untyped code may pass, such as "toString", are found nowhere. */
const bare = <A>(entries: Entries): Readonly<Record<string, A>> =>
  Object.assign(Object.create(null), Object.fromEntries(entries))

/** The lines of a row that the table has a cell for: what types promise holds at run time as well. */
const ofCells = (cells: object, row: object): Entries =>
  Object.entries(row).filter(([command]) => Object.hasOwn(cells, command))

/** A name of the machine's own, whatever was given by who has no types: a refusal never repeats what was typed. */
const known = (names: ReadonlySet<string>, given: Tagged): string => (names.has(given?._tag) ? given._tag : "Unknown")

/** The `decide` of a machine, made of its lines. Where the table has no cell, the refusal is `NotAllowed`. */
export const decideBy =
  <State extends Tagged, Command extends Tagged, Event, Refusal = never>() =>
  <const T extends Table<State, Command>>(table: T) =>
  (lines: Lines<T, State, Command, Event, Refusal>) => {
    const cells: Table<Tagged, Tagged> = table
    const rows = bare<Readonly<Record<string, Line<State, Command, Event, Refusal>>>>(
      Object.entries<object>(lines).map(([state, row]) => [state, bare(ofCells(cells[state] ?? {}, row))]),
    )
    const states = new Set(Object.keys(lines))
    const commands = new Set(Object.values<object>(lines).flatMap((row) => Object.keys(row)))
    return (command: Command, state: State): Result.Result<ReadonlyArray<Event>, Refusal | NotAllowed> => {
      const line = rows[state?._tag]?.[command?._tag]
      return line === undefined
        ? Result.fail(new NotAllowed({ state: known(states, state), command: known(commands, command) }))
        : line(state, command)
    }
  }

/** What each event makes of a state. An event out of place leaves the state as it is. */
export type Steps<State, Event extends Tagged> = {
  readonly [E in Event["_tag"]]: (state: State, event: Extract<Event, { readonly _tag: E }>) => State
}

/** The `evolve` of a machine, made of its steps: one for every event. */
export const evolveBy = <State, Event extends Tagged>(steps: Steps<State, Event>) => {
  const all = bare<(state: State, event: Event) => State>(Object.entries(steps))
  return (state: State, event: Event): State => all[event._tag]?.(state, event) ?? state
}

import * as Result from "effect/Result"
import type { Decision } from "./decision.ts"
import { NotAllowed, type Table, type Tagged } from "./table.ts"

/** The decision in one cell of a table: the events that follow, or the refusal. */
type Line<State, Command, Event, Refusal> = (state: State, command: Command) => Decision<Event, Refusal>

/** A line for each cell of a table, and no other. A missing line does not compile, nor does a line without a cell. */
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

/** A record without a prototype, so that a look-up by "toString" finds nothing. */
const bareRecord = <A>(entries: Entries): Readonly<Record<string, A>> =>
  Object.assign(Object.create(null), Object.fromEntries(entries))

/** The lines of a row that have a cell in the table: the rule of the types, enforced at run time too. */
const withCell = (cells: object, row: object): Entries =>
  Object.entries(row).filter(([command]) => Object.hasOwn(cells, command))

/** A name that the machine knows, or "Unknown": a refusal never repeats what an untyped caller passed. */
const knownName = (names: ReadonlySet<string>, value: Tagged): string =>
  names.has(value?._tag) ? value._tag : "Unknown"

/** Builds the `decide` of a state machine from its lines. Where the table has no cell, it refuses with `NotAllowed`. */
export const decideBy =
  <State extends Tagged, Command extends Tagged, Event, Refusal = never>() =>
  <const T extends Table<State, Command>>(table: T) =>
  (lines: Lines<T, State, Command, Event, Refusal>) => {
    const cells: Table<Tagged, Tagged> = table
    const rows = bareRecord<Readonly<Record<string, Line<State, Command, Event, Refusal>>>>(
      Object.entries<object>(lines).map(([state, row]) => [state, bareRecord(withCell(cells[state] ?? {}, row))]),
    )
    const states = new Set(Object.keys(lines))
    const commands = new Set(Object.values<object>(lines).flatMap((row) => Object.keys(row)))
    return (command: Command, state: State): Decision<Event, Refusal | NotAllowed> => {
      const line = rows[state?._tag]?.[command?._tag]
      return line === undefined
        ? Result.fail(new NotAllowed({ state: knownName(states, state), command: knownName(commands, command) }))
        : line(state, command)
    }
  }

/** A line for each command of a register, and no other. */
export type CommandLines<State, Command extends Tagged, Event, Refusal> = {
  readonly [C in Command["_tag"]]: Line<State, Extract<Command, { readonly _tag: C }>, Event, Refusal>
}

/** Builds the `decide` of a register from its lines. */
export const decideByCommand = <State, Command extends Tagged, Event, Refusal = never>(
  lines: CommandLines<State, Command, Event, Refusal>,
) => {
  const all = bareRecord<Line<State, Command, Event, Refusal>>(Object.entries(lines))
  return (command: Command, state: State): Decision<Event, Refusal> => {
    const line = all[command._tag]
    if (line === undefined) throw new TypeError("This register has no such command.")
    return line(state, command)
  }
}

/** How each event changes a state. An event out of place leaves the state as it is. */
export type Steps<State, Event extends Tagged> = {
  readonly [E in Event["_tag"]]: (state: State, event: Extract<Event, { readonly _tag: E }>) => State
}

/** Builds the `evolve` of a decider from its steps, one for each event. */
export const evolveBy = <State, Event extends Tagged>(steps: Steps<State, Event>) => {
  const all = bareRecord<(state: State, event: Event) => State>(Object.entries(steps))
  return (state: State, event: Event): State => all[event._tag]?.(state, event) ?? state
}

import type * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type { Table, Tagged } from "./table.ts"

/**
 * What the leaflet of a state machine exports as `machine`.
 *
 * `decide` answers a command with the events it causes, or refuses it. Time, chance and answers from outside are
 * fields of the command, so `decide` is a function of what it is given.
 * `evolve` applies one event; it never refuses, because the event already happened.
 */
export interface Decider<State extends Tagged, Command extends Tagged, Event extends Tagged, Refusal> {
  /** The noun of the leaflet; it starts the names under which its states are stored. */
  readonly name: string
  readonly State: Schema.Codec<State, Tagged>
  readonly Event: Schema.Codec<Event, Tagged>
  readonly table: Table<State, Command>
  readonly initial: State
  readonly decide: (command: Command, state: State) => Result.Result<ReadonlyArray<Event>, Refusal>
  readonly evolve: (state: State, event: Event) => State
}

/** The state after all the events, oldest first: what the journal of an aggregate adds up to. */
export const fold = <State extends Tagged, Command extends Tagged, Event extends Tagged, Refusal>(
  { evolve, initial }: Pick<Decider<State, Command, Event, Refusal>, "evolve" | "initial">,
  events: ReadonlyArray<Event>,
): State => events.reduce(evolve, initial)

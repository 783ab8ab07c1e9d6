import type * as Schema from "effect/Schema"
import type { Decision } from "./decision.ts"
import type { Table, Tagged } from "./table.ts"

/**
 * How one kind of aggregate decides and changes.
 *
 * `decide` answers a command with the events it causes, or refuses it. Time, random values and answers from outside are
 * fields of the command, so `decide` is a pure function.
 * `evolve` applies one event; it never refuses, because the event already happened.
 */
export interface Decider<State extends Tagged, Command extends Tagged, Event extends Tagged, Refusal> {
  /** The category of the aggregate: the prefix of its ids in storage. */
  readonly name: string
  readonly State: Schema.Codec<State, Tagged>
  readonly Event: Schema.Codec<Event, Tagged>
  readonly initial: State
  readonly decide: (command: Command, state: State) => Decision<Event, Refusal>
  readonly evolve: (state: State, event: Event) => State
}

/**
 * A decider with several states. Its table lists the commands that each state accepts.
 *
 * A domain module with several states exports one as `machine`. A module with a single state exports a plain decider as
 * `register`: it needs neither a table nor a diagram.
 */
export interface StateMachine<State extends Tagged, Command extends Tagged, Event extends Tagged, Refusal>
  extends Decider<State, Command, Event, Refusal> {
  readonly table: Table<State, Command>
}

/** The state after all the events, oldest first: the state that the journal of an aggregate adds up to. */
export const fold = <State extends Tagged, Command extends Tagged, Event extends Tagged, Refusal>(
  { evolve, initial }: Pick<Decider<State, Command, Event, Refusal>, "evolve" | "initial">,
  events: ReadonlyArray<Event>,
): State => events.reduce(evolve, initial)

/**
 * AgentReads: which agents looked a person up, and when.
 *
 * It only grows. A lookup is recorded in the commit that allows it, before anything is shown.
 */
import * as Schema from "effect/Schema"
import { decideByCommand, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"

/** How many lookups there are. The journal has the lookups themselves. */
export const State = Schema.TaggedUnion({ Recording: { count: Schema.Int } })
export type State = typeof State.Type

export const initial: State = { _tag: "Recording", count: 0 }

const fields = {
  /** The agent, as the fund names them. */
  agent: Schema.String,
  /** How the agent named the person: by their identifier or id, or by a file that they are in. */
  by: Schema.Literals(["Person", "File"]),
  /** In milliseconds since the epoch. */
  at: Schema.Finite,
}

export const Command = Schema.TaggedUnion({ Record: fields })
export type Command = typeof Command.Type

/** Stored: change only by adding. */
export const Event = Schema.TaggedUnion({ Recorded: fields })
export type Event = typeof Event.Type

export const decide = decideByCommand<State, Command, Event>({
  Record: (_, read) => happened({ ...read, _tag: "Recorded" }),
})

export const evolve = evolveBy<State, Event>({ Recorded: ({ count }) => ({ _tag: "Recording", count: count + 1 }) })

/** The ids under which lookups are stored, one for each person. */
export const stream = streamOf("agent-reads")

export const register: Decider<State, Command, Event, never> = {
  name: stream.category,
  State,
  Event,
  initial,
  decide,
  evolve,
}

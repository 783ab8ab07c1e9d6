/**
 * AgentCommand: a command id that an agent used for a command on a person.
 *
 * The record makes the id known wherever it is sent again, also with another person. A command on a household file needs
 * none: its file is part of the id.
 */
import * as Schema from "effect/Schema"
import { decideByCommand, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"

export const State = Schema.TaggedUnion({ Recording: { uses: Schema.Int } })
export type State = typeof State.Type

export const initial: State = { _tag: "Recording", uses: 0 }

const fields = {
  /** The agent, as the fund names them. */
  agent: Schema.String,
  verb: Schema.String,
  /** In milliseconds since the epoch. */
  at: Schema.Finite,
}

export const Command = Schema.TaggedUnion({ Use: fields })
export type Command = typeof Command.Type

/** Stored: change only by adding. */
export const Event = Schema.TaggedUnion({ Used: fields })
export type Event = typeof Event.Type

export const decide = decideByCommand<State, Command, Event>({
  Use: (_, use) => happened({ ...use, _tag: "Used" }),
})

export const evolve = evolveBy<State, Event>({ Used: ({ uses }) => ({ _tag: "Recording", uses: uses + 1 }) })

/** The ids under which command ids are stored. */
export const stream = streamOf("agent-command")

export const register: Decider<State, Command, Event, never> = {
  name: stream.category,
  State,
  Event,
  initial,
  decide,
  evolve,
}

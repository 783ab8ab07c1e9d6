/**
 * Data key: the key under which everything about one person is sealed (envelope encryption).
 *
 * It is created when the first data about the person is stored. The key itself is stored beside this state, wrapped
 * under a key of the key ring. Destroying it makes everything sealed under it unreadable for ever, in every copy: this
 * erases a person while the journal stays complete. A destroyed key is never created again. A key that must be destroyed
 * while its owner goes on is replaced.
 */

import * as Schema from "effect/Schema"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { StateMachine } from "../state-machine/decider.ts"
import { type CommandOf, type Decision, happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { NotAllowed, Table } from "../state-machine/table.ts"

const at = Schema.Finite

// States

export const State = Schema.TaggedUnion({ NotCreated: {}, Created: { since: at }, Destroyed: { at } })
export type State = typeof State.Type

export const initial: State = { _tag: "NotCreated" }

// Commands

export const Command = Schema.TaggedUnion({
  Create: { at },
  /** Wraps the same key under the active key of the key ring. */
  Rewrap: { at },
  /** Puts another key in its place: everything sealed under the former key is unreadable for ever. */
  Replace: { at },
  /** `agent` is the agent of the fund who erases the person. */
  Destroy: { agent: Schema.optional(Schema.String), at },
})
export type Command = typeof Command.Type

// Events: these names and fields are stored. Only add to them.

export const Event = Schema.TaggedUnion({
  Created: { at },
  Rewrapped: { at },
  Replaced: { at },
  Destroyed: { agent: Schema.optional(Schema.String), at },
})
export type Event = typeof Event.Type

export type Refusal = NotAllowed

// The table: for each state, its commands and the states they lead to. A missing cell is a refusal.

export const table = {
  NotCreated: { Create: ["Created"], Destroy: ["Destroyed"] },
  Created: { Rewrap: ["Created"], Replace: ["Created"], Destroy: ["Destroyed"] },
  Destroyed: {},
} as const satisfies Table<State, Command>

const destroy = (_: State, command: CommandOf<Command, "Destroy">): Decision<Event> =>
  happened({ ...command, _tag: "Destroyed" })

export const decide = decideBy<State, Command, Event>()(table)({
  NotCreated: { Create: (_, { at }) => happened({ _tag: "Created", at }), Destroy: destroy },
  Created: {
    Rewrap: (_, { at }) => happened({ _tag: "Rewrapped", at }),
    Replace: (_, { at }) => happened({ _tag: "Replaced", at }),
    Destroy: destroy,
  },
  Destroyed: {},
})

/** Applies an event. An event that cannot follow from the state changes nothing. */
export const evolve = evolveBy<State, Event>({
  Created: (state, { at }) => (state._tag === "NotCreated" ? { _tag: "Created", since: at } : state),
  Rewrapped: (state) => state,
  Replaced: (state, { at }) => (state._tag === "Created" ? { _tag: "Created", since: at } : state),
  Destroyed: (state, { at }) => (state._tag === "Destroyed" ? state : { _tag: "Destroyed", at }),
})

/** The ids under which data keys are stored. */
export const stream = streamOf("data-key")

export const machine: StateMachine<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}

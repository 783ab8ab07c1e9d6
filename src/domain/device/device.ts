/**
 * Device: a browser that remembers the identifier of a person.
 *
 * > A box "se souvenir de moi".
 *
 * A device remembers an account and nothing else: it opens no session and gives no right. It is identified by a hash of
 * the secret that the browser has. The identifier is read from the account each time, and shown masked.
 */

import * as Schema from "effect/Schema"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { StateMachine } from "../state-machine/decider.ts"
import { happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { NotAllowed, Table } from "../state-machine/table.ts"

const at = Schema.Finite
const DAY = 24 * 60 * 60_000

export const DevicePolicy = Schema.Struct({
  name: Schema.String,
  version: Schema.Int,
  /** How long a browser remembers, in days. */
  days: Schema.Finite,
})
export type DevicePolicy = typeof DevicePolicy.Type

/** `standard`: a year from the request. */
export const devicePolicies = {
  standard: { name: "standard", version: 1, days: 365 },
} as const satisfies Record<string, DevicePolicy>

// States

export const State = Schema.TaggedUnion({
  Unknown: {},
  Remembering: { person: Schema.String, hash: Schema.String, until: at },
  Forgotten: {},
})
export type State = typeof State.Type

export const initial: State = { _tag: "Unknown" }

// Commands

export const Command = Schema.TaggedUnion({
  Remember: { person: Schema.String, hash: Schema.String, policy: DevicePolicy, at },
  Forget: { at },
})
export type Command = typeof Command.Type

// Events: these names and fields are stored. Only add to them.

export const Event = Schema.TaggedUnion({
  Remembered: { person: Schema.String, hash: Schema.String, until: at, at },
  Forgotten: { at },
})
export type Event = typeof Event.Type

export type Refusal = NotAllowed

// The table: for each state, its commands and the states they lead to. A missing cell is a refusal.

export const table = {
  Unknown: { Remember: ["Remembering"] },
  Remembering: { Forget: ["Forgotten"] },
  Forgotten: {},
} as const satisfies Table<State, Command>

export const decide = decideBy<State, Command, Event>()(table)({
  Unknown: {
    Remember: (_, { at, hash, person, policy }) =>
      happened({ _tag: "Remembered", person, hash, until: at + policy.days * DAY, at }),
  },
  Remembering: { Forget: (_, { at }) => happened({ _tag: "Forgotten", at }) },
  Forgotten: {},
})

/** Applies an event. An event that cannot follow from the state changes nothing. */
export const evolve = evolveBy<State, Event>({
  Remembered: (state, { hash, person, until }) =>
    state._tag === "Unknown" ? { _tag: "Remembering", person, hash, until } : state,
  Forgotten: (state) => (state._tag === "Remembering" ? { _tag: "Forgotten" } : state),
})

/** The person that a browser remembers, or `null` if its secret is wrong or its time is over. */
export const rememberedPerson = (state: State, hash: string, at: number): string | null =>
  state._tag === "Remembering" && state.hash === hash && at < state.until ? state.person : null

/** The ids under which devices are stored. */
export const stream = streamOf("device")

export const machine: StateMachine<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}

/**
 * Device: a browser that was asked to remember who signs in with it.
 *
 * > A box "se souvenir de moi".
 *
 * It remembers whose account it is and nothing else: it opens no session and gives no right. It is known by a hash of what
 * the browser holds; the identifier is looked up in the account each time, and shown masked.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
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

/** `standard`: a year, counted from when it was asked. */
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

// Events: these names and fields are stored; change them only by adding.

export const Event = Schema.TaggedUnion({
  Remembered: { person: Schema.String, hash: Schema.String, until: at, at },
  Forgotten: { at },
})
export type Event = typeof Event.Type

export type Refusal = NotAllowed

// The table: state, then command, then where it may lead. A missing cell is a refusal.

export const table = {
  Unknown: { Remember: ["Remembering"] },
  Remembering: { Forget: ["Forgotten"] },
  Forgotten: {},
} as const satisfies Table<State, Command>

export const decide = decideBy<State, Command, Event>()(table)({
  Unknown: {
    Remember: (_, { at, hash, person, policy }) =>
      Result.succeed([{ _tag: "Remembered", person, hash, until: at + policy.days * DAY, at }]),
  },
  Remembering: { Forget: (_, { at }) => Result.succeed([{ _tag: "Forgotten", at }]) },
  Forgotten: {},
})

/** Events follow only the states that cause them; one out of place changes nothing. */
export const evolve = evolveBy<State, Event>({
  Remembered: (state, { hash, person, until }) =>
    state._tag === "Unknown" ? { _tag: "Remembering", person, hash, until } : state,
  Forgotten: (state) => (state._tag === "Remembering" ? { _tag: "Forgotten" } : state),
})

/** Whose account a browser remembers, if what it holds is right and its time is not over. */
export const remembered = (state: State, hash: string, at: number): string | null =>
  state._tag === "Remembering" && state.hash === hash && at < state.until ? state.person : null

/** Where its states and events are stored. */
export const stream = streamOf("device")

export const machine: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}

/**
 * Devices: the browsers that remember the identifier of a person.
 *
 * > A box "se souvenir de moi".
 *
 * A device remembers an account and nothing else: it opens no session and gives no right. It is identified by a hash of
 * the secret that the browser has. The identifier is read from the account each time, and shown masked.
 *
 * A person has a limited number of devices, because each is a budget of its own for wrong passwords, and because the
 * storage would grow without end. A new device replaces the one that was remembered first.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { identity, wholeNumber } from "../policy/fields.ts"
import { decideByCommand, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { type Decision, happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"

const at = Schema.Finite
const DAY = 24 * 60 * 60_000

export const DevicePolicy = Schema.Struct({
  ...identity,
  /** How long a browser remembers, in days. */
  days: wholeNumber(1, 730),
  /** Browsers that remember one person at a time. A new one replaces the oldest. */
  mostDevices: wholeNumber(1, 50),
})
export type DevicePolicy = typeof DevicePolicy.Type

/** `standard`: a year from the request, ten browsers. */
export const devicePolicies = {
  standard: { name: "standard", version: 1, days: 365, mostDevices: 10 },
} as const satisfies Record<string, DevicePolicy>

/** A browser that remembers. `until` ends its time. */
const Device = Schema.Struct({ hash: Schema.String, until: at })

export const State = Schema.TaggedUnion({ Recorded: { devices: Schema.Array(Device) } })
export type State = typeof State.Type

export const initial: State = { _tag: "Recorded", devices: [] }

export const Command = Schema.TaggedUnion({
  Remember: { hash: Schema.String, policy: DevicePolicy, at },
  Forget: { hash: Schema.String, at },
})
export type Command = typeof Command.Type

/** Stored: only add to these names and fields. */
export const Event = Schema.TaggedUnion({
  Remembered: { hash: Schema.String, until: at, mostDevices: Schema.Int, at },
  Forgotten: { hash: Schema.String, at },
})
export type Event = typeof Event.Type

/** The browser does not remember the person: its secret is wrong, its time is over, or newer browsers replaced it. */
export class NotRemembered extends Schema.TaggedError<NotRemembered>()("NotRemembered", {}) {
  override get message(): string {
    return "This browser remembers no person."
  }
}

export type Refusal = NotRemembered

/** The devices whose time is not over. */
const remembering = ({ devices }: State, at: number) => devices.filter(({ until }) => at < until)

/** Whether the browser with this hash remembers the person. */
export const remembers = (state: State, hash: string, at: number): boolean =>
  remembering(state, at).some((device) => device.hash === hash)

const notRemembered: Decision<Event, NotRemembered> = Result.fail(new NotRemembered())

export const decide = decideByCommand<State, Command, Event, NotRemembered>({
  Remember: (_, { at, hash, policy: { days, mostDevices } }) =>
    happened({ _tag: "Remembered", hash, until: at + days * DAY, mostDevices, at }),
  Forget: (state, { at, hash }) =>
    remembers(state, hash, at) ? happened({ _tag: "Forgotten", hash, at }) : notRemembered,
})

export const evolve = evolveBy<State, Event>({
  Remembered: (state, { at, hash, mostDevices, until }) => ({
    _tag: "Recorded",
    devices: [...remembering(state, at), { hash, until }].slice(-mostDevices),
  }),
  Forgotten: ({ devices }, { hash }) => ({
    _tag: "Recorded",
    devices: devices.filter((device) => device.hash !== hash),
  }),
})

/** The ids under which the devices of a person are stored. */
export const stream = streamOf("device")

export const register: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  initial,
  decide,
  evolve,
}

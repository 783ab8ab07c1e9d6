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

/** What is known of a browser besides its hash. Absent where it was stored earlier. */
const details = {
  /** Its name for its owner, from 1. */
  number: Schema.optional(Schema.Int),
  /** The label that the application gave it: a ciphertext. */
  label: Schema.optional(Schema.String),
}

/** A browser that remembers. `until` ends its time. */
const Device = Schema.Struct({ hash: Schema.String, until: at, since: Schema.optional(at), ...details })
type Device = typeof Device.Type

export const State = Schema.TaggedUnion({
  Recorded: {
    devices: Schema.Array(Device),
    /** The number of the latest browser. */
    count: Schema.optional(Schema.Int),
  },
})
export type State = typeof State.Type

export const initial: State = { _tag: "Recorded", devices: [] }

/** Why every browser forgets: its token may be in other hands, or is of no use any more. */
export const ForgetCause = Schema.Literals(["PasswordChanged", "Compromised", "AccountClosed"])
export type ForgetCause = typeof ForgetCause.Type

export const Command = Schema.TaggedUnion({
  Remember: { hash: Schema.String, label: Schema.optional(Schema.String), policy: DevicePolicy, at },
  Forget: { hash: Schema.String, at },
  /** The owner makes one browser of their list forget them. */
  Revoke: { number: Schema.Int, at },
  ForgetAll: { cause: ForgetCause, at },
})
export type Command = typeof Command.Type

/** Stored: only add to these names and fields. */
export const Event = Schema.TaggedUnion({
  Remembered: { hash: Schema.String, until: at, mostDevices: Schema.Int, ...details, at },
  Forgotten: { hash: Schema.String, at },
  Revoked: { number: Schema.Int, at },
  AllForgotten: { cause: ForgetCause, at },
})
export type Event = typeof Event.Type

/** The browser does not remember the person: its secret is wrong, its time is over, or newer browsers replaced it. */
export class NotRemembered extends Schema.TaggedError<NotRemembered>()("NotRemembered", {}) {
  override get message(): string {
    return "This browser remembers no person."
  }
}

export type Refusal = NotRemembered

/** A browser with its number. One that was stored without a number has that of its place. */
export type NumberedDevice = Device & { readonly number: number }

const numbered = ({ devices }: State): ReadonlyArray<NumberedDevice> =>
  devices.map((device, index) => ({ ...device, number: device.number ?? index + 1 }))

const countOf = ({ count, devices }: State) => count ?? devices.length

/** The devices whose time is not over, the oldest first. */
export const remembering = (state: State, at: number): ReadonlyArray<NumberedDevice> =>
  numbered(state).filter(({ until }) => at < until)

/** Whether the browser with this hash remembers the person. */
export const remembers = (state: State, hash: string, at: number): boolean =>
  remembering(state, at).some((device) => device.hash === hash)

const notRemembered: Decision<Event, NotRemembered> = Result.fail(new NotRemembered())

export const decide = decideByCommand<State, Command, Event, NotRemembered>({
  Remember: (state, { at, hash, label, policy: { days, mostDevices } }) =>
    happened({
      _tag: "Remembered",
      hash,
      until: at + days * DAY,
      mostDevices,
      number: countOf(state) + 1,
      ...(label === undefined ? {} : { label }),
      at,
    }),
  Forget: (state, { at, hash }) =>
    remembers(state, hash, at) ? happened({ _tag: "Forgotten", hash, at }) : notRemembered,
  Revoke: (state, { at, number }) =>
    remembering(state, at).some((device) => device.number === number)
      ? happened({ _tag: "Revoked", number, at })
      : notRemembered,
  ForgetAll: (state, { at, cause }) =>
    Result.succeed(state.devices.length === 0 ? [] : [{ _tag: "AllForgotten", cause, at }]),
})

/** The state with these devices only. Each keeps its number. */
const withOnly = (state: State, devices: ReadonlyArray<NumberedDevice>): State => ({
  _tag: "Recorded",
  devices,
  count: countOf(state),
})

export const evolve = evolveBy<State, Event>({
  Remembered: (state, { at, hash, label, mostDevices, number = countOf(state) + 1, until }) => {
    const device: NumberedDevice = { hash, until, since: at, number, ...(label === undefined ? {} : { label }) }
    return { ...withOnly(state, [...remembering(state, at), device].slice(-mostDevices)), count: number }
  },
  Forgotten: (state, { hash }) =>
    withOnly(
      state,
      numbered(state).filter((device) => device.hash !== hash),
    ),
  Revoked: (state, { number }) =>
    withOnly(
      state,
      numbered(state).filter((device) => device.number !== number),
    ),
  AllForgotten: (state) => withOnly(state, []),
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

/**
 * Lock-out: how often a password may be tried on one identifier.
 *
 * One counter covers the legacy password and the new one. After the 5th failure there is a wait of 2 minutes, and after
 * each further failure twice the wait before, up to 90 minutes. So no 24 hours have more than 25 verified failures, and
 * no lock is permanent. (CNIL, délibération 2022-100, case with restricted access: at most 25 attempts in 24 hours.)
 *
 * An attempt is **reserved before the password is verified**, so that parallel guesses cannot exceed the limit. A success
 * removes its reservation and ends the waits; earlier failures still count towards the 25. The same rules apply to
 * unknown identifiers, to prevent account enumeration.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideByCommand, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"

const at = Schema.Finite
const DAY = 24 * 60 * 60_000
const MINUTE = 60_000

export const LockOutPolicy = Schema.Struct({
  name: Schema.String,
  version: Schema.Int,
  /** Failures before the first wait. */
  failuresBeforeWait: Schema.Int,
  /** The first wait, in minutes. Each further wait is twice as long. */
  firstWaitMinutes: Schema.Finite,
  longestWaitMinutes: Schema.Finite,
  /** Verified failures in any 24 hours. */
  failuresPerDay: Schema.Int,
})
export type LockOutPolicy = typeof LockOutPolicy.Type

/** `cnil`: the limits above (the default). */
export const lockOutPolicies = {
  cnil: {
    name: "cnil",
    version: 1,
    failuresBeforeWait: 5,
    firstWaitMinutes: 2,
    longestWaitMinutes: 90,
    failuresPerDay: 25,
  },
} as const satisfies Record<string, LockOutPolicy>

/** An attempt that was reserved and did not succeed. Once `cleared` by a later success, it causes no wait. */
const Failure = Schema.Struct({ attempt: Schema.String, at, cleared: Schema.Boolean })

export const State = Schema.TaggedUnion({ Counting: { failures: Schema.Array(Failure) } })
export type State = typeof State.Type

export const initial: State = { _tag: "Counting", failures: [] }

export const Command = Schema.TaggedUnion({
  Reserve: { attempt: Schema.String, policy: LockOutPolicy, at },
  /** The password of this attempt was right. */
  Succeed: { attempt: Schema.String, at },
  /** The password of this attempt could not be verified, through no fault of the person. */
  Refund: { attempt: Schema.String, at },
})
export type Command = typeof Command.Type

/** Stored: only add to these names and fields. */
export const Event = Schema.TaggedUnion({
  Reserved: { attempt: Schema.String, at },
  Succeeded: { attempt: Schema.String, at },
  Refunded: { attempt: Schema.String, at },
})
export type Event = typeof Event.Type

/**
 * There is a wait before the next attempt. `until` is in milliseconds since the epoch; `waitSeconds` is the rest of the
 * wait when the attempt was made, rounded up. Sign-in hides both, to prevent account enumeration.
 */
export class Waiting extends Schema.TaggedError<Waiting>()("Waiting", { until: at, waitSeconds: Schema.Int }) {
  override get message(): string {
    return "Too many wrong passwords: wait before trying again."
  }
}

export type Refusal = Waiting

/** The wait after this many consecutive failures, in milliseconds. */
export const waitAfter = (failures: number, policy: LockOutPolicy): number =>
  failures < policy.failuresBeforeWait
    ? 0
    : Math.min(policy.firstWaitMinutes * 2 ** (failures - policy.failuresBeforeWait), policy.longestWaitMinutes) *
      MINUTE

/** Failures of the last 24 hours. A failure exactly 24 hours old counts, so that no 24 hours exceed the limit. */
const recent = (failures: State["failures"], at: number) => failures.filter((failure) => failure.at >= at - DAY)

/** The time of the next allowed attempt, in milliseconds since the epoch. */
export const waitsUntil = ({ failures }: State, policy: LockOutPolicy, at: number): number => {
  const counted = recent(failures, at)
  const consecutive = counted.filter(({ cleared }) => !cleared)
  const last = consecutive.at(-1)
  const wait = waitAfter(consecutive.length, policy)
  const oldestOfFullDay = counted.at(-policy.failuresPerDay)
  return Math.max(
    // Without a wait the time of the last failure does not matter: the clock of another process may be ahead.
    last === undefined || wait === 0 ? 0 : last.at + wait,
    oldestOfFullDay === undefined ? 0 : oldestOfFullDay.at + DAY + 1,
  )
}

export const decide = decideByCommand<State, Command, Event, Waiting>({
  Reserve: (state, { at, attempt, policy }) => {
    const until = waitsUntil(state, policy, at)
    return at < until
      ? Result.fail(new Waiting({ until, waitSeconds: Math.ceil((until - at) / 1_000) }))
      : happened({ _tag: "Reserved", attempt, at })
  },
  Succeed: (_, { at, attempt }) => happened({ _tag: "Succeeded", attempt, at }),
  Refund: (_, { at, attempt }) => happened({ _tag: "Refunded", attempt, at }),
})

const without = ({ failures }: State, attempt: string) => failures.filter((failure) => failure.attempt !== attempt)

export const evolve = evolveBy<State, Event>({
  Reserved: ({ failures }, { at, attempt }) => ({
    _tag: "Counting",
    failures: [...recent(failures, at), { attempt, at, cleared: false }],
  }),
  Succeeded: (state, { attempt }) => ({
    _tag: "Counting",
    failures: without(state, attempt).map((failure) => ({ ...failure, cleared: true })),
  }),
  Refunded: (state, { attempt }) => ({ _tag: "Counting", failures: without(state, attempt) }),
})

/** The ids under which the counters are stored. */
export const stream = streamOf("lock-out")

export const register: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  initial,
  decide,
  evolve,
}

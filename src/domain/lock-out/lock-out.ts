/**
 * Lock-out: how often a password may be tried on one identifier.
 *
 * One counter for the legacy password and the new one. After the 5th failure one waits 2 minutes, then twice as long
 * after each, up to 90 minutes: never more than 25 verified failures in any 24 hours, and never locked for good.
 * (CNIL, délibération 2022-100, case with restricted access: at most 25 attempts in 24 hours.)
 *
 * A try is **reserved before the password is verified**, so that guesses sent at once cannot outrun the counter. A
 * success gives the reservation back and starts the waits anew; the failures before it still count towards the 25.
 * The identifier need not exist: nobody learns from a wait who does.
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { decideBy, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { streamOf } from "../state-machine/stream.ts"
import type { NotAllowed, Table } from "../state-machine/table.ts"

const at = Schema.Finite
const DAY = 24 * 60 * 60_000
const MINUTE = 60_000

export const LockOutPolicy = Schema.Struct({
  name: Schema.String,
  version: Schema.Int,
  /** Failures before the first wait. */
  free: Schema.Int,
  /** The first wait, in minutes; each further one is twice as long. */
  firstWaitMinutes: Schema.Finite,
  longestWaitMinutes: Schema.Finite,
  /** Verified failures in any 24 hours. */
  perDay: Schema.Int,
})
export type LockOutPolicy = typeof LockOutPolicy.Type

/** `cnil`: the waits above (the default). */
export const lockOutPolicies = {
  cnil: { name: "cnil", version: 1, free: 5, firstWaitMinutes: 2, longestWaitMinutes: 90, perDay: 25 },
} as const satisfies Record<string, LockOutPolicy>

/** A try that was reserved and has not turned out right. `forgiven` by a later success, it causes no more waits. */
const Failure = Schema.Struct({ attempt: Schema.String, at, forgiven: Schema.Boolean })

export const State = Schema.TaggedUnion({ Counting: { failures: Schema.Array(Failure) } })
export type State = typeof State.Type

export const initial: State = { _tag: "Counting", failures: [] }

export const Command = Schema.TaggedUnion({
  Reserve: { attempt: Schema.String, policy: LockOutPolicy, at },
  /** The password of this try was right. */
  Succeed: { attempt: Schema.String, at },
  /** The password of this try could not be verified, through no fault of the person's. */
  Release: { attempt: Schema.String, at },
})
export type Command = typeof Command.Type

export const Event = Schema.TaggedUnion({
  Reserved: { attempt: Schema.String, at },
  Succeeded: { attempt: Schema.String, at },
  Released: { attempt: Schema.String, at },
})
export type Event = typeof Event.Type

/**
 * One must wait. `until` is in milliseconds since the epoch, and was `waitSeconds` away, rounded up; sign-in does not
 * tell it, nor that there is a wait.
 */
export class Waiting extends Schema.TaggedError<Waiting>()("Waiting", { until: at, waitSeconds: Schema.Int }) {
  override get message(): string {
    return "Too many wrong passwords: wait before trying again."
  }
}

export type Refusal = NotAllowed | Waiting

export const table = {
  Counting: { Reserve: ["Counting"], Succeed: ["Counting"], Release: ["Counting"] },
} as const satisfies Table<State, Command>

/** The wait after so many failures in a row, in milliseconds. */
export const waitAfter = (failures: number, policy: LockOutPolicy): number =>
  failures < policy.free
    ? 0
    : Math.min(policy.firstWaitMinutes * 2 ** (failures - policy.free), policy.longestWaitMinutes) * MINUTE

/** Failures no older than a day: exactly a day still counts, so that no 24 hours hold more than their share. */
const recent = (failures: State["failures"], at: number) => failures.filter((failure) => failure.at >= at - DAY)

/** When the next try is allowed, in milliseconds since the epoch. */
export const waitsUntil = ({ failures }: State, policy: LockOutPolicy, at: number): number => {
  const counted = recent(failures, at)
  const inARow = counted.filter(({ forgiven }) => !forgiven)
  const last = inARow.at(-1)
  const wait = waitAfter(inARow.length, policy)
  const full = counted.at(-policy.perDay)
  return Math.max(
    // Where nothing is to be waited for, neither is the clock of another process, which may be ahead.
    last === undefined || wait === 0 ? 0 : last.at + wait,
    full === undefined ? 0 : full.at + DAY + 1,
  )
}

export const decide = decideBy<State, Command, Event, Waiting>()(table)({
  Counting: {
    Reserve: (state, { at, attempt, policy }) => {
      const until = waitsUntil(state, policy, at)
      return at < until
        ? Result.fail(new Waiting({ until, waitSeconds: Math.ceil((until - at) / 1_000) }))
        : Result.succeed([{ _tag: "Reserved", attempt, at }])
    },
    Succeed: (_, { at, attempt }) => Result.succeed([{ _tag: "Succeeded", attempt, at }]),
    Release: (_, { at, attempt }) => Result.succeed([{ _tag: "Released", attempt, at }]),
  },
})

const without = ({ failures }: State, attempt: string) => failures.filter((failure) => failure.attempt !== attempt)

export const evolve = evolveBy<State, Event>({
  Reserved: ({ failures }, { at, attempt }) => ({
    _tag: "Counting",
    failures: [...recent(failures, at), { attempt, at, forgiven: false }],
  }),
  Succeeded: (state, { attempt }) => ({
    _tag: "Counting",
    failures: without(state, attempt).map((failure) => ({ ...failure, forgiven: true })),
  }),
  Released: (state, { attempt }) => ({ _tag: "Counting", failures: without(state, attempt) }),
})

/** Where its states and events are stored. */
export const stream = streamOf("lock-out")

export const machine: Decider<State, Command, Event, Refusal> = {
  name: stream.category,
  State,
  Event,
  table,
  initial,
  decide,
  evolve,
}

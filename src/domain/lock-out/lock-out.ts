/**
 * Lock-out: how often a password may be tried on one identifier.
 *
 * One counter covers the legacy password and the new one. After the 5th failure there is a wait of 2 minutes, and after
 * each further failure twice the wait before, up to 90 minutes. So no 24 hours have more than 25 verified failures.
 * (CNIL, délibération 2022-100, case with restricted access: at most 25 attempts in 24 hours.)
 *
 * An attempt is **reserved before the password is verified**, so that parallel guesses cannot exceed the limit. A success
 * removes its reservation and ends the waits; earlier failures still count towards the 25. The same rules apply to
 * unknown identifiers, to prevent account enumeration.
 *
 * Waits alone would allow 25 guesses a day for ever. So after 100 failures in a row nothing is verified any more until
 * a recovery or an agent clears the counter (NIST SP 800-63B-4, 3.2.2: at most 100 consecutive failures).
 *
 * Strangers who go on guessing must not keep the account holder out. So the browsers that remember an account and its
 * open sessions have a counter of their own, with its own part of the 25 (OWASP: device cookies).
 */

import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { identity, rule, wholeNumber } from "../policy/fields.ts"
import { decideByCommand, evolveBy } from "../state-machine/decide-by.ts"
import type { Decider } from "../state-machine/decider.ts"
import { happened } from "../state-machine/decision.ts"
import { streamOf } from "../state-machine/stream.ts"
import { withInherited } from "./inherited.ts"
import { OthersUnderWay, type Refusal, TooManyFailures, Waiting } from "./refusal.ts"

export { OthersUnderWay, type Refusal, TooManyFailures, Waiting } from "./refusal.ts"

const at = Schema.Finite
const DAY = 24 * 60 * 60_000
const MINUTE = 60_000

export const LockOutPolicy = Schema.Struct({
  ...identity,
  /** Failures before the first wait. */
  failuresBeforeWait: wholeNumber(1, 100),
  /** The first wait, in minutes. Each further wait is twice as long. */
  firstWaitMinutes: wholeNumber(1, 1_440),
  longestWaitMinutes: wholeNumber(1, 1_440),
  /** Verified failures in any 24 hours, from everywhere. */
  failuresPerDay: wholeNumber(1, 100),
  /**
   * How many of these only browsers that remember the account and open sessions can use, so that strangers cannot use
   * them up. With 0, they count with everyone else.
   */
  knownFailuresPerDay: wholeNumber(0, 99),
  /** Failures in a row, over any time, after which only a recovery or an agent opens the way again. */
  failuresInARow: wholeNumber(1, 100),
}).check(
  rule(
    ({ firstWaitMinutes, longestWaitMinutes }) => firstWaitMinutes <= longestWaitMinutes,
    "longestWaitMinutes must be at least firstWaitMinutes",
  ),
  rule(
    ({ failuresBeforeWait, failuresPerDay }) => failuresBeforeWait <= failuresPerDay,
    "failuresPerDay must be at least failuresBeforeWait",
  ),
  rule(
    ({ failuresPerDay, knownFailuresPerDay }) => knownFailuresPerDay < failuresPerDay,
    "knownFailuresPerDay must be less than failuresPerDay",
  ),
  rule(
    ({ failuresBeforeWait, failuresInARow }) => failuresBeforeWait <= failuresInARow,
    "failuresInARow must be at least failuresBeforeWait",
  ),
)
export type LockOutPolicy = typeof LockOutPolicy.Type

/** `cnil`: the limits above (the default). */
export const lockOutPolicies = {
  cnil: {
    name: "cnil",
    version: 2,
    failuresBeforeWait: 5,
    firstWaitMinutes: 2,
    longestWaitMinutes: 90,
    failuresPerDay: 25,
    knownFailuresPerDay: 10,
    failuresInARow: 100,
  },
} as const satisfies Record<string, LockOutPolicy>

/** Who tries: `Known` is a browser that remembers the account, or an open session. Each has its own counter. */
export type Caller = "Stranger" | "Known"

/** The policy of one counter: the failures of a day are divided, so that both together stay within the limit. */
export const policyFor = (caller: Caller, policy: LockOutPolicy): LockOutPolicy => {
  const { failuresPerDay, knownFailuresPerDay } = policy
  return {
    ...policy,
    failuresPerDay: caller === "Known" ? knownFailuresPerDay : failuresPerDay - knownFailuresPerDay,
  }
}

/** Why an agent cleared the counters, after the agent knew who asks. */
export const UnlockCause = Schema.Literals(["OwnErrors", "OthersTried"])
export type UnlockCause = typeof UnlockCause.Type

/** An attempt that was reserved and did not succeed. Once `cleared` by a later success, it causes no wait. */
const Failure = Schema.Struct({
  attempt: Schema.String,
  at,
  cleared: Schema.Boolean,
  /** `true` while the password is being verified, in this process or another. Absent once it was wrong. */
  undecided: Schema.optional(Schema.Literal(true)),
})

export const State = Schema.TaggedUnion({
  Counting: {
    /** Those of the last day. */
    failures: Schema.Array(Failure),
    /** Failures since the last success, over any time. Absent in states that were stored before it was counted. */
    inARow: Schema.optional(Schema.Int),
  },
})
export type State = typeof State.Type

export const initial: State = { _tag: "Counting", failures: [] }

export const Command = Schema.TaggedUnion({
  Reserve: { attempt: Schema.String, policy: LockOutPolicy, at },
  /** The password of this attempt was right. */
  Succeed: { attempt: Schema.String, at },
  /** The password of this attempt was wrong, or the caller did not wait for the answer. */
  Fail: { attempt: Schema.String, at },
  /** The password of this attempt could not be verified, through no fault of the person. */
  Refund: { attempt: Schema.String, at },
  /** The account holder proved who they are in another way. `agent` and `cause` are those of an agent's unlock. */
  Clear: { agent: Schema.optional(Schema.String), cause: Schema.optional(UnlockCause), at },
  /** The number was corrected: the attempts with the former one count for the new one. */
  Inherit: { failures: Schema.Array(Failure), inARow: Schema.Int, at },
})
export type Command = typeof Command.Type

/** Stored: only add to these names and fields. */
export const Event = Schema.TaggedUnion({
  Reserved: { attempt: Schema.String, at },
  Succeeded: { attempt: Schema.String, at },
  Failed: { attempt: Schema.String, at },
  Refunded: { attempt: Schema.String, at },
  Cleared: { agent: Schema.optional(Schema.String), cause: Schema.optional(UnlockCause), at },
  Inherited: { failures: Schema.Array(Failure), inARow: Schema.Int, at },
})
export type Event = typeof Event.Type

/** Longer than a verification takes. An attempt that is undecided for longer belongs to a process that was killed. */
export const UNDECIDED_MILLIS = 60_000

const isUnderWay = ({ failures }: State, at: number) =>
  failures.some((failure) => failure.undecided === true && failure.at > at - UNDECIDED_MILLIS)

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

/**
 * Whether this wrong attempt is announced to the account holder: it starts the first wait since a success, or it is the
 * last one in a row. Those between them are not announced, so that a stranger cannot flood the holder with warnings.
 */
export const isAnnounced = ({ failures, inARow = 0 }: State, attempt: string, policy: LockOutPolicy): boolean => {
  const position = failures.filter(({ cleared }) => !cleared).findIndex((failure) => failure.attempt === attempt)
  return position + 1 === policy.failuresBeforeWait || (position >= 0 && inARow >= policy.failuresInARow)
}

export const decide = decideByCommand<State, Command, Event, Refusal>({
  Reserve: (state, { at, attempt, policy }) => {
    const isUsedUp = (state.inARow ?? 0) >= policy.failuresInARow
    const until = waitsUntil(state, policy, at)
    if (!isUsedUp && at >= until) return happened({ _tag: "Reserved", attempt, at })
    if (isUnderWay(state, at)) return Result.fail(new OthersUnderWay())
    const waitSeconds = Math.ceil((until - at) / 1_000)
    return Result.fail(isUsedUp ? new TooManyFailures() : new Waiting({ until, waitSeconds }))
  },
  Succeed: (_, { at, attempt }) => happened({ _tag: "Succeeded", attempt, at }),
  Fail: (_, { at, attempt }) => happened({ _tag: "Failed", attempt, at }),
  Refund: (_, { at, attempt }) => happened({ _tag: "Refunded", attempt, at }),
  Clear: (_, command) => happened({ ...command, _tag: "Cleared" }),
  Inherit: (_, command) => happened({ ...command, _tag: "Inherited" }),
})

const without = ({ failures }: State, attempt: string) => failures.filter((failure) => failure.attempt !== attempt)

/** A refund of an attempt that a success or a clearing has covered since then takes nothing from the new count. */
const refunded = ({ failures, inARow = 0 }: State, attempt: string) =>
  failures.some((failure) => failure.attempt === attempt && !failure.cleared) ? Math.max(0, inARow - 1) : inARow

export const evolve = evolveBy<State, Event>({
  Reserved: ({ failures, inARow = 0 }, { at, attempt }) => ({
    _tag: "Counting",
    failures: [...recent(failures, at), { attempt, at, cleared: false, undecided: true }],
    inARow: inARow + 1,
  }),
  Succeeded: (state, { attempt }) => ({
    _tag: "Counting",
    failures: without(state, attempt).map((failure) => ({ ...failure, cleared: true })),
    inARow: 0,
  }),
  Failed: ({ failures, ...state }, { attempt }) => ({
    ...state,
    failures: failures.map(({ undecided, ...failure }) =>
      undecided === undefined || failure.attempt === attempt ? failure : { ...failure, undecided },
    ),
  }),
  Refunded: (state, { attempt }) => ({
    _tag: "Counting",
    failures: without(state, attempt),
    inARow: refunded(state, attempt),
  }),
  // A new password, or an agent's decision: a fresh budget. Earlier guesses say nothing about what comes now.
  Cleared: () => initial,
  Inherited: ({ failures, inARow = 0 }, other) => ({ _tag: "Counting", ...withInherited({ failures, inARow }, other) }),
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

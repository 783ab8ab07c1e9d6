import * as Cause from "effect/Cause"
import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as LockOut from "../../domain/lock-out/lock-out.ts"
import { type AggregateId, type Change, type Owner, type Row, Storage, type UniqueKeys } from "../../ports/storage.ts"
import { Refused } from "../contract/refusals.ts"
import type { BlindIndexes } from "../secrets/blind-index.ts"
import type { IndexedIdentifier } from "../secrets/identifier.ts"
import { execute, executeOrDie, readAggregate, toChange } from "../unit-of-work/aggregate.ts"
import { transact } from "../unit-of-work/transact.ts"
import { reserveInLine } from "./attempt-line.ts"
import { knownKeyOf, orderAttemptsWarning } from "./attempts-warning.ts"

/**
 * The counters of an attempt. Those of an identifier are one under each accepted key, so that a key rotation does not
 * reset the count.
 */
type Counters = readonly [AggregateId, ...ReadonlyArray<AggregateId>]

/** One attempt with a password. It counts as a failure until it succeeds. */
export interface Attempt {
  readonly id: string
  readonly lockOuts: Counters
}

/** The wrong attempts that are announced to the account holder. Those to open a space are not with a password. */
interface Announced {
  readonly policy: LockOut.LockOutPolicy
  readonly isWithPassword: boolean
}

/** The counters of an identifier, for every browser that the account holder has not signed in with before. */
const strangerCounters = ([index, ...older]: BlindIndexes): Counters => [
  LockOut.stream.id(index),
  ...older.map(LockOut.stream.id),
]

/** The counter of the browsers that remember an account, and of its open sessions. */
const knownCounters = (person: string): Counters => [LockOut.stream.id(knownKeyOf(person))]

/**
 * The counters and the limits of an attempt. `known` is the account whose remember-me token or session came with it:
 * strangers who go on guessing do not use up its tries (OWASP: device cookies).
 */
const budgetOf = (indexes: BlindIndexes, policy: LockOut.LockOutPolicy, known: string | null) =>
  known === null || policy.knownFailuresPerDay === 0
    ? { lockOuts: strangerCounters(indexes), policy: LockOut.policyFor("Stranger", policy) }
    : { lockOuts: knownCounters(known), policy: LockOut.policyFor("Known", policy) }

/** Many callers may try on one counter at the same moment, in several processes. Each must get an answer. */
const MOST_ATTEMPTS = 12

const newAttempt = Effect.fnUntraced(function* (lockOuts: Counters) {
  const random = yield* SecureRandom.SecureRandom
  const attempt: Attempt = { id: yield* random.uuidV4(), lockOuts }
  return attempt
})

/** Executes the same command on every counter. `rows` are those of the counters, in order. */
const executeOnCounters = Effect.fnUntraced(function* (
  { lockOuts }: Pick<Attempt, "lockOuts">,
  rows: ReadonlyArray<Row>,
  command: LockOut.Command,
) {
  const [first, ...others] = yield* Effect.forEach(lockOuts, (id, index) =>
    Effect.gen(function* () {
      const lockOut = yield* readAggregate(LockOut.register, id, rows[index])
      return toChange(yield* Effect.fromResult(execute(lockOut, command)))
    }),
  )
  return [first, ...others] as const
})

/** The row after a change was committed. */
const rowAfter = ({ expectedVersion, secret, state }: Change): Row => ({ state, secret, version: expectedVersion + 1 })

/** Reserves an attempt. If keys are given, their owner is read in the same round trip. */
const reserve = Effect.fnUntraced(function* (budget: ReturnType<typeof budgetOf>, keys?: UniqueKeys) {
  const { lockOuts, policy } = budget
  const attempt = yield* newAttempt(lockOuts)
  // The owner that the latest attempt of the transaction read, even if the storage lost the answer of its commit.
  let latestOwner = null as Owner | null
  const outcome = yield* transact(
    {
      verb: "Reserve",
      commandId: `${attempt.id}.reserve`,
      mostAttempts: MOST_ATTEMPTS,
      aggregates: attempt.lockOuts,
      ...(keys === undefined ? {} : { keys }),
      Refusal: Schema.Never,
    },
    (rows, at, owner) => {
      latestOwner = owner
      const command = { _tag: "Reserve", attempt: attempt.id, policy, at } as const
      return Effect.map(executeOnCounters(attempt, rows, command), (changes) => ({ changes }))
    },
  )
  return {
    attempt,
    owner: latestOwner,
    counters: outcome._tag === "Committed" ? outcome.plan.changes.map(rowAfter) : null,
  }
})

type Reserved = Effect.Success<ReturnType<typeof reserve>>

/**
 * Executes a last command on the counters of an attempt, in a commit of its own. Neither command is ever refused.
 *
 * A failure that starts the waits is announced. The order is written for every identifier, also for one that no account has,
 * to prevent account enumeration.
 */
const settle = ({ id, lockOuts }: Attempt, _tag: "Fail" | "Refund", { isWithPassword, policy }: Announced) =>
  transact(
    {
      verb: _tag,
      commandId: `${id}.${_tag.toLowerCase()}`,
      mostAttempts: MOST_ATTEMPTS,
      aggregates: lockOuts,
      Refusal: Schema.Never,
    },
    (rows, at) =>
      Effect.gen(function* () {
        const changes = yield* Effect.orDie(executeOnCounters({ lockOuts }, rows, { _tag, attempt: id, at }))
        if (_tag === "Refund" || !isWithPassword) return { changes }
        const { state } = yield* readAggregate(LockOut.register, lockOuts[0], rows[0])
        const counters = lockOuts.map(LockOut.stream.keyOf)
        const messages = LockOut.isAnnounced(state, id, policy) ? [orderAttemptsWarning(id, { counters, at })] : []
        return { changes, messages }
      }),
  )

/**
 * Settles an attempt when its scope closes: it was wrong if the scope fails with one of `wrongTags`, and it is refunded if
 * the scope fails or dies otherwise. A success was recorded in its own commit.
 *
 * An interrupted attempt counts as wrong: otherwise a caller could guess without a limit by not waiting for the answer.
 */
const settleAtEnd = (attempt: Attempt, wrongTags: ReadonlyArray<string>, policy: LockOut.LockOutPolicy) =>
  Effect.addFinalizer((exit) => {
    if (Exit.isSuccess(exit)) return Effect.void
    const [failure] = exit.cause.reasons.filter(Cause.isFailReason)
    const isWrong = wrongTags.some((tag) => Predicate.isTagged(failure?.error, tag))
    const last = isWrong || Cause.hasInterruptsOnly(exit.cause) ? "Fail" : "Refund"
    const isWithPassword = !wrongTags.includes("CreationRefused")
    return Effect.ignore(settle(attempt, last, { policy, isWithPassword }))
  })

/** Reserves an attempt in line with others, and settles it when the scope closes. */
const attemptInScope = Effect.fnUntraced(function* <E, R>(
  { lockOuts, policy }: ReturnType<typeof budgetOf>,
  reserving: Effect.Effect<Reserved | null, E | LockOut.OthersUnderWay, R>,
  wrongTags: ReadonlyArray<string>,
) {
  const reserved = yield* reserveInLine(lockOuts[0], reserving)
  if (reserved !== null) yield* settleAtEnd(reserved.attempt, wrongTags, policy)
  return reserved
})

/**
 * Makes an attempt of a signed-in person before the password is verified, so that parallel guesses cannot exceed the
 * limit. Fails with `Waiting` or `TooManyFailures` if no attempt is allowed, and counts nothing then.
 *
 * `counters` are the rows of the counters after the commit, or `null` if the storage lost the answer of the commit.
 */
export const attemptAsPerson = (
  indexes: BlindIndexes,
  policy: LockOut.LockOutPolicy,
  person: string,
  ...wrongTags: ReadonlyArray<string>
) => {
  const budget = budgetOf(indexes, policy, person)
  // `reserve` answers an attempt or fails.
  return Effect.map(attemptInScope(budget, reserve(budget), wrongTags), (reserved) => reserved as Reserved)
}

/**
 * Makes an attempt, and reads the owner of the identifier in the same round trip. `null` if no attempt is allowed.
 * `known` is the account that the browser remembers.
 */
export const attemptOrNull = (
  { indexes, keys }: IndexedIdentifier,
  policy: LockOut.LockOutPolicy,
  known: string | null,
  ...wrongTags: ReadonlyArray<string>
) => {
  const budget = budgetOf(indexes, policy, known)
  const reserving = Effect.catchTag(reserve(budget, keys), ["Waiting", "TooManyFailures"], () => Effect.succeed(null))
  return attemptInScope(budget, reserving, wrongTags)
}

/** The command that commits a successful attempt to sign in. It reads these aggregates, then the counters. */
export const signInCommand = (attempt: Attempt, aggregates: ReadonlyArray<AggregateId>) => ({
  verb: "SignIn",
  commandId: `${attempt.id}.succeed`,
  mostAttempts: MOST_ATTEMPTS,
  aggregates: [...aggregates, ...attempt.lockOuts],
  Refusal: Refused,
})

/** The changes that remove the reservation of a successful attempt and end the waits. They are never refused. */
export const recordSuccess = (attempt: Attempt, rows: ReadonlyArray<Row>, at: number) =>
  Effect.orDie(executeOnCounters(attempt, rows, { _tag: "Succeed", attempt: attempt.id, at }))

/**
 * The changes that clear every counter of a person or of an identifier, after the owner proved who they are without
 * the password. `person` is `null` for an identifier without an account. Without an agent to record, a counter that was
 * never used stays as it is.
 */
export const clearCounters = Effect.fnUntraced(function* (
  person: string | null,
  indexes: ReadonlyArray<BlindIndexes>,
  clearing: Omit<Extract<LockOut.Command, { readonly _tag: "Clear" }>, "_tag">,
) {
  const storage = yield* Storage
  const ids = [...indexes.flatMap(strangerCounters), ...(person === null ? [] : knownCounters(person))]
  if (ids.length === 0) return []
  const { rows } = yield* storage.load(ids)
  const used = ids.flatMap((id, index) => {
    const row = rows[index]
    return row !== undefined && (row.version > 0 || clearing.agent !== undefined) ? [{ id, row }] : []
  })
  return yield* Effect.forEach(used, ({ id, row }) =>
    Effect.gen(function* () {
      const lockOut = yield* readAggregate(LockOut.register, id, row)
      return toChange(yield* executeOrDie(lockOut, { ...clearing, _tag: "Clear" }))
    }),
  )
})

import * as Cause from "effect/Cause"
import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as LockOut from "../../domain/lock-out/lock-out.ts"
import { type AggregateId, type Change, type Owner, type Row, Storage, type UniqueKeys } from "../../ports/storage.ts"
import { Refused } from "../contract/refusals.ts"
import type { BlindIndexes } from "../secrets/blind-index.ts"
import type { IndexedIdentifier } from "../secrets/identifier.ts"
import { execute, readAggregate, toChange } from "../unit-of-work/aggregate.ts"
import { transact } from "../unit-of-work/transact.ts"
import { inLine } from "./attempt-line.ts"

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

/** The counters of an identifier, for every browser that the account holder has not signed in with before. */
const strangerCounters = ([index, ...older]: BlindIndexes): Counters => [
  LockOut.stream.id(index),
  ...older.map(LockOut.stream.id),
]

/** The counter of the browsers that remember an account, and of its open sessions. */
const knownCounters = (person: string): Counters => [LockOut.stream.id(`known.${person}`)]

/**
 * The counters and the limits of an attempt. `known` is the account whose remember-me token or session came with it:
 * strangers who go on guessing do not use up its tries (OWASP: device cookies).
 */
const budgetOf = (indexes: BlindIndexes, policy: LockOut.LockOutPolicy, known: string | null) =>
  known === null || policy.knownFailuresPerDay === 0
    ? { lockOuts: strangerCounters(indexes), policy: LockOut.policyFor("Stranger", policy) }
    : { lockOuts: knownCounters(known), policy: LockOut.policyFor("Known", policy) }

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

/**
 * Reserves an attempt of a signed-in person before the password is verified, so that parallel guesses cannot exceed
 * the limit. Fails with `Waiting` or `TooManyFailures` if no attempt is allowed, and counts nothing then.
 *
 * `counters` are the rows of the counters after the commit, or `null` if the storage lost the answer of the commit.
 */
export const reserveAttempt = (indexes: BlindIndexes, policy: LockOut.LockOutPolicy, person: string) =>
  reserve(budgetOf(indexes, policy, person))

const reserveOrNull = (budget: ReturnType<typeof budgetOf>, keys: UniqueKeys) =>
  Effect.catchTag(reserve(budget, keys), ["Waiting", "TooManyFailures"], () => Effect.succeed(null))

/** Reserves an attempt, and reads the owner of the identifier in the same round trip. `null` if none is allowed. */
export const reserveAttemptAndFindOwner = ({ indexes, keys }: IndexedIdentifier, policy: LockOut.LockOutPolicy) =>
  reserveOrNull(budgetOf(indexes, policy, null), keys)

/**
 * Reserves an attempt to sign in as `reserveAttemptAndFindOwner` does, and uses it. An attempt that is refused because
 * of others under way waits for them. `known` is the account that the browser remembers.
 */
export const withAttempt = <A, E, R>(
  { indexes, keys }: IndexedIdentifier,
  policy: LockOut.LockOutPolicy,
  known: string | null,
  use: (reserved: Effect.Success<ReturnType<typeof reserveOrNull>>) => Effect.Effect<A, E, R>,
) => {
  const budget = budgetOf(indexes, policy, known)
  return inLine(budget.lockOuts[0], reserveOrNull(budget, keys), use)
}

/** Refunds an attempt that could not be verified, through no fault of the person. */
export const refundAttempt = (attempt: Attempt) =>
  transact(
    {
      verb: "Refund",
      commandId: `${attempt.id}.refund`,
      aggregates: attempt.lockOuts,
      Refusal: Schema.Never,
    },
    (rows, at) => {
      const command = { _tag: "Refund", attempt: attempt.id, at } as const
      // A refund is never refused.
      return Effect.map(Effect.orDie(executeOnCounters(attempt, rows, command)), (changes) => ({ changes }))
    },
  )

/**
 * Refunds an attempt if the effect fails or dies, unless it fails with one of `wrongTags`, which mean a wrong password.
 *
 * An interrupted attempt counts: otherwise a caller could guess without a limit by not waiting for the answer.
 */
export const refundAttemptOnFailure =
  (attempt: Attempt, ...wrongTags: ReadonlyArray<string>) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.tapCause(effect, (cause) => {
      const [failure] = cause.reasons.filter(Cause.isFailReason)
      const isWrong = wrongTags.some((tag) => Predicate.isTagged(failure?.error, tag))
      return isWrong || Cause.hasInterruptsOnly(cause) ? Effect.void : Effect.ignore(refundAttempt(attempt))
    })

/** The command that commits a successful attempt to sign in. It reads these aggregates, then the counters. */
export const signInCommand = (attempt: Attempt, aggregates: ReadonlyArray<AggregateId>) => ({
  verb: "SignIn",
  commandId: `${attempt.id}.succeed`,
  aggregates: [...aggregates, ...attempt.lockOuts],
  Refusal: Refused,
})

/** The changes that remove the reservation of a successful attempt and end the waits. They are never refused. */
export const recordSuccess = (attempt: Attempt, rows: ReadonlyArray<Row>, at: number) =>
  Effect.orDie(executeOnCounters(attempt, rows, { _tag: "Succeed", attempt: attempt.id, at }))

/**
 * The changes that clear every counter of a person or of an identifier, after the owner proved who they are without
 * the password. `person` is `null` for an identifier without an account.
 */
export const clearCounters = Effect.fnUntraced(function* (
  person: string | null,
  indexes: ReadonlyArray<BlindIndexes>,
  clearing: Omit<Extract<LockOut.Command, { readonly _tag: "Clear" }>, "_tag">,
) {
  const storage = yield* Storage
  const [first, ...others] = [...indexes.flatMap(strangerCounters), ...(person === null ? [] : knownCounters(person))]
  if (first === undefined) return []
  const lockOuts: Counters = [first, ...others]
  const { rows } = yield* storage.load(lockOuts)
  const command = { ...clearing, _tag: "Clear" } as const
  return yield* Effect.orDie(executeOnCounters({ lockOuts }, rows, command))
})

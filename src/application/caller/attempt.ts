import * as Cause from "effect/Cause"
import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as LockOut from "../../domain/lock-out/lock-out.ts"
import { type AggregateId, type Change, type Owner, type Row, Storage, type UniqueKeys } from "../../ports/storage.ts"
import type { BlindIndexes } from "../secrets/blind-index.ts"
import type { Findable } from "../secrets/identifier.ts"
import { execute, readAggregate, toChange } from "../unit-of-work/aggregate.ts"
import { transact } from "../unit-of-work/transact.ts"

/** One try of a password, counted as a failure until it turns out right. */
export interface Attempt {
  readonly id: string
  /** The counters of the identifier, one under each accepted key: none starts anew when a key is replaced. */
  readonly lockOuts: readonly [AggregateId, ...ReadonlyArray<AggregateId>]
}

/** The same for every counter. `rows` are theirs, in order. */
const decide = Effect.fnUntraced(function* (attempt: Attempt, rows: ReadonlyArray<Row>, command: LockOut.Command) {
  const [first, ...others] = yield* Effect.forEach(attempt.lockOuts, (id, place) =>
    Effect.gen(function* () {
      const lockOut = yield* readAggregate(LockOut.machine, id, rows[place])
      return toChange(yield* Effect.fromResult(execute(lockOut, command)))
    }),
  )
  return [first, ...others] as const
})

/** Giving a try back is never refused: only taking one is. */
const decideRefund = (attempt: Attempt, rows: ReadonlyArray<Row>, command: LockOut.Command) =>
  Effect.orDie(decide(attempt, rows, command))

const nobody = () => Effect.void

/** What a change leaves behind once it is kept. */
const after = ({ expectedVersion, secret, state }: Change): Row => ({ state, secret, version: expectedVersion + 1 })

/** Counts a try, and reads the owner of the keys, if keys are given, in the same round trip. */
const reserve = Effect.fnUntraced(function* (
  [index, ...older]: BlindIndexes,
  policy: LockOut.LockOutPolicy,
  keys?: UniqueKeys,
) {
  const random = yield* SecureRandom.SecureRandom
  const attempt: Attempt = {
    id: yield* random.uuidV4(),
    lockOuts: [LockOut.stream.id(index), ...older.map(LockOut.stream.id)],
  }
  // What was read before the commit whose answer was lost.
  let found: Owner | null = null
  return yield* transact(
    {
      verb: "Reserve",
      commandId: `${attempt.id}.reserve`,
      aggregates: attempt.lockOuts,
      ...(keys === undefined ? {} : { keys }),
      Refusal: Schema.Never,
      mayBeTold: nobody,
    },
    (rows, at, owner) => {
      found = owner
      return Effect.map(decide(attempt, rows, { _tag: "Reserve", attempt: attempt.id, policy, at }), (changes) => ({
        changes,
      }))
    },
  ).pipe(
    Effect.map((kept) => ({
      attempt,
      owner: found,
      counted: kept._tag === "Now" ? kept.plan.changes.map(after) : null,
    })),
    Effect.catchTag("NotAllowed", Effect.die),
  )
})

/**
 * Counts a try before the password is looked at. Where one must wait none is counted. `counted` are the counters as they
 * stand now, unless the answer of the storage was lost.
 */
export const reserveAttempt = (indexes: BlindIndexes, policy: LockOut.LockOutPolicy) => reserve(indexes, policy)

/** The same, with the owner of the identifier as they were right before the try; `null` where one must wait. */
export const reserveAttemptAndFindOwner = ({ indexes, keys }: Findable, policy: LockOut.LockOutPolicy) =>
  Effect.catchTag(reserve(indexes, policy, keys), "Waiting", () => Effect.succeed(null))

/** The password could not be verified, through no fault of the person's: the try does not count. */
export const refundAttempt = (attempt: Attempt) =>
  transact(
    {
      verb: "Release",
      commandId: `${attempt.id}.release`,
      aggregates: attempt.lockOuts,
      Refusal: Schema.Never,
      mayBeTold: nobody,
    },
    (rows, at) =>
      Effect.map(decideRefund(attempt, rows, { _tag: "Release", attempt: attempt.id, at }), (changes) => ({ changes })),
  )

/**
 * Whatever goes wrong in what follows a try is no fault of the person's: the try is given back, unless what it ended in is
 * `asWrong`, as good as a wrong password. One who goes away without waiting for the answer may have been guessing: that
 * try counts.
 */
export const refundAttemptOnFailure =
  (attempt: Attempt, ...asWrong: ReadonlyArray<string>) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.tapCause(effect, (cause) => {
      const [failure] = cause.reasons.filter(Cause.isFailReason)
      const isWrong = asWrong.some((tag) => Predicate.isTagged(failure?.error, tag))
      return isWrong || Cause.hasInterruptsOnly(cause) ? Effect.void : Effect.ignore(refundAttempt(attempt))
    })

/** Whoever was to wait need not any more: they showed who they are in another way. */
export const clearWaits = Effect.fnUntraced(function* ([index, ...older]: BlindIndexes, at: number) {
  const storage = yield* Storage
  const random = yield* SecureRandom.SecureRandom
  const attempt: Attempt = {
    id: yield* random.uuidV4(),
    lockOuts: [LockOut.stream.id(index), ...older.map(LockOut.stream.id)],
  }
  const { rows } = yield* storage.load(attempt.lockOuts)
  return yield* recordSuccess(attempt, rows, at)
})

/** The password was right: the changes that give the try back and start the waits anew. */
export const recordSuccess = (attempt: Attempt, rows: ReadonlyArray<Row>, at: number) =>
  decideRefund(attempt, rows, { _tag: "Succeed", attempt: attempt.id, at })

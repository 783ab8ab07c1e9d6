import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as LockOut from "../account/lock-out.ts"
import type { AggregateId, Row } from "../ports/storage.ts"
import { act, read, toChange } from "./aggregate.ts"
import { transact } from "./transact.ts"

/** One try of a password, counted as a failure until it turns out right. */
export interface Attempt {
  readonly id: string
  readonly lockOut: AggregateId
}

const lockOutOf = (index: string): AggregateId => `lock-out/${index}`

const decide = Effect.fnUntraced(function* (attempt: Attempt, row: Row | undefined, command: LockOut.Command) {
  const lockOut = yield* read(LockOut.machine, attempt.lockOut, row)
  return toChange(yield* Effect.fromResult(act(lockOut, command)))
})

/** Giving a try back is never refused: only taking one is. */
const giveBack = (attempt: Attempt, row: Row | undefined, command: LockOut.Command) =>
  Effect.orDie(decide(attempt, row, command))

const nobody = () => Effect.void

/** Counts a try before the password is looked at; `null` where one must wait, and then none is counted. */
export const reserve = Effect.fnUntraced(function* (index: string, policy: LockOut.LockOutPolicy) {
  const random = yield* SecureRandom.SecureRandom
  const attempt: Attempt = { id: yield* random.uuidV4(), lockOut: lockOutOf(index) }
  return yield* transact(
    {
      verb: "Reserve",
      commandId: `${attempt.id}.reserve`,
      aggregates: [attempt.lockOut],
      Refusal: Schema.Never,
      mayBeTold: nobody,
    },
    ([row], at) =>
      Effect.map(decide(attempt, row, { _tag: "Reserve", attempt: attempt.id, policy, at }), (change) => ({
        changes: [change] as const,
      })),
  ).pipe(
    Effect.as(attempt),
    Effect.catchTag("Waiting", () => Effect.succeed(null)),
    Effect.catchTag("NotAllowed", Effect.die),
  )
})

/** The password could not be verified, through no fault of the person's: the try does not count. */
export const release = (attempt: Attempt) =>
  transact(
    {
      verb: "Release",
      commandId: `${attempt.id}.release`,
      aggregates: [attempt.lockOut],
      Refusal: Schema.Never,
      mayBeTold: nobody,
    },
    ([row], at) =>
      Effect.map(giveBack(attempt, row, { _tag: "Release", attempt: attempt.id, at }), (change) => ({
        changes: [change] as const,
      })),
  )

/** The password was right: the change that gives the try back and starts the waits anew. */
export const succeed = (attempt: Attempt, row: Row | undefined, at: number) =>
  giveBack(attempt, row, { _tag: "Succeed", attempt: attempt.id, at })

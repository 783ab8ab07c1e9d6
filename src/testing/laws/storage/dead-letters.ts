import * as Effect from "effect/Effect"
import type { DeadLetter, Leased } from "../../../ports/storage.ts"
import { allTrue, isSame } from "../compare.ts"
import { merged } from "./commits.ts"
import { attemptsOf, isEmpty, leasedIds, messageIds } from "./messages.ts"
import { overwriteDeeply } from "./mutation.ts"
import type { StorageClock } from "./storage-clock.ts"
import { type StorageLaw, type Store, storageLaw } from "./storage-law.ts"

const deadLetterOf = ({ attempt, message }: Leased): DeadLetter => ({ attempt, message })

/** The laws of dead letters: listing, requeuing and acknowledging them. A lease lasts 3 times the resolution. */
export const deadLetterLaws = ({ advance, resolution }: StorageClock): ReadonlyArray<StorageLaw> => {
  const lasts = 3 * resolution
  const lease = (storage: Store) => storage.lease({ limit: 100, lasts })

  return [
    storageLaw("a dead letter is listed unchanged and no longer leased", function* (storage, { elsewhere, first }) {
      yield* storage.commit(merged(first, elsewhere))
      const [failed, ...others] = yield* lease(storage)
      if (failed === undefined) return false
      yield* storage.deadLetter(failed)
      const listed = yield* storage.listDeadLetters(100)
      yield* advance(lasts)
      return allTrue(
        isSame(listed, [deadLetterOf(failed)]),
        isSame(leasedIds(yield* lease(storage)), leasedIds(others)),
      )
    }),
    storageLaw("a worker that lost its lease cannot dead-letter the message", function* (storage, { first }) {
      yield* storage.commit(first)
      const lost = yield* lease(storage)
      yield* advance(lasts)
      yield* lease(storage)
      yield* Effect.forEach(lost, storage.deadLetter)
      const listed = yield* storage.listDeadLetters(100)
      yield* advance(lasts)
      return allTrue(isEmpty(listed), isSame(leasedIds(yield* lease(storage)), messageIds(first.messages)))
    }),
    storageLaw(
      "dead letters are listed oldest first, at most the requested number",
      function* (storage, { elsewhere, first }) {
        yield* storage.commit(merged(first, elsewhere))
        const leased = yield* lease(storage)
        for (const failed of leased.toReversed()) {
          yield* storage.deadLetter(failed)
          yield* advance(resolution)
        }
        const expected = leased.toReversed().map(deadLetterOf)
        return allTrue(
          isSame(yield* storage.listDeadLetters(100), expected),
          isSame(yield* storage.listDeadLetters(1), expected.slice(0, 1)),
        )
      },
    ),
    storageLaw(
      "a requeued message is leased immediately as attempt 1, and its older lease is lost",
      function* (storage, { first }) {
        yield* storage.commit(first)
        yield* lease(storage)
        yield* advance(lasts)
        const failed = yield* lease(storage)
        yield* Effect.forEach(failed, storage.deadLetter)
        const requeued = yield* Effect.forEach(failed, ({ message }) => storage.requeue(message.id))
        const again = yield* Effect.forEach(["message/unknown", ...messageIds(first.messages)], storage.requeue)
        const listed = yield* storage.listDeadLetters(100)
        const leased = yield* lease(storage)
        const renewed = yield* Effect.forEach(failed, (each) => storage.renew(each, lasts))
        return allTrue(
          requeued.every(Boolean),
          isEmpty([...again, ...renewed].filter(Boolean)),
          isEmpty(listed),
          isSame(leasedIds(leased), messageIds(first.messages)),
          isSame(attemptsOf(leased), [1]),
        )
      },
    ),
    storageLaw("acknowledge removes a dead letter for good", function* (storage, { first }) {
      yield* storage.commit(first)
      yield* Effect.forEach(yield* lease(storage), storage.deadLetter)
      yield* storage.acknowledge(...messageIds(first.messages))
      const listed = yield* storage.listDeadLetters(100)
      const requeued = yield* Effect.forEach(messageIds(first.messages), storage.requeue)
      yield* advance(lasts)
      return allTrue(isEmpty(listed), isEmpty(requeued.filter(Boolean)), isEmpty(yield* lease(storage)))
    }),
    storageLaw("listDeadLetters shares no object with its callers", function* (storage, { first }) {
      yield* storage.commit(first)
      yield* Effect.forEach(yield* lease(storage), storage.deadLetter)
      const before = structuredClone(yield* storage.listDeadLetters(100))
      overwriteDeeply(yield* storage.listDeadLetters(100))
      return isSame(yield* storage.listDeadLetters(100), before)
    }),
  ]
}

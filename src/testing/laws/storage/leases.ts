import * as Effect from "effect/Effect"
import type { Leased } from "../../../ports/storage.ts"
import { allTrue, isSame } from "../compare.ts"
import { merged } from "./commits.ts"
import { attemptsOf, isEmpty, leasedIds, messageIds } from "./messages.ts"
import type { StorageClock } from "./storage-clock.ts"
import { type StorageLaw, type Store, storageLaw } from "./storage-law.ts"

/** The laws of leases: acknowledging several messages, renewing and releasing. A lease lasts 3 times the resolution. */
export const leaseLaws = ({ advance, resolution }: StorageClock): ReadonlyArray<StorageLaw> => {
  const lasts = 3 * resolution
  const lease = (storage: Store, limit = 100) => storage.lease({ limit, lasts })
  const renewAll = (storage: Store, leased: ReadonlyArray<Leased>) =>
    Effect.forEach(leased, (each) => storage.renew(each, lasts))

  return [
    storageLaw(
      "acknowledge removes several messages in one call, and no other message",
      function* (storage, { elsewhere, first }) {
        yield* storage.commit(merged(first, elsewhere))
        const [spared, ...others] = yield* lease(storage)
        if (spared === undefined) return false
        yield* storage.acknowledge(...others.map(({ message }) => message.id), "message/unknown")
        yield* storage.acknowledge()
        yield* advance(lasts)
        return isSame(leasedIds(yield* lease(storage)), [spared.message.id])
      },
    ),
    storageLaw("a renewed lease lasts from the time of its renewal", function* (storage, { first }) {
      yield* storage.commit(first)
      const leased = yield* lease(storage)
      yield* advance(lasts - resolution)
      const renewed = yield* renewAll(storage, leased)
      yield* advance(lasts - resolution)
      const early = yield* lease(storage)
      yield* advance(resolution)
      const after = yield* lease(storage)
      return allTrue(
        renewed.every(Boolean),
        isEmpty(early),
        isSame(leasedIds(after), messageIds(first.messages)),
        attemptsOf(after)[0] === 2,
      )
    }),
    storageLaw(
      "an expired lease can be renewed until another worker leases the message",
      function* (storage, { first }) {
        yield* storage.commit(first)
        const leased = yield* lease(storage)
        yield* advance(lasts)
        const renewed = yield* renewAll(storage, leased)
        return allTrue(renewed.every(Boolean), isEmpty(yield* lease(storage)))
      },
    ),
    storageLaw("a lost lease cannot be renewed", function* (storage, { elsewhere, first }) {
      yield* storage.commit(merged(first, elsewhere))
      const lost = yield* lease(storage)
      yield* advance(lasts)
      const [acknowledged, postponed, deadLettered, released, ...untouched] = yield* lease(storage)
      if (acknowledged !== undefined) yield* storage.acknowledge(acknowledged.message.id)
      if (postponed !== undefined) yield* storage.postpone(postponed, 0)
      if (deadLettered !== undefined) yield* storage.deadLetter(deadLettered)
      if (released !== undefined) yield* storage.release(released)
      const ended = [acknowledged, postponed, deadLettered, released].filter((leased) => leased !== undefined)
      const renewed = yield* renewAll(storage, [...lost, ...ended])
      yield* advance(lasts)
      const after = yield* lease(storage)
      const expected = [postponed, released, ...untouched].filter((leased) => leased !== undefined)
      return allTrue(isEmpty(renewed.filter(Boolean)), isSame(leasedIds(after), leasedIds(expected)))
    }),
    storageLaw(
      "a released message is leased again immediately, and its release takes back the attempt",
      function* (storage, { first }) {
        yield* storage.commit(first)
        const released = yield* lease(storage)
        yield* storage.release(...released)
        const leased = yield* lease(storage)
        const renewed = yield* renewAll(storage, released)
        yield* Effect.forEach(released, (each) => storage.postpone(each, 0))
        return allTrue(
          isSame(leasedIds(leased), messageIds(first.messages)),
          isSame(attemptsOf(leased), [1]),
          isEmpty(renewed.filter(Boolean)),
          isEmpty(yield* lease(storage)),
        )
      },
    ),
    storageLaw("a release with a lost lease changes nothing", function* (storage, { first }) {
      yield* storage.commit(first)
      const lost = yield* lease(storage)
      yield* advance(lasts)
      yield* lease(storage)
      yield* storage.release(...lost)
      yield* storage.release()
      const meanwhile = yield* lease(storage)
      yield* advance(lasts)
      return allTrue(isEmpty(meanwhile), isSame(attemptsOf(yield* lease(storage)), [3]))
    }),
  ]
}

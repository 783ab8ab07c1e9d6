import * as Effect from "effect/Effect"
import type { Commit, Leased } from "../../../ports/storage.ts"
import { allTrue, isSame } from "../compare.ts"
import { merged } from "./commits.ts"
import { attemptsOf, isEmpty, leasedIds, messageIds } from "./messages.ts"
import { mutableCopy, overwriteDeeply } from "./mutation.ts"
import { isConflict } from "./observations.ts"
import type { StorageClock } from "./storage-clock.ts"
import { inParallel, type StorageLaw, type Store, storageLaw } from "./storage-law.ts"

const dueAt = (time: number, commit: Commit): Commit => ({
  ...commit,
  messages: commit.messages.map((message) => ({ ...message, dueAt: time })),
})

const isAscending = (numbers: ReadonlyArray<number>) =>
  numbers.every((number, index) => number >= (numbers[index - 1] ?? number))

/** The leased messages in the order of the commit. */
const inOrderOf = ({ messages }: Commit, leased: ReadonlyArray<Leased>) =>
  messages.map(({ id }) => leased.find(({ message }) => message.id === id)?.message)

/**
 * The laws of the outbox: when a message is leased, acknowledged and postponed.
 *
 * A lease lasts 3 times the clock's resolution. Each limit is tested one resolution before it, and at it.
 */
export const outboxLaws = ({ advance, now, resolution }: StorageClock): ReadonlyArray<StorageLaw> => {
  const lasts = 3 * resolution
  const lease = (storage: Store, limit = 100) => storage.lease({ limit, lasts })

  return [
    storageLaw("a message is leased from its due time, and never earlier", function* (storage, { first }) {
      yield* storage.commit(dueAt((yield* now) + 2 * resolution, first))
      const early = yield* lease(storage)
      yield* advance(resolution)
      const stillEarly = yield* lease(storage)
      yield* advance(resolution)
      const due = yield* lease(storage)
      return allTrue(isEmpty(early), isEmpty(stillEarly), isSame(leasedIds(due), messageIds(first.messages)))
    }),
    storageLaw("a message is leased unchanged, first as attempt 1", function* (storage, { first }) {
      yield* storage.commit(first)
      const leased = yield* lease(storage)
      return allTrue(
        isSame(inOrderOf(first, leased), first.messages),
        leased.length === first.messages.length,
        isSame(attemptsOf(leased), [1]),
      )
    }),
    storageLaw(
      "a message of a commit that was not applied is never leased",
      function* (storage, { first, next, rival }) {
        yield* storage.commit(first)
        const stale = yield* storage.commit(rival)
        yield* storage.commit({ ...next, commandId: first.commandId })
        const leased = yield* lease(storage)
        yield* advance(lasts)
        const again = yield* lease(storage)
        const ids = messageIds(first.messages)
        return allTrue(isConflict(stale), isSame(leasedIds(leased), ids), isSame(leasedIds(again), ids))
      },
    ),
    storageLaw("a leased message is not leased again until its lease expires", function* (storage, { first }) {
      yield* storage.commit(first)
      yield* lease(storage)
      const immediately = yield* lease(storage)
      yield* advance(lasts - resolution)
      return allTrue(isEmpty(immediately), isEmpty(yield* lease(storage)))
    }),
    storageLaw(
      "a message whose lease expired is leased again, as the next attempt and with a new lease",
      function* (storage, { first }) {
        yield* storage.commit(first)
        const expired = yield* lease(storage)
        yield* advance(lasts)
        const leased = yield* lease(storage)
        const hasNewLeases = leased.every(({ lease }) => expired.every((old) => old.lease !== lease))
        return allTrue(
          isSame(leasedIds(leased), messageIds(first.messages)),
          isSame(attemptsOf(leased), [2]),
          hasNewLeases,
        )
      },
    ),
    storageLaw(
      "parallel workers never lease the same message, and no message is lost",
      function* (storage, { elsewhere, first }) {
        const whole = merged(first, elsewhere)
        yield* storage.commit(whole)
        const shares = yield* inParallel([1, 2, 1, 3, 1].map((limit) => lease(storage, limit)))
        const rest = yield* lease(storage)
        return isSame(leasedIds([...shares.flat(), ...rest]), messageIds(whole.messages))
      },
    ),
    storageLaw(
      "lease returns at most the requested number of messages, earliest due time first",
      function* (storage, { elsewhere, first }) {
        yield* storage.commit(first)
        yield* storage.commit(elsewhere)
        const shares: Array<ReadonlyArray<Leased>> = [yield* lease(storage, 2)]
        for (const _ of [...first.messages, ...elsewhere.messages].slice(2)) shares.push(yield* lease(storage, 1))
        return allTrue(
          isSame(
            shares.map((share) => share.length),
            shares.map((_, index) => (index === 0 ? 2 : 1)),
          ),
          isAscending(shares.flat().map(({ message }) => message.dueAt)),
        )
      },
    ),
    storageLaw("an acknowledged message is never leased again", function* (storage, { elsewhere, first }) {
      yield* storage.commit(first)
      yield* storage.commit(dueAt((yield* now) + resolution, elsewhere))
      const leased = yield* lease(storage)
      yield* Effect.forEach([...first.messages, ...elsewhere.messages], ({ id }) => storage.acknowledge(id))
      yield* Effect.forEach(leased, (each) => storage.postpone(each, 0))
      const immediately = yield* lease(storage)
      yield* advance(lasts)
      return allTrue(leased.length === first.messages.length, isEmpty(immediately), isEmpty(yield* lease(storage)))
    }),
    storageLaw("acknowledge affects no other message and can be repeated", function* (storage, { elsewhere, first }) {
      const whole = merged(first, elsewhere)
      yield* storage.commit(whole)
      const [leased] = yield* lease(storage)
      if (leased === undefined) return false
      yield* storage.acknowledge(leased.message.id)
      yield* storage.acknowledge(leased.message.id)
      yield* storage.acknowledge(`${leased.message.id}/unknown`)
      yield* advance(lasts)
      const others = whole.messages.filter(({ id }) => id !== leased.message.id)
      return isSame(leasedIds(yield* lease(storage)), messageIds(others))
    }),
    storageLaw(
      "a postponed message is leased from its new due time, whatever its lease",
      function* (storage, { first }) {
        const ids = messageIds(first.messages)
        yield* storage.commit(first)
        const start = yield* now
        yield* Effect.forEach(yield* lease(storage), (leased) => storage.postpone(leased, start + resolution))
        const early = yield* lease(storage)
        yield* advance(resolution)
        const second = yield* lease(storage)
        const afterLease = start + resolution + lasts + 2 * resolution
        yield* Effect.forEach(second, (leased) => storage.postpone(leased, afterLease))
        yield* advance(lasts + resolution)
        const stillEarly = yield* lease(storage)
        yield* advance(resolution)
        const third = yield* lease(storage)
        return allTrue(
          isEmpty(early),
          isEmpty(stillEarly),
          isSame([second, third].map(leasedIds), [ids, ids]),
          isSame([second, third].flatMap(attemptsOf), [2, 3]),
        )
      },
    ),
    storageLaw("a message postponed to the past is leased immediately", function* (storage, { first }) {
      yield* storage.commit(first)
      yield* Effect.forEach(yield* lease(storage), (leased) => storage.postpone(leased, 0))
      return isSame(leasedIds(yield* lease(storage)), messageIds(first.messages))
    }),
    storageLaw("a worker that lost its lease cannot postpone the message", function* (storage, { first }) {
      yield* storage.commit(first)
      const lost = yield* lease(storage)
      yield* advance(lasts)
      const current = yield* lease(storage)
      yield* Effect.forEach(lost, (leased) => storage.postpone(leased, 0))
      const meanwhile = yield* lease(storage)
      yield* Effect.forEach(lost, (leased) => Effect.flatMap(now, (at) => storage.postpone(leased, at + 9 * lasts)))
      yield* advance(lasts)
      const after = yield* lease(storage)
      return allTrue(
        isEmpty(meanwhile),
        ...[current, after].map((leased) => isSame(leasedIds(leased), messageIds(first.messages))),
      )
    }),
    storageLaw("no message is lost, however often its lease expires", function* (storage, { elsewhere, first }) {
      const whole = merged(first, elsewhere)
      yield* storage.commit(whole)
      const rounds: Array<ReadonlyArray<Leased>> = []
      for (const _ of [1, 2, 3, 4, 5, 6]) {
        rounds.push(yield* lease(storage))
        yield* advance(lasts)
      }
      return allTrue(
        rounds.every((round) => isSame(leasedIds(round), messageIds(whole.messages))),
        isSame(rounds.flatMap(attemptsOf), [1, 2, 3, 4, 5, 6]),
      )
    }),
    storageLaw("the outbox shares no message object with its callers", function* (storage, { first }) {
      const given = mutableCopy(first)
      yield* storage.commit(given)
      overwriteDeeply(given.messages)
      overwriteDeeply(yield* lease(storage))
      yield* advance(lasts)
      return isSame(inOrderOf(first, yield* lease(storage)), first.messages)
    }),
  ]
}

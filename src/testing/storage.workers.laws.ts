import * as Effect from "effect/Effect"
import type { Commit, DeadLetter, Leased } from "../ports/storage.ts"
import { all, same } from "./port.laws.ts"
import type { StorageTime } from "./storage.outbox.laws.ts"
import { law, type StorageLaw, type Store, scribble, together } from "./storage.trial.laws.ts"

const idsIn = (messages: Commit["messages"]) => messages.map(({ id }) => id).sort()
const namesOf = (leased: ReadonlyArray<Leased>) => idsIn(leased.map(({ message }) => message))
const attemptsOf = (leased: ReadonlyArray<Leased>) => [...new Set(leased.map(({ attempt }) => attempt))]
const none = (leased: ReadonlyArray<unknown>) => leased.length === 0
const toDead = ({ attempt, message }: Leased): DeadLetter => ({ attempt, message })

/** What storage promises to workers that hold on to messages, give them back, or give them up. */
export const workerLaws = ({ advance, grain }: StorageTime): ReadonlyArray<StorageLaw> => {
  const lasts = 3 * grain
  const lease = (storage: Store, limit = 100) => storage.lease({ limit, lasts })
  const renewed = (storage: Store, leased: ReadonlyArray<Leased>) =>
    Effect.forEach(leased, (one) => storage.renew(one, lasts))

  return [
    law("many messages are acknowledged at once, and no other", function* (storage, { elsewhere, first }) {
      yield* storage.commit(together(first, elsewhere))
      const [kept, ...others] = yield* lease(storage)
      if (kept === undefined) return false
      yield* storage.acknowledge(...others.map(({ message }) => message.id), "message/unknown")
      yield* storage.acknowledge()
      yield* advance(lasts)
      return same(namesOf(yield* lease(storage)), [kept.message.id])
    }),
    law("a renewed lease lasts from then on", function* (storage, { first }) {
      yield* storage.commit(first)
      const leased = yield* lease(storage)
      yield* advance(lasts - grain)
      const held = yield* renewed(storage, leased)
      yield* advance(lasts - grain)
      const early = yield* lease(storage)
      yield* advance(grain)
      const after = yield* lease(storage)
      return all(
        held.every(Boolean),
        none(early),
        same(namesOf(after), idsIn(first.messages)),
        attemptsOf(after)[0] === 2,
      )
    }),
    law("a lease that ran out can be renewed until somebody else has the message", function* (storage, { first }) {
      yield* storage.commit(first)
      const leased = yield* lease(storage)
      yield* advance(lasts)
      const held = yield* renewed(storage, leased)
      return all(held.every(Boolean), none(yield* lease(storage)))
    }),
    law("a lease that was lost cannot be renewed", function* (storage, { elsewhere, first }) {
      yield* storage.commit(together(first, elsewhere))
      const lost = yield* lease(storage)
      yield* advance(lasts)
      const [done, later, dead, back, ...kept] = yield* lease(storage)
      if (done !== undefined) yield* storage.acknowledge(done.message.id)
      if (later !== undefined) yield* storage.postpone(later, 0)
      if (dead !== undefined) yield* storage.deadLetter(dead)
      if (back !== undefined) yield* storage.release(back)
      const gone = [done, later, dead, back].filter((one) => one !== undefined)
      const held = yield* renewed(storage, [...lost, ...gone])
      yield* advance(lasts)
      const after = yield* lease(storage)
      const expected = [later, back, ...kept].filter((one) => one !== undefined)
      return all(none(held.filter(Boolean)), same(namesOf(after), namesOf(expected)))
    }),
    law("a released message is handed out at once, and that time did not count", function* (storage, { first }) {
      yield* storage.commit(first)
      const one = yield* lease(storage)
      yield* storage.release(...one)
      const two = yield* lease(storage)
      const held = yield* renewed(storage, one)
      yield* Effect.forEach(one, (old) => storage.postpone(old, 0))
      return all(
        same(namesOf(two), idsIn(first.messages)),
        same(attemptsOf(two), [1]),
        none(held.filter(Boolean)),
        none(yield* lease(storage)),
      )
    }),
    law("releasing what is somebody else's by now changes nothing", function* (storage, { first }) {
      yield* storage.commit(first)
      const lost = yield* lease(storage)
      yield* advance(lasts)
      yield* lease(storage)
      yield* storage.release(...lost)
      yield* storage.release()
      const meanwhile = yield* lease(storage)
      yield* advance(lasts)
      return all(none(meanwhile), same(attemptsOf(yield* lease(storage)), [3]))
    }),
    law("a dead message is shown whole, and handed out no more", function* (storage, { elsewhere, first }) {
      yield* storage.commit(together(first, elsewhere))
      const [dead, ...others] = yield* lease(storage)
      if (dead === undefined) return false
      yield* storage.deadLetter(dead)
      const shown = yield* storage.listDeadLetters(100)
      yield* advance(lasts)
      return all(same(shown, [toDead(dead)]), same(namesOf(yield* lease(storage)), namesOf(others)))
    }),
    law("a worker whose lease was lost cannot bury", function* (storage, { first }) {
      yield* storage.commit(first)
      const lost = yield* lease(storage)
      yield* advance(lasts)
      yield* lease(storage)
      yield* Effect.forEach(lost, storage.deadLetter)
      const dead = yield* storage.listDeadLetters(100)
      yield* advance(lasts)
      return all(none(dead), same(namesOf(yield* lease(storage)), idsIn(first.messages)))
    }),
    law("of the dead, those of longest ago are shown first, and no more than asked for", function* (storage, sample) {
      yield* storage.commit(together(sample.first, sample.elsewhere))
      const leased = yield* lease(storage)
      for (const one of leased.toReversed()) {
        yield* storage.deadLetter(one)
        yield* advance(grain)
      }
      const expected = leased.toReversed().map(toDead)
      return all(
        same(yield* storage.listDeadLetters(100), expected),
        same(yield* storage.listDeadLetters(1), expected.slice(0, 1)),
      )
    }),
    law("a revived message is handed out at once, as attempt 1, to whoever asks now", function* (storage, { first }) {
      yield* storage.commit(first)
      yield* lease(storage)
      yield* advance(lasts)
      const leased = yield* lease(storage)
      yield* Effect.forEach(leased, storage.deadLetter)
      const revived = yield* Effect.forEach(leased, ({ message }) => storage.requeue(message.id))
      const again = yield* Effect.forEach(["message/unknown", ...idsIn(first.messages)], storage.requeue)
      const dead = yield* storage.listDeadLetters(100)
      const handed = yield* lease(storage)
      const old = yield* renewed(storage, leased)
      return all(
        revived.every(Boolean),
        none([...again, ...old].filter(Boolean)),
        none(dead),
        same(namesOf(handed), idsIn(first.messages)),
        same(attemptsOf(handed), [1]),
      )
    }),
    law("a dead message that is acknowledged is done with", function* (storage, { first }) {
      yield* storage.commit(first)
      yield* Effect.forEach(yield* lease(storage), storage.deadLetter)
      yield* storage.acknowledge(...idsIn(first.messages))
      const dead = yield* storage.listDeadLetters(100)
      const revived = yield* Effect.forEach(idsIn(first.messages), storage.requeue)
      yield* advance(lasts)
      return all(none(dead), none(revived.filter(Boolean)), none(yield* lease(storage)))
    }),
    law("a dead message shown is not the storage's own", function* (storage, { first }) {
      yield* storage.commit(first)
      const leased = yield* lease(storage)
      yield* Effect.forEach(leased, storage.deadLetter)
      const before = structuredClone(yield* storage.listDeadLetters(100))
      scribble(yield* storage.listDeadLetters(100))
      return same(yield* storage.listDeadLetters(100), before)
    }),
  ]
}

import * as Effect from "effect/Effect"
import type { Commit, Leased } from "../ports/storage.ts"
import { all, same } from "./port.laws.ts"
import {
  atOnce,
  isConflict,
  law,
  mapChanges,
  type StorageLaw,
  type Store,
  scribble,
  thaw,
  together,
} from "./storage.trial.laws.ts"

/** The time a storage under test goes by. */
export interface StorageTime {
  /** What the storage takes for now, in milliseconds since the epoch. */
  readonly now: Effect.Effect<number, unknown>
  /** Lets so many milliseconds pass for the storage. */
  readonly advance: (milliseconds: number) => Effect.Effect<void, unknown>
  /** The shortest time the laws may tell apart, in milliseconds: 1 where time stands still between advances. */
  readonly grain: number
}

const idsIn = (messages: Commit["messages"]) => messages.map(({ id }) => id).sort()
const namesOf = (leased: ReadonlyArray<Leased>) => idsIn(leased.map(({ message }) => message))
const attemptsOf = (leased: ReadonlyArray<Leased>) => [...new Set(leased.map(({ attempt }) => attempt))]
const none = (leased: ReadonlyArray<Leased>) => leased.length === 0

const due = (commit: Commit, dueAt: number): Commit => ({
  ...commit,
  messages: commit.messages.map((message) => ({ ...message, dueAt })),
})

const ascends = (numbers: ReadonlyArray<number>) => numbers.every((number, at) => number >= (numbers[at - 1] ?? number))

/**
 * What storage promises of messages. Leases here last 3 grains, and every edge is looked at from one grain before it
 * and from the edge itself.
 */
export const outboxLaws = ({ advance, grain, now }: StorageTime): ReadonlyArray<StorageLaw> => {
  const lasts = 3 * grain
  const lease = (storage: Store, limit = 100) => storage.lease({ limit, lasts })

  return [
    law("a message is handed out from when it is due, and not before", function* (storage, { first }) {
      yield* storage.commit(due(first, (yield* now) + 2 * grain))
      const early = yield* lease(storage)
      yield* advance(grain)
      const stillEarly = yield* lease(storage)
      yield* advance(grain)
      return all(none(early), none(stillEarly), same(namesOf(yield* lease(storage)), idsIn(first.messages)))
    }),
    law("a message is handed out word for word, for the first time as attempt 1", function* (storage, sample) {
      const { messages } = sample.first
      yield* storage.commit(sample.first)
      const leased = yield* lease(storage)
      const told = messages.map(({ id }) => leased.find(({ message }) => message.id === id)?.message)
      return all(same(told, messages), leased.length === messages.length, same(attemptsOf(leased), [1]))
    }),
    law("a message of a commit that was not kept is never handed out", function* (storage, { first, next, rival }) {
      yield* storage.commit(first)
      const stale = yield* storage.commit(rival)
      yield* storage.commit({ ...next, commandId: first.commandId })
      const leased = yield* lease(storage)
      yield* advance(lasts)
      const again = yield* lease(storage)
      const mine = idsIn(first.messages)
      return all(isConflict(stale), same(namesOf(leased), mine), same(namesOf(again), mine))
    }),
    law("within its lease a message is handed to nobody else", function* (storage, { first }) {
      yield* storage.commit(first)
      yield* lease(storage)
      const atOnceAgain = yield* lease(storage)
      yield* advance(lasts - grain)
      return all(none(atOnceAgain), none(yield* lease(storage)))
    }),
    law("a message whose lease ran out is handed out again, as the next attempt", function* (storage, { first }) {
      yield* storage.commit(first)
      const one = yield* lease(storage)
      yield* advance(lasts)
      const two = yield* lease(storage)
      const fresh = two.every(({ lease }) => one.every((old) => old.lease !== lease))
      return all(same(namesOf(two), idsIn(first.messages)), same(attemptsOf(two), [2]), fresh)
    }),
    law("workers at once never get the same message, and none is lost", function* (storage, { elsewhere, first }) {
      const whole = together(first, elsewhere)
      yield* storage.commit(whole)
      const shares = yield* atOnce([1, 2, 1, 3, 1].map((limit) => lease(storage, limit)))
      const rest = yield* lease(storage)
      return same(namesOf([...shares.flat(), ...rest]), idsIn(whole.messages))
    }),
    law("no more are handed out than asked for, those due first before the others", function* (storage, sample) {
      const { elsewhere, first } = sample
      yield* storage.commit(first)
      yield* storage.commit(elsewhere)
      const shares: Array<ReadonlyArray<Leased>> = [yield* lease(storage, 2)]
      for (const _ of [...first.messages, ...elsewhere.messages].slice(2)) shares.push(yield* lease(storage, 1))
      const order = shares.flat().map(({ message }) => message.dueAt)
      return all(
        same(
          shares.map((share) => share.length),
          shares.map((_, index) => (index === 0 ? 2 : 1)),
        ),
        ascends(order),
      )
    }),
    law("an acknowledged message is never handed out again", function* (storage, { elsewhere, first }) {
      yield* storage.commit(first)
      yield* storage.commit(due(elsewhere, (yield* now) + grain))
      const leased = yield* lease(storage)
      yield* Effect.forEach([...first.messages, ...elsewhere.messages], ({ id }) => storage.acknowledge(id))
      yield* Effect.forEach(leased, (one) => storage.postpone(one, 0))
      const atOnceAfter = yield* lease(storage)
      yield* advance(lasts)
      return all(leased.length === first.messages.length, none(atOnceAfter), none(yield* lease(storage)))
    }),
    law("acknowledging touches no other message, and twice is harmless", function* (storage, { elsewhere, first }) {
      yield* storage.commit(together(first, elsewhere))
      const [one] = yield* lease(storage)
      if (one === undefined) return false
      yield* storage.acknowledge(one.message.id)
      yield* storage.acknowledge(one.message.id)
      yield* storage.acknowledge(`${one.message.id}/unknown`)
      yield* advance(lasts)
      const others = [...first.messages, ...elsewhere.messages].filter(({ id }) => id !== one.message.id)
      return same(namesOf(yield* lease(storage)), idsIn(others))
    }),
    law("a postponed message is handed out from its new time, whatever its lease", function* (storage, { first }) {
      const mine = idsIn(first.messages)
      yield* storage.commit(first)
      const start = yield* now
      yield* Effect.forEach(yield* lease(storage), (one) => storage.postpone(one, start + grain))
      const early = yield* lease(storage)
      yield* advance(grain)
      const second = yield* lease(storage)
      yield* Effect.forEach(second, (one) => storage.postpone(one, start + grain + lasts + 2 * grain))
      yield* advance(lasts + grain)
      const stillEarly = yield* lease(storage)
      yield* advance(grain)
      const third = yield* lease(storage)
      return all(
        none(early),
        none(stillEarly),
        same([second, third].map(namesOf), [mine, mine]),
        same([second, third].flatMap(attemptsOf), [2, 3]),
      )
    }),
    law("a message postponed to a time gone by is handed out at once", function* (storage, { first }) {
      yield* storage.commit(first)
      yield* Effect.forEach(yield* lease(storage), (one) => storage.postpone(one, 0))
      return same(namesOf(yield* lease(storage)), idsIn(first.messages))
    }),
    law("a worker whose lease was lost cannot postpone", function* (storage, { first }) {
      yield* storage.commit(first)
      const lost = yield* lease(storage)
      yield* advance(lasts)
      const present = yield* lease(storage)
      yield* Effect.forEach(lost, (one) => storage.postpone(one, 0))
      const meanwhile = yield* lease(storage)
      yield* Effect.forEach(lost, (one) => Effect.flatMap(now, (at) => storage.postpone(one, at + 9 * lasts)))
      yield* advance(lasts)
      const after = yield* lease(storage)
      return all(none(meanwhile), ...[present, after].map((leased) => same(namesOf(leased), idsIn(first.messages))))
    }),
    law("no message is lost, however often its lease runs out", function* (storage, { elsewhere, first }) {
      const whole = together(first, elsewhere)
      yield* storage.commit(whole)
      const rounds: Array<ReadonlyArray<Leased>> = []
      for (const _ of [1, 2, 3, 4, 5, 6]) {
        rounds.push(yield* lease(storage))
        yield* advance(lasts)
      }
      return all(
        rounds.every((round) => same(namesOf(round), idsIn(whole.messages))),
        same(rounds.flatMap(attemptsOf), [1, 2, 3, 4, 5, 6]),
      )
    }),
    law("a message given or got is not the storage's own", function* (storage, { first }) {
      const given = mapChanges(thaw(first), (change) => change)
      yield* storage.commit(given)
      scribble(given.messages)
      scribble(yield* lease(storage))
      yield* advance(lasts)
      const leased = yield* lease(storage)
      const told = first.messages.map(({ id }) => leased.find(({ message }) => message.id === id)?.message)
      return same(told, first.messages)
    }),
  ]
}

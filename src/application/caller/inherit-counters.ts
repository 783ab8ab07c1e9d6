import * as Effect from "effect/Effect"
import * as LockOut from "../../domain/lock-out/lock-out.ts"
import { type Change, Storage } from "../../ports/storage.ts"
import type { BlindIndexes } from "../secrets/blind-index.ts"
import { execute, readAggregate, toChange } from "../unit-of-work/aggregate.ts"
import { allCounters } from "./creation-counters.ts"

/** The most that one of the counters has: after a key rotation, that of the new key has less than the older one. */
const fullest = (counters: ReadonlyArray<LockOut.State>) => ({
  failures: counters.reduce<LockOut.State["failures"]>(
    (most, { failures }) => (failures.length > most.length ? failures : most),
    [],
  ),
  inARow: Math.max(0, ...counters.map(({ inARow = 0 }) => inARow)),
})

/**
 * The changes by which the attempts with a former identifier count for the new one. A corrected number is no fresh budget
 * for a person who guesses, and a wait goes on.
 */
export const inheritCounters = Effect.fnUntraced(function* (from: BlindIndexes, to: BlindIndexes, at: number) {
  const storage = yield* Storage
  const former = allCounters(from)
  const counters = allCounters(to).map((next, place) => ({ before: former[place] ?? from, next }))
  const all = counters.flatMap(({ before, next }) => [...before, ...next].map(LockOut.stream.id))
  const { rows } = yield* storage.load(all)
  const loaded = yield* Effect.forEach(all, (id, place) => readAggregate(LockOut.register, id, rows[place]))
  const counterOf = (key: string) => loaded[all.indexOf(LockOut.stream.id(key))]
  const changes = yield* Effect.forEach(counters, ({ before, next }) =>
    Effect.gen(function* () {
      const { failures, inARow } = fullest(before.map((key) => counterOf(key)?.state ?? LockOut.initial))
      if (failures.length === 0 && inARow === 0) return []
      return yield* Effect.forEach(
        next.flatMap((key) => counterOf(key) ?? []),
        (counter) =>
          Effect.map(
            Effect.orDie(Effect.fromResult(execute(counter, { _tag: "Inherit", failures, inARow, at }))),
            (inherited): Change => toChange(inherited),
          ),
      )
    }),
  )
  return changes.flat()
})

import * as Effect from "effect/Effect"
import type { Commit } from "../ports/storage.ts"
import { all, same } from "./port.laws.ts"
import {
  atOnce,
  atVersion,
  guardsOf,
  held,
  idsOf,
  isCommitted,
  isConflict,
  law,
  rivals,
  rowsOf,
  type StorageLaw,
  together,
} from "./storage.trial.laws.ts"

/** What storage promises where somebody else wrote meanwhile. */
export const conflictLaws: ReadonlyArray<StorageLaw> = [
  law("a version that is not the present one conflicts", function* (storage, { elsewhere, first, next, rival }) {
    const ahead = yield* storage.commit(next)
    yield* storage.commit(together(first, elsewhere))
    const behind = yield* storage.commit(rival)
    const farAhead = yield* storage.commit(atVersion(next, 2))
    return [ahead, behind, farAhead].every(isConflict)
  }),
  law("a conflict leaves no trace", function* (storage, { first, next, rival }) {
    yield* storage.commit(first)
    const before = yield* held(storage, first, rival, next)
    const outcomes = [yield* storage.commit(rival), yield* storage.commit(atVersion(next, 2))]
    const after = yield* held(storage, first, rival, next)
    return all(outcomes.every(isConflict), same(after, before))
  }),
  law("a command that conflicted may come again and be applied", function* (storage, { first, rival }) {
    yield* storage.commit(first)
    const stale = yield* storage.commit(rival)
    const again = yield* storage.commit(atVersion(rival, 1))
    const { answer, rows } = yield* storage.load(idsOf(rival), rival.commandId)
    return all(
      isConflict(stale),
      isCommitted(again),
      same(answer, rival.answer),
      same(rows, rowsOf(atVersion(rival, 1))),
    )
  }),
  law("one stale change spoils the whole commit", function* (storage, { elsewhere, first, rival }) {
    yield* storage.commit(first)
    const before = yield* held(storage, first, rival, elsewhere)
    const outcomes = [
      yield* storage.commit(together(elsewhere, rival)),
      yield* storage.commit({ ...together(rival, elsewhere), commandId: `${rival.commandId}/2` }),
    ]
    return all(outcomes.every(isConflict), same(yield* held(storage, first, rival, elsewhere), before))
  }),
  law("of many changes at once exactly one is kept", function* (storage, { first }) {
    const all5 = rivals(first)
    const outcomes = yield* atOnce(all5.map(storage.commit))
    const kept = all5.filter((_, index) => outcomes[index]?._tag === "Committed")
    const { rows } = yield* storage.load(idsOf(first))
    const journals = yield* Effect.forEach(idsOf(first), storage.journal)
    return all(
      outcomes.filter(isConflict).length === all5.length - 1,
      same(kept.map(rowsOf), [rows]),
      same(
        journals,
        first.changes.map(({ events }) => events),
      ),
    )
  }),
]

/** What storage promises of aggregates that were read and not written. */
export const guardLaws: ReadonlyArray<StorageLaw> = [
  law("a guard that holds lets the commit through, and changes nothing itself", function* (storage, sample) {
    const { elsewhere, first, stranger } = sample
    const one = yield* storage.commit({ ...first, guards: [{ aggregate: stranger, version: 0 }] })
    const before = yield* held(storage, first)
    const two = yield* storage.commit({ ...elsewhere, guards: guardsOf(first, 1) })
    const { rows } = yield* storage.load([stranger])
    return all(
      isCommitted(one),
      isCommitted(two),
      same(yield* held(storage, first), before),
      rows[0]?.version === 0,
      same((yield* storage.load(idsOf(elsewhere))).rows, rowsOf(elsewhere)),
    )
  }),
  law("a guard that no longer holds conflicts and leaves no trace", function* (storage, sample) {
    const { elsewhere, first, next, stranger } = sample
    yield* storage.commit(first)
    yield* storage.commit(next)
    const before = yield* held(storage, first, next, elsewhere)
    const good = { aggregate: stranger, version: 0 }
    const broken: ReadonlyArray<Commit["guards"]> = [
      guardsOf(first, 1),
      guardsOf(first, 0),
      guardsOf(first, 3),
      [{ aggregate: stranger, version: 1 }],
      [good, ...guardsOf(first, 1)],
      [...guardsOf(first, 1), good],
    ]
    const outcomes = yield* Effect.forEach(broken, (guards) => storage.commit({ ...elsewhere, guards }))
    return all(outcomes.every(isConflict), same(yield* held(storage, first, next, elsewhere), before))
  }),
  law("of two changes at once that guard each other, exactly one is kept", function* (storage, sample) {
    const { elsewhere, first, next } = sample
    yield* storage.commit(together(first, elsewhere))
    const here = { ...next, guards: guardsOf(elsewhere, 1) }
    const there = { ...atVersion(elsewhere, 1), guards: guardsOf(first, 1), messages: [] }
    const outcomes = yield* atOnce([
      storage.commit(here),
      storage.commit({ ...there, commandId: `${there.commandId}/2` }),
    ])
    return all(outcomes.filter(isCommitted).length === 1, outcomes.filter(isConflict).length === 1)
  }),
]

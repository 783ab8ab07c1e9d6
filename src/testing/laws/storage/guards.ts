import * as Effect from "effect/Effect"
import type { Commit } from "../../../ports/storage.ts"
import { allTrue, isSame } from "../compare.ts"
import { atVersion, guardsOf, idsOf, merged } from "./commits.ts"
import { isCommitted, isConflict, readAll, rowsAfter } from "./observations.ts"
import { inParallel, type StorageLaw, storageLaw } from "./storage-law.ts"

/** The laws of aggregates that a commit has read and does not write. */
export const guardLaws: ReadonlyArray<StorageLaw> = [
  storageLaw(
    "a commit whose guards hold is applied, and the guarded aggregates stay unchanged",
    function* (storage, { elsewhere, first, unchanged }) {
      const guardedUnknown = yield* storage.commit({ ...first, guards: [{ aggregate: unchanged, version: 0 }] })
      const before = yield* readAll(storage, first)
      const guardedFirst = yield* storage.commit({ ...elsewhere, guards: guardsOf(first, 1) })
      const { rows } = yield* storage.load([unchanged])
      return allTrue(
        isCommitted(guardedUnknown),
        isCommitted(guardedFirst),
        isSame(yield* readAll(storage, first), before),
        rows[0]?.version === 0,
        isSame((yield* storage.load(idsOf(elsewhere))).rows, rowsAfter(elsewhere)),
      )
    },
  ),
  storageLaw(
    "a commit whose guard no longer holds conflicts and writes nothing",
    function* (storage, { elsewhere, first, next, unchanged }) {
      yield* storage.commit(first)
      yield* storage.commit(next)
      const before = yield* readAll(storage, first, next, elsewhere)
      const current = { aggregate: unchanged, version: 0 }
      const stale: ReadonlyArray<Commit["guards"]> = [
        guardsOf(first, 1),
        guardsOf(first, 0),
        guardsOf(first, 3),
        [{ aggregate: unchanged, version: 1 }],
        [current, ...guardsOf(first, 1)],
        [...guardsOf(first, 1), current],
      ]
      const outcomes = yield* Effect.forEach(stale, (guards) => storage.commit({ ...elsewhere, guards }))
      return allTrue(outcomes.every(isConflict), isSame(yield* readAll(storage, first, next, elsewhere), before))
    },
  ),
  storageLaw(
    "exactly one of two parallel changes that guard each other is committed",
    function* (storage, { elsewhere, first, next }) {
      yield* storage.commit(merged(first, elsewhere))
      const changeOfFirst = { ...next, guards: guardsOf(elsewhere, 1) }
      const changeOfElsewhere = {
        ...atVersion(elsewhere, 1),
        commandId: `${elsewhere.commandId}/2`,
        guards: guardsOf(first, 1),
        messages: [],
      }
      const outcomes = yield* inParallel([storage.commit(changeOfFirst), storage.commit(changeOfElsewhere)])
      return allTrue(outcomes.filter(isCommitted).length === 1, outcomes.filter(isConflict).length === 1)
    },
  ),
]

import * as Effect from "effect/Effect"
import { allTrue, isSame } from "../compare.ts"
import { atVersion, competingCommits, idsOf, merged } from "./commits.ts"
import { eventsOf, isCommitted, isConflict, readAll, rowsAfter } from "./observations.ts"
import { inParallel, type StorageLaw, storageLaw } from "./storage-law.ts"

/** The laws of optimistic concurrency: commits of aggregates that another commit has changed. */
export const conflictLaws: ReadonlyArray<StorageLaw> = [
  storageLaw(
    "a change at another version than the current one conflicts",
    function* (storage, { elsewhere, first, next, rival }) {
      const ahead = yield* storage.commit(next)
      yield* storage.commit(merged(first, elsewhere))
      const behind = yield* storage.commit(rival)
      const farAhead = yield* storage.commit(atVersion(next, 2))
      return [ahead, behind, farAhead].every(isConflict)
    },
  ),
  storageLaw("a conflict writes nothing", function* (storage, { first, next, rival }) {
    yield* storage.commit(first)
    const before = yield* readAll(storage, first, rival, next)
    const outcomes = [yield* storage.commit(rival), yield* storage.commit(atVersion(next, 2))]
    const after = yield* readAll(storage, first, rival, next)
    return allTrue(outcomes.every(isConflict), isSame(after, before))
  }),
  storageLaw("a command that conflicted can be sent again and applied", function* (storage, { first, rival }) {
    yield* storage.commit(first)
    const stale = yield* storage.commit(rival)
    const again = yield* storage.commit(atVersion(rival, 1))
    const { answer, rows } = yield* storage.load(idsOf(rival), rival.commandId)
    return allTrue(
      isConflict(stale),
      isCommitted(again),
      isSame(answer, rival.answer),
      isSame(rows, rowsAfter(atVersion(rival, 1))),
    )
  }),
  storageLaw("one stale change makes the whole commit conflict", function* (storage, { elsewhere, first, rival }) {
    yield* storage.commit(first)
    const before = yield* readAll(storage, first, rival, elsewhere)
    const outcomes = [
      yield* storage.commit(merged(elsewhere, rival)),
      yield* storage.commit({ ...merged(rival, elsewhere), commandId: `${rival.commandId}/2` }),
    ]
    return allTrue(outcomes.every(isConflict), isSame(yield* readAll(storage, first, rival, elsewhere), before))
  }),
  storageLaw("exactly one of several parallel changes is committed", function* (storage, { first }) {
    const commits = competingCommits(first)
    const outcomes = yield* inParallel(commits.map(storage.commit))
    const committed = commits.filter((_, index) => outcomes[index]?._tag === "Committed")
    const { rows } = yield* storage.load(idsOf(first))
    const journals = yield* Effect.forEach(idsOf(first), storage.journal)
    return allTrue(
      outcomes.filter(isConflict).length === commits.length - 1,
      isSame(committed.map(rowsAfter), [rows]),
      isSame(journals, eventsOf(first)),
    )
  }),
]

import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { AggregateId } from "../../../ports/storage.ts"
import { allTrue, isSame } from "../compare.ts"
import { atVersion, idsOf, mapChanges, merged } from "./commits.ts"
import { mutableCopy, overwriteDeeply } from "./mutation.ts"
import { eventsOf, isCommitted, isReplay, readAll, rowsAfter, UNKNOWN_ROW } from "./observations.ts"
import { type StorageLaw, storageLaw } from "./storage-law.ts"

/** The laws of rows and journals. */
export const rowLaws: ReadonlyArray<StorageLaw> = [
  storageLaw(
    "an unknown aggregate has version 0, no state, no secret and an empty journal",
    function* (storage, { first, unchanged }) {
      const { answer, rows } = yield* storage.load([unchanged, ...idsOf(first)])
      const journal = yield* storage.journal(unchanged)
      return (
        allTrue(answer === null, rows.length === 1 + first.changes.length, isSame(journal, [])) &&
        rows.every((row) => isSame(row, UNKNOWN_ROW))
      )
    },
  ),
  storageLaw("a load returns the committed state, one version higher", function* (storage, { first, next }) {
    yield* storage.commit(first)
    const loadedFirst = yield* storage.load(idsOf(first))
    yield* storage.commit(next)
    const loadedNext = yield* storage.load(idsOf(next))
    return allTrue(isSame(loadedFirst.rows, rowsAfter(first)), isSame(loadedNext.rows, rowsAfter(next)))
  }),
  storageLaw("each commit stores the secret of its change, and null clears it", function* (storage, { first }) {
    const loaded: Array<unknown> = []
    const texts = ["old", "old", "new", null, "old"]
    const secrets = texts.map((text) => (text === null ? null : Redacted.make(text)))
    for (const [version, secret] of secrets.entries()) {
      const change = mapChanges(atVersion(first, version), (change) => ({ ...change, secret }))
      yield* storage.commit({ ...change, commandId: `${first.commandId}/${version}`, messages: [] })
      loaded.push((yield* storage.load([first.changes[0].aggregate])).rows[0]?.secret)
    }
    return isSame(loaded, secrets)
  }),
  storageLaw(
    "a load returns one row for each requested id, in the requested order",
    function* (storage, { elsewhere, first, unchanged }) {
      yield* storage.commit(merged(first, elsewhere))
      const [[idA], [idB]] = [idsOf(first), idsOf(elsewhere)]
      if (idA === undefined || idB === undefined) return false
      const [rowA, rowB] = [rowsAfter(first)[0], rowsAfter(elsewhere)[0]]
      const forwards = yield* storage.load([idA, unchanged, idB])
      const backwards = yield* storage.load([idB, unchanged, idA, idB])
      return allTrue(
        isSame(forwards.rows, [rowA, UNKNOWN_ROW, rowB]),
        isSame(backwards.rows, [rowB, UNKNOWN_ROW, rowA, rowB]),
      )
    },
  ),
  storageLaw(
    "a commit changes only the aggregates it names",
    function* (storage, { elsewhere, first, next, unchanged }) {
      yield* storage.commit(elsewhere)
      const before = yield* readAll(storage, elsewhere)
      yield* storage.commit(first)
      yield* storage.commit(next)
      const unknown = yield* storage.load([unchanged])
      return allTrue(isSame(yield* readAll(storage, elsewhere), before), isSame(unknown.rows, [UNKNOWN_ROW]))
    },
  ),
  storageLaw("names that differ in case, accents or trailing blanks are different", function* (storage, sample) {
    const { first, unchanged } = sample
    const [lower, upper]: readonly [AggregateId, AggregateId] = [`${unchanged}.a`, `${unchanged}.A`]
    const commit = (aggregate: AggregateId, expectedVersion: number, end: string) =>
      storage.commit({
        ...first,
        commandId: `${first.commandId}/${end}`,
        changes: [{ ...first.changes[0], aggregate, expectedVersion }],
        claims: [{ key: `${first.commandId}/${aggregate}`, owner: aggregate }],
        messages: [],
      })
    const outcomes = [yield* commit(upper, 0, "a")]
    for (const [version, end] of ["a", "A", "a ", "\u00e1"].entries()) outcomes.push(yield* commit(lower, version, end))
    const { rows } = yield* storage.load([lower, upper])
    const owners = yield* Effect.forEach([lower, upper], (id) => storage.find(`${first.commandId}/${id}`))
    return allTrue(
      outcomes.every(isCommitted),
      isSame(owners, [lower, upper]),
      isSame(
        rows.map(({ version }) => version),
        [4, 1],
      ),
    )
  }),
  storageLaw("the journal returns every event, oldest first, and only grows", function* (storage, { first, next }) {
    const journals = Effect.forEach(idsOf(first), storage.journal)
    yield* storage.commit(first)
    const afterFirst = yield* journals
    yield* storage.commit(next)
    const afterNext = yield* journals
    const added = eventsOf(next)
    return allTrue(
      isSame(afterFirst, eventsOf(first)),
      isSame(
        afterNext,
        eventsOf(first).map((events, index) => [...events, ...(added[index] ?? [])]),
      ),
    )
  }),
  storageLaw("a change without events is stored and adds nothing to the journal", function* (storage, { first, next }) {
    yield* storage.commit(first)
    yield* storage.commit(mapChanges(next, (change) => ({ ...change, events: [] })))
    const { rows } = yield* storage.load(idsOf(next))
    const journals = yield* Effect.forEach(idsOf(first), storage.journal)
    return allTrue(isSame(rows, rowsAfter(next)), isSame(journals, eventsOf(first)))
  }),
  storageLaw("the storage shares no object with its callers", function* (storage, { first, rival }) {
    const given = mutableCopy(first)
    yield* storage.commit(given)
    overwriteDeeply(given)
    const before = yield* readAll(storage, first, rival)
    overwriteDeeply(before)
    const replay = yield* storage.commit(first)
    overwriteDeeply("answer" in replay ? replay.answer : null)
    const { rows } = yield* storage.load(idsOf(first))
    const journals = yield* Effect.forEach(idsOf(first), storage.journal)
    return allTrue(
      isSame(rows, rowsAfter(first)),
      isSame(journals, eventsOf(first)),
      isReplay(yield* storage.commit(first), first.answer),
    )
  }),
]

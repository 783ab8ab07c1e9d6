import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { AggregateId } from "../ports/storage.ts"
import { all, same } from "./port.laws.ts"
import {
  atVersion,
  held,
  idsOf,
  isCommitted,
  isReplay,
  law,
  mapChanges,
  rowsOf,
  type StorageLaw,
  scribble,
  thaw,
  together,
  UNKNOWN,
} from "./storage.trial.laws.ts"

/** What storage promises of rows and journals. */
export const rowLaws: ReadonlyArray<StorageLaw> = [
  law("an unknown id has no state, no secret and no journal, at version 0", function* (storage, { first, stranger }) {
    const { answer, rows } = yield* storage.load([stranger, ...idsOf(first)])
    const journal = yield* storage.journal(stranger)
    return (
      all(answer === null, rows.length === 1 + first.changes.length, same(journal, [])) &&
      rows.every((row) => same(row, UNKNOWN))
    )
  }),
  law("what was committed is loaded, one version on", function* (storage, { first, next }) {
    yield* storage.commit(first)
    const one = yield* storage.load(idsOf(first))
    yield* storage.commit(next)
    const two = yield* storage.load(idsOf(next))
    return all(same(one.rows, rowsOf(first)), same(two.rows, rowsOf(next)))
  }),
  law("a secret is set, kept, replaced and cleared as its change says", function* (storage, { first }) {
    const loaded: Array<unknown> = []
    const secrets = ["one", "one", "other", null, "one"].map((text) => (text === null ? null : Redacted.make(text)))
    for (const [version, secret] of secrets.entries()) {
      const change = mapChanges(atVersion(first, version), (change) => ({ ...change, secret }))
      yield* storage.commit({ ...change, commandId: `${first.commandId}/${version}`, messages: [] })
      loaded.push((yield* storage.load([first.changes[0].aggregate])).rows[0]?.secret)
    }
    return same(loaded, secrets)
  }),
  law("rows come in the order asked, unknown ones among them", function* (storage, { elsewhere, first, stranger }) {
    yield* storage.commit(together(first, elsewhere))
    const [[one], [two]] = [idsOf(first), idsOf(elsewhere)]
    if (one === undefined || two === undefined) return false
    const [rowOfOne, rowOfTwo] = [rowsOf(first)[0], rowsOf(elsewhere)[0]]
    const forth = yield* storage.load([one, stranger, two])
    const back = yield* storage.load([two, stranger, one, two])
    return all(
      same(forth.rows, [rowOfOne, UNKNOWN, rowOfTwo]),
      same(back.rows, [rowOfTwo, UNKNOWN, rowOfOne, rowOfTwo]),
    )
  }),
  law("ids do not touch each other", function* (storage, { elsewhere, first, next, stranger }) {
    yield* storage.commit(elsewhere)
    const before = yield* held(storage, elsewhere)
    yield* storage.commit(first)
    yield* storage.commit(next)
    const unknown = yield* storage.load([stranger])
    return all(same(yield* held(storage, elsewhere), before), same(unknown.rows, [UNKNOWN]))
  }),
  law("names are told apart by every character, by case and by blanks at their end", function* (storage, sample) {
    const { first, stranger } = sample
    const [one, other]: ReadonlyArray<AggregateId> = [`${stranger}.a`, `${stranger}.A`]
    if (one === undefined || other === undefined) return false
    const commit = (aggregate: AggregateId, expectedVersion: number, end: string) =>
      storage.commit({
        ...first,
        commandId: `${first.commandId}/${end}`,
        changes: [{ ...first.changes[0], aggregate, expectedVersion }],
        claims: [{ key: `${first.commandId}/${aggregate}`, owner: aggregate }],
        messages: [],
      })
    const outcomes = [yield* commit(other, 0, "a")]
    for (const [version, end] of ["a", "A", "a ", "\u00e1"].entries()) outcomes.push(yield* commit(one, version, end))
    const { rows } = yield* storage.load([one, other])
    const found = yield* Effect.forEach([one, other], (id) => storage.find(`${first.commandId}/${id}`))
    return all(
      outcomes.every(isCommitted),
      same(found, [one, other]),
      same(
        rows.map(({ version }) => version),
        [4, 1],
      ),
    )
  }),
  law("the journal holds every event, oldest first, and only grows", function* (storage, { first, next }) {
    const journals = Effect.forEach(idsOf(first), storage.journal)
    yield* storage.commit(first)
    const one = yield* journals
    yield* storage.commit(next)
    const two = yield* journals
    const events = first.changes.map((change, index) => [change.events, next.changes[index]?.events ?? []] as const)
    return all(
      same(
        one,
        events.map(([early]) => early),
      ),
      same(
        two,
        events.map(([early, late]) => [...early, ...late]),
      ),
    )
  }),
  law("a change without events is kept, and adds nothing to the journal", function* (storage, { first, next }) {
    yield* storage.commit(first)
    yield* storage.commit(mapChanges(next, (change) => ({ ...change, events: [] })))
    const { rows } = yield* storage.load(idsOf(next))
    const journals = yield* Effect.forEach(idsOf(first), storage.journal)
    return all(
      same(rows, rowsOf(next)),
      same(
        journals,
        first.changes.map(({ events }) => events),
      ),
    )
  }),
  law("what was given or got is not the storage's own", function* (storage, { first, rival }) {
    const given = thaw(first)
    yield* storage.commit(given)
    scribble(given)
    const before = yield* held(storage, first, rival)
    scribble(before)
    const replay = yield* storage.commit(first)
    scribble("answer" in replay ? replay.answer : null)
    const { rows } = yield* storage.load(idsOf(first))
    const journals = yield* Effect.forEach(idsOf(first), storage.journal)
    return all(
      same(rows, rowsOf(first)),
      same(
        journals,
        first.changes.map(({ events }) => events),
      ),
      isReplay(yield* storage.commit(first), first.answer),
    )
  }),
]

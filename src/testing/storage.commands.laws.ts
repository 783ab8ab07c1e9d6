import * as Effect from "effect/Effect"
import { all, same } from "./port.laws.ts"
import {
  atOnce,
  atVersion,
  guardsOf,
  held,
  idsOf,
  isCommitted,
  isReplay,
  law,
  type StorageLaw,
  together,
} from "./storage.trial.laws.ts"

/** What storage promises of a command that comes again. */
export const commandLaws: ReadonlyArray<StorageLaw> = [
  law("a command that comes again is told its answer, word for word", function* (storage, { first, next }) {
    yield* storage.commit(first)
    const atOnceAgain = yield* storage.commit({ ...first, answer: next.answer })
    yield* storage.commit(next)
    const later = yield* storage.commit(first)
    return all(isReplay(atOnceAgain, first.answer), isReplay(later, first.answer))
  }),
  law("a command that comes again is known on any one of its aggregates", function* (storage, { elsewhere, first }) {
    const whole = together(first, elsewhere)
    yield* storage.commit(whole)
    const parts = yield* Effect.forEach(whole.changes, (change) => storage.commit({ ...whole, changes: [change] }))
    return parts.every((outcome) => isReplay(outcome, whole.answer))
  }),
  law("a command that comes again is known before any conflict is", function* (storage, { elsewhere, first, next }) {
    yield* storage.commit(first)
    yield* storage.commit(next)
    const again = first.commandId
    const outcomes = [
      yield* storage.commit({ ...atVersion(first, 7), commandId: again }),
      yield* storage.commit({ ...atVersion(next, 2), commandId: again }),
      yield* storage.commit({ ...first, guards: guardsOf(elsewhere, 1) }),
      yield* storage.commit({ ...first, claims: first.claims.map(({ key }) => ({ key, owner: "account/thief" })) }),
    ]
    return outcomes.every((outcome) => isReplay(outcome, first.answer))
  }),
  law("a command that comes again leaves nothing twice", function* (storage, { elsewhere, first, next }) {
    yield* storage.commit(first)
    const before = yield* held(storage, first, elsewhere)
    yield* storage.commit(first)
    yield* storage.commit({ ...together(atVersion(next, 1), elsewhere), commandId: first.commandId })
    return same(yield* held(storage, first, elsewhere), before)
  }),
  law("a command that comes many times at once is applied once", function* (storage, { first }) {
    const outcomes = yield* atOnce([1, 2, 3, 4].map(() => storage.commit(first)))
    const journals = yield* Effect.forEach(idsOf(first), storage.journal)
    return all(
      outcomes.filter(isCommitted).length === 1,
      outcomes.filter((outcome) => isReplay(outcome, first.answer)).length === outcomes.length - 1,
      same(
        journals,
        first.changes.map(({ events }) => events),
      ),
    )
  }),
  law("the same command id on another aggregate is another command", function* (storage, { elsewhere, first }) {
    const other = { ...elsewhere, commandId: first.commandId }
    const outcomes = [yield* storage.commit(first), yield* storage.commit(other)]
    const replays = [yield* storage.commit(first), yield* storage.commit(other)]
    return all(
      outcomes.every(isCommitted),
      same(
        replays.map((outcome) => "answer" in outcome && outcome.answer),
        [first.answer, other.answer],
      ),
    )
  }),
  law("a load tells the answer of a command applied to any aggregate asked for", function* (storage, sample) {
    const { first, next, stranger } = sample
    const ask = (ids: Parameters<typeof storage.load>[0], commandId?: string) =>
      Effect.map(storage.load(ids, commandId), ({ answer }) => answer)
    const before = yield* ask(idsOf(first), first.commandId)
    yield* storage.commit(first)
    yield* storage.commit(next)
    const told = yield* Effect.forEach(idsOf(first), (id) => ask([stranger, id], first.commandId))
    return all(
      before === null,
      told.every((answer) => same(answer, first.answer)),
      same(yield* ask(idsOf(first), next.commandId), next.answer),
      same(yield* ask([stranger], first.commandId), null),
      same(yield* ask(idsOf(first), `${first.commandId}/other`), null),
      same(yield* ask(idsOf(first)), null),
    )
  }),
]

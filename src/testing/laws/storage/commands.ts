import * as Effect from "effect/Effect"
import { allTrue, isSame } from "../compare.ts"
import { atVersion, guardsOf, idsOf, merged } from "./commits.ts"
import { eventsOf, isCommitted, isReplay, readAll } from "./observations.ts"
import { inParallel, type StorageLaw, storageLaw } from "./storage-law.ts"

/** The laws of repeated commands: idempotency by command id. */
export const commandLaws: ReadonlyArray<StorageLaw> = [
  storageLaw("a repeated command returns its first answer unchanged", function* (storage, { first, next }) {
    yield* storage.commit(first)
    const immediately = yield* storage.commit({ ...first, answer: next.answer })
    yield* storage.commit(next)
    const later = yield* storage.commit(first)
    return allTrue(isReplay(immediately, first.answer), isReplay(later, first.answer))
  }),
  storageLaw(
    "a repeated command is recognised by any one of its aggregates",
    function* (storage, { elsewhere, first }) {
      const whole = merged(first, elsewhere)
      yield* storage.commit(whole)
      const parts = yield* Effect.forEach(whole.changes, (change) => storage.commit({ ...whole, changes: [change] }))
      return parts.every((outcome) => isReplay(outcome, whole.answer))
    },
  ),
  storageLaw(
    "a repeated command is recognised before a conflict is reported",
    function* (storage, { elsewhere, first, next }) {
      yield* storage.commit(first)
      yield* storage.commit(next)
      const { commandId } = first
      const outcomes = [
        yield* storage.commit({ ...atVersion(first, 7), commandId }),
        yield* storage.commit({ ...atVersion(next, 2), commandId }),
        yield* storage.commit({ ...first, guards: guardsOf(elsewhere, 1) }),
        yield* storage.commit({ ...first, claims: first.claims.map(({ key }) => ({ key, owner: "account/thief" })) }),
      ]
      return outcomes.every((outcome) => isReplay(outcome, first.answer))
    },
  ),
  storageLaw("a repeated command writes nothing a second time", function* (storage, { elsewhere, first, next }) {
    yield* storage.commit(first)
    const before = yield* readAll(storage, first, elsewhere)
    yield* storage.commit(first)
    yield* storage.commit({ ...merged(atVersion(next, 1), elsewhere), commandId: first.commandId })
    return isSame(yield* readAll(storage, first, elsewhere), before)
  }),
  storageLaw("a command sent several times in parallel is applied once", function* (storage, { first }) {
    const outcomes = yield* inParallel([1, 2, 3, 4].map(() => storage.commit(first)))
    const journals = yield* Effect.forEach(idsOf(first), storage.journal)
    return allTrue(
      outcomes.filter(isCommitted).length === 1,
      outcomes.filter((outcome) => isReplay(outcome, first.answer)).length === outcomes.length - 1,
      isSame(journals, eventsOf(first)),
    )
  }),
  storageLaw("the same command id on another aggregate is another command", function* (storage, { elsewhere, first }) {
    const sameId = { ...elsewhere, commandId: first.commandId }
    const outcomes = [yield* storage.commit(first), yield* storage.commit(sameId)]
    const replays = [yield* storage.commit(first), yield* storage.commit(sameId)]
    return allTrue(
      outcomes.every(isCommitted),
      isSame(
        replays.map((outcome) => "answer" in outcome && outcome.answer),
        [first.answer, sameId.answer],
      ),
    )
  }),
  storageLaw(
    "a load returns the answer of a command that was applied to any requested aggregate",
    function* (storage, { first, next, unchanged }) {
      const answerOf = (ids: Parameters<typeof storage.load>[0], commandId?: string) =>
        Effect.map(storage.load(ids, commandId), ({ answer }) => answer)
      const before = yield* answerOf(idsOf(first), first.commandId)
      yield* storage.commit(first)
      yield* storage.commit(next)
      const answers = yield* Effect.forEach(idsOf(first), (id) => answerOf([unchanged, id], first.commandId))
      return allTrue(
        before === null,
        answers.every((answer) => isSame(answer, first.answer)),
        isSame(yield* answerOf(idsOf(first), next.commandId), next.answer),
        isSame(yield* answerOf([unchanged], first.commandId), null),
        isSame(yield* answerOf(idsOf(first), `${first.commandId}/other`), null),
        isSame(yield* answerOf(idsOf(first)), null),
      )
    },
  ),
]

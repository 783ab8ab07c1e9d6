import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { memoryStorage } from "../../../adapters/memory/index.ts"
import type { Commit, Outcome } from "../../ports/storage.ts"
import type { Store } from "../laws/storage/storage-law.ts"
import { type InjectedFault, unreliable, withConflicts } from "./storage.ts"

const increment = (version: number, commandId: string): Commit => ({
  commandId,
  at: 0,
  changes: [{ aggregate: "counter/1", expectedVersion: version, state: { _tag: "Count" }, events: [], secret: null }],
  guards: [],
  claims: [],
  messages: [],
  answer: { _tag: "Counted" },
})

/** Reads and writes, and does not retry a conflict. */
const incrementOnce = (storage: Store, commandId: string) =>
  Effect.gen(function* () {
    const { rows } = yield* storage.load(["counter/1"], commandId)
    return yield* storage.commit(increment(rows[0]?.version ?? 0, commandId))
  })

const count = (outcomes: ReadonlyArray<Outcome>, tag: Outcome["_tag"]) =>
  outcomes.filter(({ _tag }) => _tag === tag).length

const tenInParallel = (storage: Store) =>
  Effect.runPromise(
    Effect.all(
      Array.from({ length: 10 }, (_, index) => incrementOnce(storage, `c${index}`)),
      { concurrency: "unbounded" },
    ),
  )

describe("withConflicts", () => {
  it("makes parallel writers conflict, who run one after the other over a plain memory storage", async () => {
    const plain = await tenInParallel(memoryStorage().service)
    const conflicting = await tenInParallel(withConflicts(memoryStorage().service))
    expect([count(plain, "Committed"), count(plain, "Conflict")]).toEqual([10, 0])
    expect([count(conflicting, "Committed"), count(conflicting, "Conflict")]).toEqual([1, 9])
  })

  it("lets a second reader read before the first reader continues", async () => {
    const loadCounts = (wrap: (storage: Store) => Store) => {
      const { loads, service } = memoryStorage()
      const load = wrap(service).load(["counter/1"])
      const readers = [1, 2].map(() => Effect.map(load, () => loads()))
      return Effect.runPromise(Effect.all(readers, { concurrency: "unbounded" }))
    }
    expect(await loadCounts((storage) => storage)).toEqual([1, 2])
    expect(await loadCounts(withConflicts)).toEqual([2, 2])
  })
})

describe("unreliable", () => {
  const tagOf = (storage: Store, commit: Commit) =>
    Effect.runPromise(
      Effect.match(storage.commit(commit), { onFailure: ({ _tag }) => _tag, onSuccess: ({ _tag }) => _tag }),
    )

  it("applies a commit whose answer is lost, and does not apply a lost commit", async () => {
    const { commits, service } = memoryStorage()
    const storage = unreliable(service, ["CommitLost", "AnswerLost", "None"])
    const observed = []
    for (const _ of [1, 2, 3, 4]) observed.push([await tagOf(storage, increment(0, "c")), commits()])
    expect(observed).toEqual([
      ["StorageDown", 0],
      ["StorageDown", 1],
      ["AlreadyApplied", 1],
      ["AlreadyApplied", 1],
    ])
  })

  it("applies a command once if the caller retries it after any sequence of faults", () => {
    const fault = fc.constantFrom<InjectedFault>("None", "CommitLost", "AnswerLost")
    return fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 6 }), async (faults) => {
        const { commits, service } = memoryStorage()
        const storage = unreliable(service, faults)
        const retried = Effect.retry(storage.commit(increment(0, "c")), { times: faults.length })
        const { _tag } = await Effect.runPromise(retried)
        const isAppliedUnanswered = faults.find((fault) => fault !== "CommitLost") === "AnswerLost"
        expect([commits(), _tag]).toEqual([1, isAppliedUnanswered ? "AlreadyApplied" : "Committed"])
      }),
      { seed: 4, numRuns: 50 },
    )
  })
})

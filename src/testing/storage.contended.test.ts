import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { memoryStorage } from "../../adapters/memory/index.ts"
import type { Commit, Outcome } from "../ports/storage.ts"
import { contended, type Mishap, unreliable } from "./storage.contended.ts"
import type { Store } from "./storage.trial.laws.ts"

const increment = (version: number, commandId: string): Commit => ({
  commandId,
  at: 0,
  changes: [{ aggregate: "counter/1", expectedVersion: version, state: { _tag: "Count" }, events: [], secret: null }],
  guards: [],
  claims: [],
  messages: [],
  answer: { _tag: "Counted" },
})

/** Reads and writes without a retry, as careless code would. */
const once = (storage: Store, commandId: string) =>
  Effect.gen(function* () {
    const { rows } = yield* storage.load(["counter/1"], commandId)
    return yield* storage.commit(increment(rows[0]?.version ?? 0, commandId))
  })

const countOf = (outcomes: ReadonlyArray<Outcome>, tag: Outcome["_tag"]) =>
  outcomes.filter(({ _tag }) => _tag === tag).length

const tenAtOnce = (storage: Store) =>
  Effect.runPromise(
    Effect.all(
      Array.from({ length: 10 }, (_, index) => once(storage, `c${index}`)),
      { concurrency: "unbounded" },
    ),
  )

describe("a contended storage", () => {
  it("lets two writers meet, who over a plain one take turns", async () => {
    const plain = await tenAtOnce(memoryStorage().service)
    const met = await tenAtOnce(contended(memoryStorage().service))
    expect([countOf(plain, "Committed"), countOf(plain, "Conflict")]).toEqual([10, 0])
    expect([countOf(met, "Committed"), countOf(met, "Conflict")]).toEqual([1, 9])
  })
})

describe("a reader of a contended storage", () => {
  const loadsSeen = async (wrap: (storage: Store) => Store) => {
    const { loads, service } = memoryStorage()
    const load = wrap(service).load(["counter/1"])
    const readers = [1, 2].map(() => Effect.map(load, () => loads()))
    return Effect.runPromise(Effect.all(readers, { concurrency: "unbounded" }))
  }

  it("lets others read before it goes on", async () => {
    expect(await loadsSeen((storage) => storage)).toEqual([1, 2])
    expect(await loadsSeen(contended)).toEqual([2, 2])
  })
})

describe("an unreliable storage", () => {
  const tagOf = (storage: Store, commit: Commit) =>
    Effect.runPromise(
      Effect.match(storage.commit(commit), { onFailure: ({ _tag }) => _tag, onSuccess: ({ _tag }) => _tag }),
    )

  it("keeps a commit whose answer is lost, and does not keep a lost commit", async () => {
    const { commits, service } = memoryStorage()
    const storage = unreliable(service, ["CommitLost", "AnswerLost", "None"])
    const seen = []
    for (const _ of [1, 2, 3, 4]) seen.push([await tagOf(storage, increment(0, "c")), commits()])
    expect(seen).toEqual([
      ["StorageDown", 0],
      ["StorageDown", 1],
      ["AlreadyApplied", 1],
      ["AlreadyApplied", 1],
    ])
  })

  it("tells who comes again after any mishaps that the command is kept once", () => {
    const mishap = fc.constantFrom<Mishap>("None", "CommitLost", "AnswerLost")
    return fc.assert(
      fc.asyncProperty(fc.array(mishap, { maxLength: 6 }), async (mishaps) => {
        const { commits, service } = memoryStorage()
        const storage = unreliable(service, mishaps)
        const untilAnswered = Effect.retry(storage.commit(increment(0, "c")), { times: mishaps.length })
        const { _tag } = await Effect.runPromise(untilAnswered)
        const wasKeptUnseen = mishaps.find((mishap) => mishap !== "CommitLost") === "AnswerLost"
        expect([commits(), _tag]).toEqual([1, wasKeptUnseen ? "AlreadyApplied" : "Committed"])
      }),
      { seed: 4, numRuns: 50 },
    )
  })
})

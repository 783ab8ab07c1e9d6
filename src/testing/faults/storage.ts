import * as Effect from "effect/Effect"
import { Storage, StorageDown } from "../../ports/storage.ts"

type Store = Storage["Service"]

/**
 * The same storage, where fibers that run in parallel really conflict: each yields after a read and before a write.
 *
 * A storage in memory does not yield, so that parallel commands run one after the other. Use this function to test that
 * a conflict is retried.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { memoryStorage } from "mon-compte/adapters/memory"
 * import { withConflicts } from "mon-compte/testing"
 *
 * const storage = withConflicts(memoryStorage().service)
 * const increment = (commandId: string) =>
 *   Effect.gen(function* () {
 *     const [row] = (yield* storage.load(["counter/1"])).rows
 *     const expectedVersion = row?.version ?? 0
 *     return yield* storage.commit({
 *       commandId,
 *       at: 0,
 *       changes: [{ aggregate: "counter/1", expectedVersion, state: { _tag: "Count" }, events: [], secret: null }],
 *       guards: [],
 *       claims: [],
 *       messages: [],
 *       answer: { _tag: "Counted" },
 *     })
 *   })
 * const outcomes = await Effect.runPromise(Effect.all([increment("a"), increment("b")], { concurrency: "unbounded" }))
 * outcomes.map(({ _tag }) => _tag) // => ["Committed", "Conflict"]
 * ```
 */
export const withConflicts = (real: Store): Store =>
  Storage.of({
    ...real,
    load: (aggregates, commandId) => Effect.tap(real.load(aggregates, commandId), Effect.yieldNow),
    loadOwner: (keys, aggregates, commandId) =>
      Effect.tap(real.loadOwner(keys, aggregates, commandId), Effect.yieldNow),
    find: (...keys) => Effect.tap(real.find(...keys), Effect.yieldNow),
    commit: (commit) => Effect.andThen(Effect.yieldNow, real.commit(commit)),
    lease: (request) => Effect.andThen(Effect.yieldNow, real.lease(request)),
  })

/**
 * The fault to inject into one commit. `CommitLost`: the commit does not reach the storage. `AnswerLost`: the storage
 * applies the commit, and its answer does not reach the caller. The caller sees the same `StorageDown` in both cases.
 */
export type InjectedFault = "None" | "CommitLost" | "AnswerLost"

/**
 * The same storage, where the first commit has the first fault, the second commit the second fault, and so on. Commits
 * after the last fault succeed. Use it to test what a caller does about `StorageDown`, which leaves it open whether the
 * commit was applied.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { memoryStorage } from "mon-compte/adapters/memory"
 * import { unreliable } from "mon-compte/testing"
 *
 * const { commits, service } = memoryStorage()
 * const storage = unreliable(service, ["CommitLost", "AnswerLost"])
 * const commit = storage.commit({
 *   commandId: "a",
 *   at: 0,
 *   changes: [{ aggregate: "counter/1", expectedVersion: 0, state: { _tag: "Count" }, events: [], secret: null }],
 *   guards: [],
 *   claims: [],
 *   messages: [],
 *   answer: { _tag: "Counted" },
 * })
 * const { _tag } = await Effect.runPromise(Effect.retry(commit, { times: 2 }))
 * _tag // => "AlreadyApplied"
 * commits() // => 1
 * ```
 */
export const unreliable = (real: Store, faults: ReadonlyArray<InjectedFault>): Store => {
  let commits = 0
  return Storage.of({
    ...real,
    commit: (commit) =>
      Effect.suspend(() => {
        const fault = faults[commits++] ?? "None"
        if (fault === "None") return real.commit(commit)
        const applied = fault === "AnswerLost" ? Effect.asVoid(real.commit(commit)) : Effect.void
        return Effect.andThen(applied, Effect.fail(new StorageDown()))
      }),
  })
}

import * as Effect from "effect/Effect"
import { Storage, StorageDown } from "../ports/storage.ts"

type Store = Storage["Service"]

/**
 * The same storage where everybody stops to let others go on, after each read and before each write, so that two
 * writers really meet. For tests: a retry that is missing shows only here.
 *
 * ```ts
 * import { memoryStorage } from "mon-compte/adapters/memory"
 * import { contended } from "mon-compte/testing"
 *
 * const storage = contended(memoryStorage().service)
 * typeof storage.commit // => "function"
 * ```
 */
export const contended = (real: Store): Store =>
  Storage.of({
    ...real,
    load: (aggregates, commandId) => Effect.tap(real.load(aggregates, commandId), Effect.yieldNow),
    loadOwner: (keys, aggregates, commandId) =>
      Effect.tap(real.loadOwner(keys, aggregates, commandId), Effect.yieldNow),
    find: (...keys) => Effect.tap(real.find(...keys), Effect.yieldNow),
    commit: (commit) => Effect.andThen(Effect.yieldNow, real.commit(commit)),
    lease: (request) => Effect.andThen(Effect.yieldNow, real.lease(request)),
  })

/** What befalls one commit: nothing, not reaching the storage, or being kept and its answer lost. */
export type Mishap = "None" | "CommitLost" | "AnswerLost"

/**
 * The same storage where commits fail as they are told to: the first one by the first mishap, and so on; once all are
 * used up, nothing befalls any more. For tests of what is done about `StorageDown`, after which nobody knows whether
 * the commit was kept.
 */
export const unreliable = (real: Store, mishaps: ReadonlyArray<Mishap>): Store => {
  let commits = 0
  return Storage.of({
    ...real,
    commit: (commit) =>
      Effect.suspend(() => {
        const mishap = mishaps[commits++] ?? "None"
        if (mishap === "None") return real.commit(commit)
        const before = mishap === "AnswerLost" ? Effect.asVoid(real.commit(commit)) : Effect.void
        return Effect.andThen(before, Effect.fail(new StorageDown()))
      }),
  })
}

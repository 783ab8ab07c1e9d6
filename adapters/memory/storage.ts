import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Storage, StorageDown } from "../../src/ports/storage.ts"
import { type StorageSnapshot, Tables } from "./tables.ts"

/** How often a storage was asked, and how its commits ended. */
export interface StorageCounts {
  readonly loads: number
  readonly committed: number
  readonly conflicts: number
  /** Commits of a command that had been applied before. */
  readonly replays: number
}

/** A storage in memory, with what a test or a demonstration wants to do to it. */
export interface MemoryStorage {
  readonly storage: Storage["Service"]
  readonly layer: Layer.Layer<Storage>
  /** Everything held now. It does not change when the storage does. */
  readonly snapshot: () => StorageSnapshot
  /** Goes back, or over, to what a snapshot holds: of this storage or of another one. */
  readonly restore: (snapshot: StorageSnapshot) => void
  /** How often it was asked since it was made; `restore` does not set it back. */
  readonly counts: () => StorageCounts
  /** While `true`, every call fails with `StorageDown` and does nothing. */
  down: boolean
}

/**
 * Keeps everything in this process: for tests, demonstrations and pages. It is gone when the process is.
 *
 * Each call makes a storage of its own. The outbox goes by Effect's `Clock`. States, events, answers and messages are
 * kept by way of JSON, so that what a database would lose is lost here too.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { memoryStorage } from "mon-compte/adapters/memory"
 *
 * const memory = memoryStorage()
 * const change = { aggregate: "account/1" as const, expectedVersion: 0, state: { _tag: "Open" }, events: [], secret: null }
 * const commit = { commandId: "c1", at: 0, changes: [change] as const, guards: [], claims: [], messages: [] }
 * const told = { ...commit, answer: { _tag: "Opened" } }
 * await Effect.runPromise(memory.storage.commit(told)) // => { _tag: "Committed" }
 * await Effect.runPromise(memory.storage.commit(told)) // => { _tag: "AlreadyApplied", answer: { _tag: "Opened" } }
 * memory.counts() // => { loads: 0, committed: 1, conflicts: 0, replays: 1 }
 * ```
 */
export const memoryStorage = (initial?: StorageSnapshot): MemoryStorage => {
  const tables = new Tables()
  if (initial !== undefined) tables.restore(initial)
  const counts = { loads: 0, Committed: 0, Conflict: 0, AlreadyApplied: 0 }

  const answer = <A>(work: (now: number) => A): Effect.Effect<A, StorageDown> =>
    Effect.flatMap(Clock.currentTimeMillis, (now) =>
      Effect.suspend(() => (memory.down ? Effect.fail(new StorageDown()) : Effect.succeed(work(now)))),
    )

  const storage = Storage.of({
    load: (aggregates, commandId) =>
      answer(() => {
        counts.loads += 1
        return tables.load(aggregates, commandId)
      }),
    find: (key) => answer(() => tables.find(key)),
    commit: (commit) =>
      answer(() => {
        const outcome = tables.commit(commit)
        counts[outcome._tag] += 1
        return outcome
      }),
    journal: (aggregate) => answer(() => tables.journal(aggregate)),
    lease: ({ lasts, limit }) => answer((now) => tables.lease(limit, lasts, now)),
    acknowledge: (messageId) => answer(() => tables.acknowledge(messageId)),
    postpone: (leased, dueAt) => answer(() => tables.postpone(leased, dueAt)),
  })

  const memory: MemoryStorage = {
    storage,
    layer: Layer.succeed(Storage, storage),
    snapshot: () => tables.snapshot(),
    restore: (snapshot) => tables.restore(snapshot),
    counts: () => ({
      loads: counts.loads,
      committed: counts.Committed,
      conflicts: counts.Conflict,
      replays: counts.AlreadyApplied,
    }),
    down: false,
  }
  return memory
}

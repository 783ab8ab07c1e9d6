import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Storage, StorageDown } from "../../src/ports/storage.ts"
import { type StorageSnapshot, Tables } from "./tables.ts"

/** A storage in memory, with what a test or a demonstration wants of it besides. */
export interface MemoryStorage {
  readonly service: Storage["Service"]
  readonly layer: Layer.Layer<Storage>
  /** Everything held now. It does not change when the storage does. */
  readonly snapshot: () => StorageSnapshot
  /** Goes back, or over, to what a snapshot holds: of this storage or of another one. */
  readonly restore: (snapshot: StorageSnapshot) => void
  /** How often something was loaded. Counts are since the storage was made: `restore` does not set them back. */
  readonly loads: () => number
  /** How many commits were kept. */
  readonly commits: () => number
  /** How many commits conflicted. */
  readonly conflicts: () => number
  /** How many commits were of a command applied before. */
  readonly replays: () => number
  /** While down, every call fails with `StorageDown`, does nothing and counts for nothing. */
  readonly setDown: (down: boolean) => void
}

/**
 * Keeps everything in this process: for tests, demonstrations and pages. It is gone when the process is.
 *
 * Each call makes a storage of its own. The outbox goes by Effect's `Clock`. States, events, answers and messages are
 * kept by way of JSON, so that what a database would lose is lost here too. A commit that changes one aggregate twice
 * is a defect.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { memoryStorage } from "mon-compte/adapters/memory"
 *
 * const { commits, replays, service } = memoryStorage()
 * const change = { aggregate: "account/1", expectedVersion: 0, state: { _tag: "Open" }, events: [], secret: null }
 * const nothingElse = { at: 0, guards: [], claims: [], messages: [] }
 * const commit = service.commit({ commandId: "c1", changes: [change], answer: { _tag: "Opened" }, ...nothingElse })
 * await Effect.runPromise(commit) // => { _tag: "Committed" }
 * await Effect.runPromise(commit) // => { _tag: "AlreadyApplied", answer: { _tag: "Opened" } }
 * const counted = [commits(), replays()] // => [1, 1]
 * ```
 */
export const memoryStorage = (initial?: StorageSnapshot): MemoryStorage => {
  const tables = new Tables()
  if (initial !== undefined) tables.restore(initial)
  const counts = { loads: 0, Committed: 0, Conflict: 0, AlreadyApplied: 0 }
  let isDown = false

  const answer = <A>(work: (now: number) => A): Effect.Effect<A, StorageDown> =>
    Effect.flatMap(Clock.currentTimeMillis, (now) =>
      Effect.suspend(() => (isDown ? Effect.fail(new StorageDown()) : Effect.succeed(work(now)))),
    )

  const service = Storage.of({
    load: (aggregates, commandId) =>
      answer(() => {
        counts.loads += 1
        return tables.load(aggregates, commandId)
      }),
    loadOwner: (keys, aggregates, commandId) =>
      answer(() => {
        counts.loads += 1
        return tables.loadOwner(keys, aggregates, commandId)
      }),
    find: (...keys) => answer(() => tables.find(keys)),
    list: ({ after, kind, limit }) => answer(() => tables.list(kind, after, limit)),
    commit: (commit) =>
      answer(() => {
        const outcome = tables.commit(commit)
        counts[outcome._tag] += 1
        return outcome
      }),
    journal: (aggregate) => answer(() => tables.journal(aggregate)),
    lease: ({ lasts, limit }) => answer((now) => tables.lease(limit, lasts, now)),
    acknowledge: (...messageIds) => answer(() => tables.acknowledge(messageIds)),
    renew: (leased, lasts) => answer((now) => tables.renew(leased, now + lasts)),
    release: (...leased) => answer((now) => tables.release(leased, now)),
    postpone: (leased, dueAt) => answer(() => tables.postpone(leased, dueAt)),
    deadLetter: (leased) => answer((now) => tables.bury(leased, now)),
    listDeadLetters: (limit) => answer(() => tables.dead(limit)),
    requeue: (messageId) => answer((now) => tables.revive(messageId, now)),
  })

  return {
    service,
    layer: Layer.succeed(Storage, service),
    snapshot: () => tables.snapshot(),
    restore: (snapshot) => tables.restore(snapshot),
    loads: () => counts.loads,
    commits: () => counts.Committed,
    conflicts: () => counts.Conflict,
    replays: () => counts.AlreadyApplied,
    setDown: (down) => {
      isDown = down
    },
  }
}

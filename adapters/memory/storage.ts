import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { Storage, StorageDown } from "../../src/ports/storage.ts"
import { pageOfWindow } from "./journal-window.ts"
import { type StorageSnapshot, Tables } from "./tables.ts"

/** A storage in memory, with counts and faults for tests and demonstrations. */
export interface MemoryStorage {
  readonly service: Storage["Service"]
  readonly layer: Layer.Layer<Storage>
  /** The contents of the storage now. Later changes of the storage do not alter it. */
  readonly snapshot: () => StorageSnapshot
  /** Replaces the contents by those of a snapshot, of this storage or of another one. */
  readonly restore: (snapshot: StorageSnapshot) => void
  /** The number of loads. All counts start when the storage is made; `restore` does not reset them. */
  readonly loads: () => number
  /** The number of commits that were applied. */
  readonly commits: () => number
  /** The number of commits that conflicted. */
  readonly conflicts: () => number
  /** The number of commits whose command was applied before. */
  readonly replays: () => number
  /** While down, every call fails with `StorageDown`, changes nothing and is not counted. */
  readonly setDown: (down: boolean) => void
}

/**
 * A storage in this process, for tests, demonstrations and web pages. Its contents are lost when the process ends.
 *
 * Each call makes a new storage. The outbox uses Effect's `Clock`. States, events, answers and messages are stored
 * through JSON, so they lose what a database would lose. A commit that changes one aggregate twice is a defect.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { memoryStorage } from "mon-compte/adapters/memory"
 *
 * const { commits, replays, service } = memoryStorage()
 * const change = { aggregate: "account/1", expectedVersion: 0, state: { _tag: "Open" }, events: [], secret: null }
 * const rest = { at: 0, guards: [], claims: [], messages: [] }
 * const commit = service.commit({ commandId: "c1", changes: [change], answer: { _tag: "Opened" }, ...rest })
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

  const call = <A>(work: (now: number) => A): Effect.Effect<A, StorageDown> =>
    Effect.flatMap(Clock.currentTimeMillis, (now) =>
      Effect.suspend(() => (isDown ? Effect.fail(new StorageDown()) : Effect.succeed(work(now)))),
    )

  const service = Storage.of({
    load: (aggregates, commandId) =>
      call(() => {
        counts.loads += 1
        return tables.load(aggregates, commandId)
      }),
    loadOwner: (keys, aggregates, commandId) =>
      call(() => {
        counts.loads += 1
        return tables.loadOwner(keys, aggregates, commandId)
      }),
    find: (...keys) => call(() => tables.find(keys)),
    list: ({ after, category, limit }) => call(() => tables.list(category, after, limit)),
    commit: (commit) =>
      call(() => {
        const outcome = tables.commit(commit)
        counts[outcome._tag] += 1
        return outcome
      }),
    journal: (aggregate) => call(() => tables.journal(aggregate)),
    journalPage: (request) => call(() => tables.journalPage(request)),
    journalWindow: (request) => call(() => pageOfWindow(tables.snapshot().rows, request)),
    lease: ({ lasts, limit }) => call((now) => tables.outbox.lease(limit, lasts, now)),
    acknowledge: (...messageIds) => call(() => tables.outbox.acknowledge(messageIds)),
    renew: (leased, lasts) => call((now) => tables.outbox.renew(leased, now + lasts)),
    release: (...leased) => call((now) => tables.outbox.release(leased, now)),
    postpone: (leased, dueAt) => call(() => tables.outbox.postpone(leased, dueAt)),
    deadLetter: (leased) => call((now) => tables.outbox.deadLetter(leased, now)),
    listDeadLetters: (limit) => call(() => tables.outbox.listDeadLetters(limit)),
    requeue: (messageId) => call((now) => tables.outbox.requeue(messageId, now)),
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

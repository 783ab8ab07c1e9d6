import * as Effect from "effect/Effect"
import type { MemoryStorage } from "../../adapters/memory/index.ts"
import type { AggregateId, Commit, Outcome } from "../../src/ports/storage.ts"
import { mapChanges, type Store } from "../../src/testing/storage.trial.laws.ts"

/** A storage with one fault, and the law that must notice. */
export interface Broken {
  readonly fault: string
  readonly breaks: string
  /** What is different from a sound storage. It is made anew for every trial. */
  readonly differs: (memory: MemoryStorage) => Partial<Store>
}

/** A fault in what is committed. */
export const committing =
  (change: (commit: Commit, memory: MemoryStorage) => Commit) =>
  (memory: MemoryStorage): Partial<Store> => ({
    commit: (commit) => Effect.suspend(() => memory.service.commit(change(commit, memory))),
  })

/** A fault in what is done after a commit that ended in some way. */
export const afterwards =
  (tag: Outcome["_tag"], then: (commit: Commit, memory: MemoryStorage) => void) =>
  (memory: MemoryStorage): Partial<Store> => ({
    commit: (commit) =>
      Effect.tap(memory.service.commit(commit), (outcome) =>
        Effect.sync(() => outcome._tag === tag && then(commit, memory)),
      ),
  })

export const CONFLICT: Outcome = { _tag: "Conflict" }

/** A fault that refuses some commits beforehand. */
export const refusing =
  (isRefused: (commit: Commit, memory: MemoryStorage) => boolean) =>
  (memory: MemoryStorage): Partial<Store> => ({
    commit: (commit) =>
      Effect.suspend(() => (isRefused(commit, memory) ? Effect.succeed(CONFLICT) : memory.service.commit(commit))),
  })

export const loading =
  (load: (real: Store) => Store["load"]) =>
  ({ service }: MemoryStorage): Partial<Store> => ({ load: load(service) })

export const versionOf = (memory: MemoryStorage, id: AggregateId) =>
  memory.snapshot().rows.find(({ aggregate }) => aggregate === id)?.version ?? 0

export const atPresent = (commit: Commit, memory: MemoryStorage) =>
  mapChanges(commit, (change) => ({ ...change, expectedVersion: versionOf(memory, change.aggregate) }))

export const isStale = ({ changes }: Commit, memory: MemoryStorage) =>
  changes.some(({ aggregate, expectedVersion }) => versionOf(memory, aggregate) !== expectedVersion)

export const isGuardBroken = ({ guards }: Commit, memory: MemoryStorage) =>
  guards.some(({ aggregate, version }) => versionOf(memory, aggregate) !== version)

export const ownerOf = (memory: MemoryStorage, wanted: string) =>
  memory.snapshot().claims.find(({ key }) => key === wanted)?.owner ?? null

import * as Effect from "effect/Effect"
import type { MemoryStorage } from "../../../adapters/memory/index.ts"
import type { AggregateId, Commit, Outcome } from "../../../src/ports/storage.ts"
import { mapChanges } from "../../../src/testing/laws/storage/commits.ts"
import type { Store } from "../../../src/testing/laws/storage/storage-law.ts"

/** A storage with one fault, and the law that must find it. */
export interface FaultyStorage {
  /** A phrase that follows "a storage that". */
  readonly fault: string
  readonly brokenLaw: string
  /** The methods that differ from a correct storage. Called once for each sample. */
  readonly override: (memory: MemoryStorage) => Partial<Store>
}

/** Changes each commit before the storage applies it. */
export const changingCommit =
  (change: (commit: Commit, memory: MemoryStorage) => Commit) =>
  (memory: MemoryStorage): Partial<Store> => ({
    commit: (commit) => Effect.suspend(() => memory.service.commit(change(commit, memory))),
  })

/** Does more after a commit with this outcome. */
export const afterCommit =
  (tag: Outcome["_tag"], then: (commit: Commit, memory: MemoryStorage) => void) =>
  (memory: MemoryStorage): Partial<Store> => ({
    commit: (commit) =>
      Effect.tap(memory.service.commit(commit), (outcome) =>
        Effect.sync(() => outcome._tag === tag && then(commit, memory)),
      ),
  })

export const CONFLICT: Outcome = { _tag: "Conflict" }

/** Reports a conflict for some commits without applying them. */
export const refusingCommits =
  (isRefused: (commit: Commit, memory: MemoryStorage) => boolean) =>
  (memory: MemoryStorage): Partial<Store> => ({
    commit: (commit) =>
      Effect.suspend(() => (isRefused(commit, memory) ? Effect.succeed(CONFLICT) : memory.service.commit(commit))),
  })

export const changingLoad =
  (load: (real: Store) => Store["load"]) =>
  ({ service }: MemoryStorage): Partial<Store> => ({ load: load(service) })

export const versionOf = (memory: MemoryStorage, id: AggregateId) =>
  memory.snapshot().rows.find(({ aggregate }) => aggregate === id)?.version ?? 0

export const atCurrentVersion = (commit: Commit, memory: MemoryStorage) =>
  mapChanges(commit, (change) => ({ ...change, expectedVersion: versionOf(memory, change.aggregate) }))

export const isStale = ({ changes }: Commit, memory: MemoryStorage) =>
  changes.some(({ aggregate, expectedVersion }) => versionOf(memory, aggregate) !== expectedVersion)

export const isGuardBroken = ({ guards }: Commit, memory: MemoryStorage) =>
  guards.some(({ aggregate, version }) => versionOf(memory, aggregate) !== version)

export const ownerOf = (memory: MemoryStorage, key: string) =>
  memory.snapshot().claims.find((claim) => claim.key === key)?.owner ?? null

/** Whether another aggregate owns a key that the commit claims. */
export const isClaimTaken = ({ claims }: Commit, memory: MemoryStorage) =>
  claims.some(({ key, owner }) => (ownerOf(memory, key) ?? owner) !== owner)

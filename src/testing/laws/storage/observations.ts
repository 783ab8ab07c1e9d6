import * as Effect from "effect/Effect"
import type { Commit, Json, Row } from "../../../ports/storage.ts"
import { isSame } from "../compare.ts"
import { idsOf } from "./commits.ts"
import type { Store } from "./storage-law.ts"

export const UNKNOWN_ROW: Row = { state: null, version: 0, secret: null }

/** The rows that a commit must leave. */
export const rowsAfter = ({ changes }: Commit): ReadonlyArray<Row> =>
  changes.map(({ expectedVersion, secret, state }) => ({ state, version: expectedVersion + 1, secret }))

export const eventsOf = ({ changes }: Commit): ReadonlyArray<ReadonlyArray<Json>> => changes.map(({ events }) => events)

/** Everything that can be read about the aggregates, keys and commands of some commits. */
export const readAll = (storage: Store, ...commits: ReadonlyArray<Commit>) =>
  Effect.forEach(commits, (commit) =>
    Effect.all([
      storage.load(idsOf(commit), commit.commandId),
      Effect.forEach(idsOf(commit), storage.journal),
      Effect.forEach(commit.claims, ({ key }) => storage.find(key)),
    ]),
  )

export const isCommitted = (outcome: { readonly _tag: string }): boolean => outcome._tag === "Committed"
export const isConflict = (outcome: { readonly _tag: string }): boolean => outcome._tag === "Conflict"
export const isReplay = (outcome: unknown, answer: Json): boolean => isSame(outcome, { _tag: "AlreadyApplied", answer })

import * as Clock from "effect/Clock"
import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import type { Keys, KeysDown } from "../../../ports/keys.ts"
import { type AggregateId, type Row, type StateAltered, Storage, type StorageDown } from "../../../ports/storage.ts"
import { checkSeal, withSeal } from "../../secrets/state-seal.ts"

/** The categories of rows, in the order in which a run seals them. A test compares them with the streams of the domain. */
export const storedCategories = [
  "account",
  "account-allowance",
  "agent-command",
  "agent-reads",
  "announcement-allowance",
  "audit-log",
  "caseload",
  "challenge",
  "data-key",
  "device",
  "household",
  "lock-out",
  "mandates",
  "memberships",
  "message-budget",
  "migration",
  "recovery",
  "send-allowance",
  "sessions",
] as const

/** What a run of `sealStates` has done. */
export interface SealProgress {
  readonly checked: number
  /** Rows that got a seal under the active key. */
  readonly sealed: number
  /** Rows whose seal does not fit, and rows without one unless `unsealed` is `Seal`. The log names each. */
  readonly refused: number
}

/** How a run treats rows without a seal, where it starts, and how much it does at a time. */
export interface SealOptions {
  /**
   * `Refuse` by default. `Seal` carries an existing database over: each row is trusted as it is. Do it once, from a backup
   * that you trust.
   */
  readonly unsealed?: "Refuse" | "Seal" | undefined
  /** The last aggregate of an earlier run, from its log. */
  readonly after?: AggregateId | undefined
  /** Rows in one page, from 1 to 10,000. Default: 500. */
  readonly pageSize?: number | undefined
}

const pageSizeOf = (pageSize: number | undefined): Effect.Effect<number> =>
  pageSize === undefined
    ? Effect.succeed(500)
    : Number.isSafeInteger(pageSize) && pageSize >= 1 && pageSize <= 10_000
      ? Effect.succeed(pageSize)
      : Effect.die(new RangeError("pageSize must be a whole number from 1 to 10000."))

/** Seals one row under the active key. A row that changes meanwhile gets its seal from that change. */
const sealRow = Effect.fnUntraced(function* (aggregate: AggregateId, row: Row, unsealed: SealOptions["unsealed"]) {
  const storage = yield* Storage
  const random = yield* SecureRandom.SecureRandom
  const { check, row: read } = yield* checkSeal(aggregate, row)
  if (check === "Active" || read.state === null) return check === "Altered" ? "refused" : "unchanged"
  if (check === "Altered" || (check === "Missing" && unsealed !== "Seal")) return "refused"
  const version = row.version + 1
  const state = yield* withSeal({ aggregate, version, state: read.state, secret: row.secret })
  yield* storage.commit({
    commandId: yield* random.uuidV4(),
    at: yield* Clock.currentTimeMillis,
    changes: [{ aggregate, expectedVersion: row.version, state, events: [], secret: row.secret }],
    guards: [],
    claims: [],
    messages: [],
    answer: { _tag: "Sealed" },
  })
  return "sealed"
})

const run = Effect.fn("MonCompte.sealStates")(function* ({ after: resumed, pageSize, unsealed }: SealOptions) {
  const storage = yield* Storage
  const limit = yield* pageSizeOf(pageSize)
  const progress = { checked: 0, sealed: 0, refused: 0 }
  const first = resumed === undefined ? 0 : storedCategories.findIndex((category) => resumed.startsWith(`${category}/`))
  for (const category of storedCategories.slice(Math.max(first, 0))) {
    let after: AggregateId | null = resumed?.startsWith(`${category}/`) === true ? resumed : null
    for (;;) {
      const page: ReadonlyArray<AggregateId> = yield* storage.list({ category, after, limit })
      const last = page.at(-1)
      if (last === undefined) break
      const { rows } = yield* storage.load(page)
      for (const [index, aggregate] of page.entries()) {
        const result = yield* sealRow(aggregate, rows[index] as Row, unsealed)
        progress.checked += 1
        if (result === "sealed") progress.sealed += 1
        if (result !== "refused") continue
        progress.refused += 1
        yield* Effect.annotateLogs(Effect.logWarning("A row could not be sealed."), { aggregate })
      }
      after = last
      yield* Effect.annotateLogs(Effect.logInfo("States were sealed."), { ...progress, after: last })
    }
  }
  return progress
})

/**
 * Seals every row under the active key, for `sealedStates`: once when an existing database is carried over, and during a
 * key rotation before the older key is dropped.
 *
 * Provide the storage **without** `sealedStates` to it. It runs beside normal traffic, one page at a time, and a run that
 * was interrupted can be repeated, with `after` from its log to skip the first rows. When `refused` is 0 every row has a
 * seal under the active key.
 */
export const sealStates = (
  options: SealOptions = {},
): Effect.Effect<SealProgress, StorageDown | StateAltered | KeysDown, Storage | Keys> =>
  Effect.provide(run(options), SecureRandom.layerWebCrypto)

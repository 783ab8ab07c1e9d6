import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type { StorageDown } from "../../src/ports/storage.ts"
import type { Query, TextRow } from "./connections.ts"
import { checkSchema, type SchemaMismatch } from "./migrate.ts"
import { open } from "./open.ts"
import { type PostgresOptions, validateOptions } from "./options.ts"
import {
  cutoffs,
  deletableAggregates,
  forEachKind,
  type RetainedKind,
  type RetentionPolicy,
  retentionPolicies,
} from "./retention-policy.ts"
import { retentionStatements as statements } from "./retention-statements.ts"
import { OUTBOX_SHARD } from "./shard.ts"
import { toStorageDown } from "./sql-failure.ts"

/** The number of deletions of each kind: messages, aggregates, and single records for `actions`. */
export type RetentionResult = Readonly<Record<RetainedKind, number>>

/** The number of action records in the state of an audit log, which remain in the journal whatever their age. */
const RECORDS_IN_STATE = 10

const BATCH = 1_000

type Counts = Record<RetainedKind, number>

const categoryOf = (aggregate: unknown) => String(aggregate).split("/", 1)[0]

/** Deletes old delivered messages page by page, and returns their number. */
const deleteMessages = Effect.fnUntraced(function* (query: Query, cutoff: number, batch: number) {
  let after = ""
  let total = 0
  for (;;) {
    const [[last, pageSize, deleted] = []] = yield* query(statements.deleteMessages, [
      OUTBOX_SHARD,
      after,
      batch,
      cutoff,
    ])
    total += Number(deleted)
    if (Number(pageSize) < batch) return total
    after = String(last)
  }
})

/** The shards, names and versions of the rows, column by column. */
const columnsOf = (rows: ReadonlyArray<TextRow>) => [0, 1, 2].map((column) => rows.map((row) => row[column]))

/** Deletes the expired aggregates and action records of a page, and adds their numbers to the counts. */
const deleteFromPage = Effect.fnUntraced(function* (
  query: Query,
  page: ReadonlyArray<TextRow>,
  cutoffOf: Readonly<Record<RetainedKind, number>>,
  counts: Counts,
) {
  const expired = page.filter(([, , , terms]) => Number(terms) > 0)
  const deleted =
    expired.length === 0 ? [] : yield* query(statements.deleteAggregates, [...columnsOf(expired), OUTBOX_SHARD])
  for (const [aggregate, entries] of deleted) {
    const kind = deletableAggregates.find(({ category }) => category === categoryOf(aggregate))?.kind
    if (kind !== undefined) counts[kind] += kind === "actions" ? Number(entries) : 1
  }
  const longLogs = page.filter(
    ([, aggregate, version]) => categoryOf(aggregate) === "audit-log" && Number(version) > RECORDS_IN_STATE,
  )
  if (longLogs.length === 0) return
  const values = [...columnsOf(longLogs), RECORDS_IN_STATE, cutoffOf.actions]
  counts.actions += (yield* query(statements.trimJournals, values)).length
})

/** Deletes all expired data page by page: each statement reads at most `batch` rows, in its own transaction. */
export const applyRetention = Effect.fnUntraced(function* (query: Query, policy: RetentionPolicy, batch = BATCH) {
  const cutoffOf = cutoffs(policy, yield* Clock.currentTimeMillis)
  const terms = [
    deletableAggregates.map(({ category }) => category),
    deletableAggregates.map(({ state }) => state),
    deletableAggregates.map(({ kind }) => cutoffOf[kind]),
  ]
  const counts: Counts = forEachKind(() => 0)
  counts.deliveries = yield* deleteMessages(query, cutoffOf.deliveries, batch)
  let after: TextRow = ["", ""]
  for (;;) {
    const page = yield* query(statements.listExpired, [...after.slice(0, 2), batch, ...terms])
    yield* deleteFromPage(query, page, cutoffOf, counts)
    const last = page.at(-1)
    if (last === undefined || page.length < batch) return counts satisfies RetentionResult
    after = last
  }
})

/** The database, and what to delete in it. */
export type RetentionOptions = PostgresOptions & {
  /** The default is `retentionPolicies.standard`. */
  readonly policy?: RetentionPolicy | undefined
  /** The maximum number of rows that one statement reads. The default is 1,000. */
  readonly batch?: number | undefined
}

/**
 * Deletes data whose retention period has ended, and returns the number of deletions of each kind.
 *
 * It runs while the application works: each statement reads a bounded number of rows, in its own transaction. It skips
 * rows that another transaction has locked, and data that a message still concerns, dead letters included. The next
 * run deletes them. A command that read deleted data finds a conflict and starts over; no write is lost. The rest stays
 * consistent: an aggregate is deleted with its whole journal, or not at all. Only the action records of a household
 * file in use are deleted one by one.
 *
 * It never deletes accounts, household files or their data keys; it deletes the data key of a recovery with it. Use
 * the role that migrates, or a role to which `grants` gave `retention`. The role of the application should not have
 * these rights. Backups are your responsibility. A policy with a period below 2 days throws a `RangeError`.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { postgresStorage, retention, retentionPolicies } from "mon-compte/adapters/postgres"
 *
 * const policy = { ...retentionPolicies.standard, name: "shorter", deliveries: 7 }
 * const everyNight = retention({ url: "postgres://retention@db.example.org/portal", policy })
 * Effect.isEffect(everyNight) // => true
 * ```
 */
export const retention = (
  settings: RetentionOptions = {},
): Effect.Effect<RetentionResult, StorageDown | SchemaMismatch> => {
  const {
    batch = BATCH,
    policy = retentionPolicies.standard,
    ...options
  } = validateOptions(settings, "batch", "policy")
  if (!Number.isSafeInteger(batch) || batch < 1) throw new RangeError("batch must be a whole number, at least 1.")
  cutoffs(policy, 0)
  return open(options).pipe(
    Effect.tap((connections) => checkSchema(connections)),
    Effect.flatMap(({ query }) => applyRetention(query, policy, batch)),
    Effect.scoped,
    Effect.catchTag("SqlFailure", toStorageDown),
  )
}

/**
 * Runs `retention` at once, and then by a schedule: once a day by default. It never fails, and logs the number of
 * deletions. If the database is unavailable, it logs this and runs again at the next time.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import * as Schedule from "effect/Schedule"
 * import { scheduledRetention } from "mon-compte/adapters/postgres"
 *
 * const url = "postgres://retention@db.example.org/portal"
 * const atNight = scheduledRetention({ url }, Schedule.cron("0 3 * * *", "Europe/Paris"))
 * Effect.isEffect(atNight) // => true
 * ```
 */
export const scheduledRetention = (
  options: RetentionOptions,
  schedule: Schedule.Schedule<unknown, unknown, unknown> = Schedule.spaced("1 day"),
): Effect.Effect<void> =>
  retention(options).pipe(
    Effect.matchEffect({
      onFailure: ({ _tag }) =>
        Effect.annotateLogs(Effect.logWarning("Retention failed. It runs again at the next time."), { failure: _tag }),
      onSuccess: (result) => Effect.annotateLogs(Effect.logInfo("Retention deleted expired data."), result),
    }),
    Effect.repeat(Schedule.map(schedule, () => Effect.void)),
    Effect.asVoid,
    Effect.orDie,
  )

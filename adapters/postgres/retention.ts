import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type { StorageDown } from "../../src/ports/storage.ts"
import type { Query, TextRow } from "./connections.ts"
import { checkSchema, type SchemaUnfit } from "./migrate.ts"
import { open } from "./open.ts"
import { type PostgresOptions, settle } from "./options.ts"
import { cutoffs, type Kept, type RetentionPolicy, retentionPolicies, wholes } from "./retention-policy.ts"
import { retentionStatements as statements } from "./retention-statements.ts"
import { OUTBOX } from "./shard.ts"
import { down } from "./sql-failure.ts"

/** How many went, by the name they have in the policy: messages, aggregates, and of deeds each one by itself. */
export type Forgotten = Readonly<Record<Kept, number>>

/** As many deeds as the state of a file holds, whatever their age. */
const AT_HAND = 10

const BATCH = 1_000

type Tally = { -readonly [Name in Kept]: number }

const kindOf = (aggregate: unknown) => String(aggregate).split("/", 1)[0]

/** Messages that were dealt with, page by page. */
const sweep = Effect.fnUntraced(function* (query: Query, before: number, batch: number) {
  let after = ""
  let all = 0
  for (;;) {
    const [[last, examined, gone] = []] = yield* query(statements.sweep, [OUTBOX, after, batch, before])
    all += Number(gone)
    if (Number(examined) < batch) return all
    after = String(last)
  }
})

/** The names and versions on a page, column by column. */
const named = (rows: ReadonlyArray<TextRow>) => [0, 1, 2].map((column) => rows.map((row) => row[column]))

/** What goes of a page, added to the tally. */
const forgetOn = Effect.fnUntraced(function* (
  query: Query,
  page: ReadonlyArray<TextRow>,
  before: Readonly<Record<Kept, number>>,
  tally: Tally,
) {
  const old = page.filter(([, , , terms]) => Number(terms) > 0)
  const gone = old.length === 0 ? [] : yield* query(statements.forget, [...named(old), OUTBOX])
  for (const [name, entries] of gone) {
    const kept = wholes.find(({ kind }) => kind === kindOf(name))?.kept
    if (kept !== undefined) tally[kept] += kept === "actions" ? Number(entries) : 1
  }
  const long = page.filter(([, name, version]) => kindOf(name) === "audit-log" && Number(version) > AT_HAND)
  if (long.length === 0) return
  tally.actions += (yield* query(statements.trim, [...named(long), AT_HAND, before.actions])).length
})

/** Everything that is over, page by page: each statement looks at so many rows, and is a transaction of its own. */
export const applyRetention = Effect.fnUntraced(function* (query: Query, policy: RetentionPolicy, batch = BATCH) {
  const before = cutoffs(policy, yield* Clock.currentTimeMillis)
  const terms = [
    wholes.map(({ kind }) => kind),
    wholes.map(({ state }) => state),
    wholes.map(({ kept }) => before[kept]),
  ]
  const tally: Tally = {
    deliveries: yield* sweep(query, before.deliveries, batch),
    challenges: 0,
    lockOuts: 0,
    recoveries: 0,
    sendAllowances: 0,
    sessions: 0,
    devices: 0,
    drafts: 0,
    actions: 0,
  }
  let after: TextRow = ["", ""]
  for (;;) {
    const page = yield* query(statements.page, [...after.slice(0, 2), batch, ...terms])
    yield* forgetOn(query, page, before, tally)
    const last = page.at(-1)
    if (last === undefined || page.length < batch) return tally satisfies Forgotten
    after = last
  }
})

/** Where the data are, and what is to be forgotten of them. */
export type RetentionOptions = PostgresOptions & {
  /** `retentionPolicies.standard` by default. */
  readonly policy?: RetentionPolicy | undefined
  /** How many rows one statement looks at: 1,000 by default. */
  readonly batch?: number | undefined
}

/**
 * Forgets what is over and old enough, and tells how much of what.
 *
 * It works while the application does: statement by statement over a bounded number of rows, each a transaction of its
 * own. What somebody is at work on is left for the next time, and so is what a message still to be done is about, a
 * dead one included. Whoever finds gone what they had read starts over; nothing that anybody writes is lost. What is
 * kept still adds up: an aggregate goes with its whole journal, or stays. Only the deeds on a file that is in use go
 * one by one.
 *
 * Accounts, household files and what they are sealed under are never touched; the data key of a recovery goes with it.
 * It needs the role that migrates, or one to which `grants` gave `retention`; the application's own must not be able
 * to. Backups are for you to let go. A policy with a figure below 2 days throws a `RangeError`.
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
export const retention = (given: RetentionOptions = {}): Effect.Effect<Forgotten, StorageDown | SchemaUnfit> => {
  const { batch = BATCH, policy = retentionPolicies.standard, ...options } = settle(given, "batch", "policy")
  if (!Number.isSafeInteger(batch) || batch < 1) throw new RangeError("batch must be a whole number, 1 at least.")
  cutoffs(policy, 0)
  return open(options).pipe(
    Effect.tap((all) => checkSchema(all)),
    Effect.flatMap(({ query }) => applyRetention(query, policy, batch)),
    Effect.scoped,
    Effect.catchTag("SqlFailure", down),
  )
}

/**
 * The same again and again, by a schedule: once a day unless told otherwise, starting now. It never fails, and logs what
 * went. Where the database cannot be reached, that is logged, and left for the next time.
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
      onFailure: ({ _tag }) => Effect.annotateLogs(Effect.logWarning("Nothing was forgotten."), { failure: _tag }),
      onSuccess: (forgotten) => Effect.annotateLogs(Effect.logInfo("What is over was forgotten."), forgotten),
    }),
    Effect.repeat(Schedule.map(schedule, () => Effect.void)),
    Effect.asVoid,
    Effect.orDie,
  )

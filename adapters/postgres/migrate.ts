import { createHash } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { StorageDown } from "../../src/ports/storage.ts"
import type { Connections, Query } from "./connections.ts"
import { type Migration, OLDEST, migrations as released } from "./migrations/index.ts"
import { open } from "./open.ts"
import { type PostgresOptions, settle } from "./options.ts"
import { grants, type Roles } from "./roles.ts"
import { down, SqlFailure } from "./sql-failure.ts"

/** The schema of the database is not one that this code works on. Nothing was changed. */
export class SchemaUnfit extends Schema.TaggedError<SchemaUnfit>()("SchemaUnfit", {
  /** `Older`: migrate. `Newer`: deploy newer code. `Changed`: a step was edited after it was applied. */
  reason: Schema.Literals(["Older", "Newer", "Changed"]),
  /** The id of the last step applied, 0 for none; of the first that differs, for `Changed`. */
  found: Schema.Int,
  /** The id of the last step that this code knows. */
  known: Schema.Int,
}) {
  override get message(): string {
    return "The schema of the database is not one that this code works on."
  }
}

/** A step of the schema. */
export interface AppliedStep {
  readonly id: number
  readonly name: string
}

/** Each alone, since some may fail while another migrator does the same. */
const beginnings = [
  "CREATE SCHEMA IF NOT EXISTS mon_compte",
  `CREATE TABLE IF NOT EXISTS mon_compte.schema_step (
    id integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now()
  )`,
  "CREATE TABLE IF NOT EXISTS mon_compte.schema_lock (id integer PRIMARY KEY)",
  "INSERT INTO mon_compte.schema_lock (id) VALUES (1) ON CONFLICT (id) DO NOTHING",
]

const takeLock = "SELECT id FROM mon_compte.schema_lock WHERE id = 1 FOR UPDATE"
const listSteps = "SELECT id, checksum FROM mon_compte.schema_step ORDER BY id"
const addStep = "INSERT INTO mon_compte.schema_step (id, name, checksum) VALUES ($1::integer, $2::text, $3::text)"

/** Every statement of a migration, besides those of its steps. */
export const migrationTexts: ReadonlyArray<string> = [...beginnings, takeLock, listSteps, addStep]

/** How `IF NOT EXISTS` fails when two create the same at once. */
const isRace = ({ sqlState }: SqlFailure) =>
  ["23505", "40001", "42P06", "42P07", "42710", "XX000"].includes(sqlState ?? "")

const checksumOf = ({ sql }: Migration) => createHash("sha256").update(sql).digest("hex")

/** How many steps were applied; a refusal where they are not the first ones known here. */
const applied = (query: Query, known: ReadonlyArray<Migration>) =>
  Effect.gen(function* () {
    const steps = yield* query(listSteps)
    const sums = known.map(checksumOf)
    const different = steps.findIndex(([id, sum], index) => Number(id) !== index + 1 || (sums[index] ?? sum) !== sum)
    if (different >= 0) return yield* new SchemaUnfit({ reason: "Changed", found: different + 1, known: known.length })
    if (steps.length <= known.length) return steps.length
    return yield* new SchemaUnfit({ reason: "Newer", found: steps.length, known: known.length })
  })

/** Refuses a schema that this code does not work on. */
export const checkSchema = ({ query }: Connections, known = released, oldest = OLDEST) =>
  Effect.gen(function* () {
    const found = yield* Effect.catchIf(
      applied(query, known),
      // There is no such schema, or no such table.
      (error) => error instanceof SqlFailure && ["3F000", "42P01"].includes(error.sqlState ?? ""),
      () => Effect.succeed(0),
    )
    if (found < oldest) return yield* new SchemaUnfit({ reason: "Older", found, known: known.length })
  })

/** Brings the schema up to date, in one transaction. `lockTimeout`, in milliseconds, is for each lock it waits for. */
export const applyMigrations = ({ query, session }: Connections, known = released, lockTimeout = 5_000) =>
  Effect.gen(function* () {
    for (const text of beginnings) yield* Effect.retry(query(text), { times: 5, while: isRace })
    return yield* session((query) =>
      Effect.gen(function* () {
        yield* query("BEGIN")
        yield* query(`SET LOCAL lock_timeout = ${Math.max(1, Math.trunc(lockTimeout))}`)
        // A step may have a whole table to go through: it takes its time, unlike a statement that somebody waits for.
        yield* query("SET LOCAL statement_timeout = 0")
        // Held until the end of the transaction, however it ends: one migrator at a time, and none in the way when dead.
        yield* query(takeLock)
        const first = yield* applied(query, known)
        const steps = known.map((step, index) => ({ ...step, id: index + 1 })).slice(first)
        for (const step of steps) {
          yield* query(step.sql)
          yield* query(addStep, [step.id, step.name, checksumOf(step)])
        }
        yield* query("COMMIT")
        return steps.map(({ id, name }): AppliedStep => ({ id, name }))
      }),
    )
  })

/**
 * Makes or updates the schema, and tells which steps it applied: none when it was up to date.
 *
 * Two at once are harmless: the second waits for the first, or is told `StorageDown` after `lockTimeout` milliseconds
 * (5,000 by default). A step takes the time it takes, and one that fails leaves nothing behind. It needs a role that may create a schema and tables;
 * the application's own needs none of that.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { migrate } from "mon-compte/adapters/postgres"
 *
 * const atDeployment = migrate({ url: "postgres://owner@db.example.org/portal", lockTimeout: 2_000 })
 * Effect.isEffect(atDeployment) // => true
 * ```
 */
export const migrate = (
  given: PostgresOptions & { readonly lockTimeout?: number | undefined } = {},
): Effect.Effect<ReadonlyArray<AppliedStep>, StorageDown | SchemaUnfit> => {
  const { lockTimeout, ...options } = settle(given, "lockTimeout")
  return open(options).pipe(
    Effect.flatMap((all) => applyMigrations(all, released, lockTimeout)),
    Effect.scoped,
    Effect.catchTag("SqlFailure", down),
  )
}

/** Gives roles their rights, as `grants` says them. */
export const giveRights = (options: PostgresOptions, roles: Roles): Effect.Effect<void, StorageDown> =>
  open(settle(options)).pipe(
    Effect.flatMap(({ query }) => Effect.forEach(grants(roles), (grant) => query(grant), { discard: true })),
    Effect.scoped,
    Effect.catchTag("SqlFailure", down),
  )

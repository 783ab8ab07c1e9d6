import { createHash } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { StorageDown } from "../../src/ports/storage.ts"
import type { Connections, Query } from "./connections.ts"
import { type Migration, OLDEST, migrations as released } from "./migrations/index.ts"
import { open } from "./open.ts"
import { type PostgresOptions, validateOptions } from "./options.ts"
import { grants, type Roles } from "./roles.ts"
import { SqlFailure, toStorageDown } from "./sql-failure.ts"

/** This code does not support the schema of the database. The database is unchanged. */
export class SchemaMismatch extends Schema.TaggedError<SchemaMismatch>()("SchemaMismatch", {
  /** `Older`: migrate. `Newer`: deploy newer code. `Changed`: a step was edited after it was applied. */
  reason: Schema.Literals(["Older", "Newer", "Changed"]),
  /** The id of the last applied step, or 0 for none. For `Changed`, the id of the first step that differs. */
  found: Schema.Int,
  /** The id of the last step that this code contains. */
  known: Schema.Int,
}) {
  override get message(): string {
    return "This code does not support the schema of the database."
  }
}

/** A step of the schema. */
export interface AppliedStep {
  readonly id: number
  readonly name: string
}

/** Creates the tables of the migrator itself. Each runs alone, because one fails if another migrator runs it too. */
const preparations = [
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

/** Every statement of the migrator, except those of the steps. */
export const migrationTexts: ReadonlyArray<string> = [...preparations, takeLock, listSteps, addStep]

/** The failures of `IF NOT EXISTS` when two migrators create the same object at once. */
const isRace = ({ sqlState }: SqlFailure) =>
  ["23505", "40001", "42P06", "42P07", "42710", "XX000"].includes(sqlState ?? "")

const checksumOf = ({ sql }: Migration) => createHash("sha256").update(sql).digest("hex")

/** The number of applied steps. Fails if they are not the first steps of this code. */
const countApplied = (query: Query, known: ReadonlyArray<Migration>) =>
  Effect.gen(function* () {
    const steps = yield* query(listSteps)
    const sums = known.map(checksumOf)
    const different = steps.findIndex(([id, sum], index) => Number(id) !== index + 1 || (sums[index] ?? sum) !== sum)
    if (different >= 0)
      return yield* new SchemaMismatch({ reason: "Changed", found: different + 1, known: known.length })
    if (steps.length <= known.length) return steps.length
    return yield* new SchemaMismatch({ reason: "Newer", found: steps.length, known: known.length })
  })

/** Fails if this code does not support the schema. */
export const checkSchema = ({ query }: Connections, known = released, oldest = OLDEST) =>
  Effect.gen(function* () {
    const found = yield* Effect.catchIf(
      countApplied(query, known),
      // The schema or the table does not exist.
      (error) => error instanceof SqlFailure && ["3F000", "42P01"].includes(error.sqlState ?? ""),
      () => Effect.succeed(0),
    )
    if (found < oldest) return yield* new SchemaMismatch({ reason: "Older", found, known: known.length })
  })

/** Applies the missing steps in one transaction. `lockTimeout`, in milliseconds, limits the wait for each lock. */
export const applyMigrations = ({ query, session }: Connections, known = released, lockTimeout = 5_000) =>
  Effect.gen(function* () {
    for (const text of preparations) yield* Effect.retry(query(text), { times: 5, while: isRace })
    return yield* session((query) =>
      Effect.gen(function* () {
        yield* query("BEGIN")
        yield* query(`SET LOCAL lock_timeout = ${Math.max(1, Math.trunc(lockTimeout))}`)
        // A step may rewrite a whole table, which takes longer than a statement of a request may.
        yield* query("SET LOCAL statement_timeout = 0")
        // One migrator at a time. The lock ends with the transaction, also when the migrator dies.
        yield* query(takeLock)
        const first = yield* countApplied(query, known)
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
 * Creates or updates the schema, and returns the steps that it applied: none if the schema was up to date.
 *
 * Two migrations at once are safe: the second waits for the first, or fails with `StorageDown` after `lockTimeout`
 * milliseconds (5,000 by default). The duration of a step is not limited. A failed step leaves the schema unchanged.
 * The role must be allowed to create a schema and tables, so do not use the role of the application.
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
  settings: PostgresOptions & { readonly lockTimeout?: number | undefined } = {},
): Effect.Effect<ReadonlyArray<AppliedStep>, StorageDown | SchemaMismatch> => {
  const { lockTimeout, ...options } = validateOptions(settings, "lockTimeout")
  return open(options).pipe(
    Effect.flatMap((connections) => applyMigrations(connections, released, lockTimeout)),
    Effect.scoped,
    Effect.catchTag("SqlFailure", toStorageDown),
  )
}

/** Gives roles their rights: it runs the SQL of `grants`. */
export const giveRights = (options: PostgresOptions, roles: Roles): Effect.Effect<void, StorageDown> =>
  open(validateOptions(options)).pipe(
    Effect.flatMap(({ query }) => Effect.forEach(grants(roles), (grant) => query(grant), { discard: true })),
    Effect.scoped,
    Effect.catchTag("SqlFailure", toStorageDown),
  )

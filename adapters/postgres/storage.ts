import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import { Storage, type StorageDown } from "../../src/ports/storage.ts"
import { commits } from "./commit.ts"
import type { Connections } from "./connections.ts"
import { journal } from "./journal.ts"
import { applyMigrations, checkSchema, type SchemaMismatch } from "./migrate.ts"
import { open } from "./open.ts"
import { type PostgresOptions, validateOptions } from "./options.ts"
import { outbox } from "./outbox.ts"
import { rows } from "./rows.ts"
import { toStorageDown } from "./sql-failure.ts"
import { uniqueKeys } from "./unique-keys.ts"

const storageOver = (connections: Connections): Storage["Service"] =>
  Storage.of({
    ...rows(connections.query),
    ...uniqueKeys(connections.query),
    ...journal(connections.query),
    ...commits(connections),
    ...outbox(connections.query),
  })

/** A storage in PostgreSQL: a service for as long as a scope lasts, or a layer. */
export interface PostgresStorage {
  readonly service: Effect.Effect<Storage["Service"], StorageDown | SchemaMismatch, Scope.Scope>
  readonly layer: Layer.Layer<Storage, StorageDown | SchemaMismatch>
}

/**
 * Stores everything in PostgreSQL: by default in a database embedded in this process, or on a server.
 *
 * On a server the schema must exist: run `migrate` first, under a role with the right to create tables, or pass
 * `migrate: true`. Building the layer fails with `SchemaMismatch` if this code does not support the schema. The outbox
 * uses the clock of the database. Options that name no database, or more than one, throw a `RangeError`.
 *
 * PostgreSQL cannot store NUL characters and lone surrogates: text that contains them is a defect. A commit that
 * changes one aggregate twice is a defect too.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { Storage } from "mon-compte"
 * import { postgresStorage } from "mon-compte/adapters/postgres"
 *
 * const owner = Effect.flatMap(Storage, (storage) => storage.find("nir/unknown"))
 * await Effect.runPromise(Effect.provide(owner, postgresStorage().layer)) // => null
 * const { layer } = postgresStorage({ url: "postgres://app@db.example.org/portal" })
 * ```
 */
export const postgresStorage = (options: PostgresOptions = {}): PostgresStorage => {
  const valid = validateOptions(options)
  const isServer = "url" in valid || "pool" in valid
  const service = Effect.gen(function* () {
    const connections = yield* open(valid)
    yield* (valid.migrate ?? !isServer) ? applyMigrations(connections) : checkSchema(connections)
    return storageOver(connections)
  }).pipe(Effect.catchTag("SqlFailure", toStorageDown))
  return { service, layer: Layer.effect(Storage, service) }
}

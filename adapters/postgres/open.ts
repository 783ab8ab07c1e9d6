import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { Pool } from "pg"
import { type ClientLike, type Connections, connections, type PoolLike } from "./connections.ts"
import { holdFolder } from "./folder.ts"
import type { Embedded, PostgresOptions, ServerUrl } from "./options.ts"
import { type PGliteLike, PGliteStream, PLANS } from "./pglite-stream.ts"
import { failureOf, type SqlFailure } from "./sql-failure.ts"

const TIMEOUT = 5_000
/** Within this process a statement may take the time it takes: nothing can get lost on the way. */
const NO_TIMEOUT = 2_147_483_647

const ignore = () => {}
const hear = (client: ClientLike) => client.on("error", ignore)

/**
 * A connection that breaks is told to the statement at work on it, and replaced by the pool. It also tells its
 * listeners; when there is none, that ends the process. `pg` leaves a moment without, between two of its own.
 */
const listen = (pool: PoolLike) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      pool.on("error", ignore)
      pool.on("connect", hear)
    }),
    () =>
      Effect.sync(() => {
        pool.removeListener("error", ignore)
        pool.removeListener("connect", hear)
      }),
  )

/** A pool's end does not wait for its sockets: what the server says to one of them still needs a listener then. */
const ownPool = (make: () => Pool) =>
  Effect.acquireRelease(
    Effect.sync(() => make().on("error", ignore)),
    (pool) => Effect.promise(() => pool.end()),
  )

const server = ({ connections: max = 10, timeout = TIMEOUT, url }: ServerUrl) =>
  ownPool(
    () =>
      new Pool({
        connectionString: url,
        max,
        connectionTimeoutMillis: timeout,
        // The server gives up before we do: a statement that nobody waits for any more must not wait for a lock.
        statement_timeout: timeout,
        options: Object.entries(PLANS)
          .map(([name, value]) => `-c ${name}=${value}`)
          .join(" "),
        keepAlive: true,
        application_name: "mon-compte",
      }),
  )

/** Read when needed, since a server needs none of it. */
const makePGlite = async (directory: string | undefined) => {
  const { PGlite } = await import("@electric-sql/pglite")
  return directory === undefined ? PGlite.create() : PGlite.create(directory)
}

/** PGlite has other places than folders, by names such as `memory://`: those are left to it. */
const isFolder = (directory: string) => !/^[a-z-]+:\/\//.test(directory)

const ownPGlite = (directory: string | undefined) =>
  Effect.gen(function* () {
    if (directory !== undefined && isFolder(directory)) yield* holdFolder(directory)
    return yield* Effect.acquireRelease(
      Effect.tryPromise({ try: () => makePGlite(directory), catch: failureOf }),
      (db) => Effect.promise(() => db.close()),
    )
  })

const embedded = ({ directory, pglite }: Embedded) =>
  Effect.gen(function* () {
    const db: PGliteLike = pglite ?? (yield* ownPGlite(directory))
    const stream = () => new PGliteStream(db)
    return yield* ownPool(
      () => new Pool({ max: 1, user: "postgres", database: "postgres", idleTimeoutMillis: 0, stream }),
    )
  })

/** Opens what the options name, for as long as the scope lasts. What is given is left open. */
export const open = (options: PostgresOptions): Effect.Effect<Connections, SqlFailure, Scope.Scope> =>
  Effect.gen(function* () {
    if ("pool" in options) {
      const { pool, prepared = true, timeout = TIMEOUT } = options
      yield* listen(pool)
      return connections(pool, timeout, prepared)
    }
    const pool = yield* "url" in options ? server(options) : embedded(options)
    yield* listen(pool)
    return connections(pool, "url" in options ? (options.timeout ?? TIMEOUT) : NO_TIMEOUT, true)
  })

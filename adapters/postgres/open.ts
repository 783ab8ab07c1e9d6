import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { Pool } from "pg"
import { type ClientLike, type Connections, connections, type PoolLike } from "./connections.ts"
import { lockFolder } from "./folder.ts"
import type { Embedded, PostgresOptions, ServerUrl } from "./options.ts"
import { type PGliteLike, PGliteStream } from "./pglite-stream.ts"
import { PLANNER_SETTINGS } from "./planner-settings.ts"
import { failureOf, type SqlFailure } from "./sql-failure.ts"

const TIMEOUT = 5_000
/** An embedded database has no network that could lose an answer, so its statements have no time-out. */
const NO_TIMEOUT = 2_147_483_647

const ignore = () => {}
const ignoreErrors = (client: ClientLike) => client.on("error", ignore)

/**
 * Adds error listeners to the pool and its clients. When a connection breaks, its statement fails and the pool replaces
 * it. `pg` also emits an `error` event, which ends the process if there is no listener. Between two of its own
 * listeners `pg` leaves a short time without one.
 */
const ignoreConnectionErrors = (pool: PoolLike) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      pool.on("error", ignore)
      pool.on("connect", ignoreErrors)
    }),
    () =>
      Effect.sync(() => {
        pool.removeListener("error", ignore)
        pool.removeListener("connect", ignoreErrors)
      }),
  )

/** The listener stays after the end: `pool.end` does not wait for its sockets, which may still report an error. */
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
        // The server stops first: a statement whose caller is gone must not wait for a lock.
        statement_timeout: timeout,
        options: Object.entries(PLANNER_SETTINGS)
          .map(([name, value]) => `-c ${name}=${value}`)
          .join(" "),
        keepAlive: true,
        application_name: "mon-compte",
      }),
  )

/** Imports PGlite only when it is used: a server does not need the package. */
const makePGlite = async (directory: string | undefined) => {
  const { PGlite } = await import("@electric-sql/pglite")
  return directory === undefined ? PGlite.create() : PGlite.create(directory)
}

/** PGlite also accepts other locations than folders, such as `memory://`. They are not locked. */
const isFolder = (directory: string) => !/^[a-z-]+:\/\//.test(directory)

const ownPGlite = (directory: string | undefined) =>
  Effect.gen(function* () {
    if (directory !== undefined && isFolder(directory)) yield* lockFolder(directory)
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

/** Opens the database of the options while the scope lasts. A pool or a PGlite from the caller stays open. */
export const open = (options: PostgresOptions): Effect.Effect<Connections, SqlFailure, Scope.Scope> =>
  Effect.gen(function* () {
    if ("pool" in options) {
      const { pool, prepared = true, timeout = TIMEOUT } = options
      yield* ignoreConnectionErrors(pool)
      return connections(pool, timeout, prepared)
    }
    const pool = yield* "url" in options ? server(options) : embedded(options)
    yield* ignoreConnectionErrors(pool)
    return connections(pool, "url" in options ? (options.timeout ?? TIMEOUT) : NO_TIMEOUT, true)
  })

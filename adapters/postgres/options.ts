import type { PoolLike } from "./connections.ts"
import type { PGliteLike } from "./pglite-stream.ts"

interface Everywhere {
  /**
   * Makes or updates the schema when the storage starts. By default so for an embedded database, and not for a
   * server, where the application's role should not be able to.
   */
  readonly migrate?: boolean | undefined
}

/** A database in this process, with nothing to install or start: PGlite. */
export interface Embedded extends Everywhere {
  /**
   * A folder to keep the database in, for one layer of one process at a time: to who comes second it is `StorageDown`, and
   * the log says why. Without it the database is gone with the layer.
   */
  readonly directory?: string | undefined
  /** A PGlite of your own. It is not closed with the layer. Outside its `transaction`, you may ask it meanwhile. */
  readonly pglite?: PGliteLike | undefined
}

interface Server extends Everywhere {
  /** How long one statement may take in all, in milliseconds, before the storage counts as down: 5,000 by default. */
  readonly timeout?: number | undefined
}

/** A server, by its URL. */
export interface ServerUrl extends Server {
  /** As in `postgres://app@db.example.org/portal?sslmode=verify-full`. */
  readonly url: string
  /** The most connections at a time: 10 by default. */
  readonly connections?: number | undefined
}

/**
 * A server, by a `Pool` of `pg` that you made and will end. Unless `prepared` is false, its connections do best with
 * `options: "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off"`, as
 * those made from a URL have: a commit then takes a quarter of the time, and never reads a table whole.
 */
export interface ServerPool extends Server {
  readonly pool: PoolLike
  /** Whether connections keep prepared statements. `false` behind a pooler that hands connections around. */
  readonly prepared?: boolean | undefined
}

/** Where PostgreSQL is. */
export type PostgresOptions = Embedded | ServerUrl | ServerPool

import type { PoolLike } from "./connections.ts"
import type { PGliteLike } from "./pglite-stream.ts"

interface Everywhere {
  /**
   * Makes or updates the schema when the storage starts. By default so for an embedded database, and not for a
   * server, where the application's role should not be able to.
   */
  readonly migrate?: boolean | undefined
}

/** A database in this process, with no server to install or start: PGlite, spoken to by `pg`. Install both. */
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

const KINDS: ReadonlyArray<ReadonlyArray<string>> = [
  ["migrate", "directory"],
  ["migrate", "pglite"],
  ["migrate", "url", "connections", "timeout"],
  ["migrate", "pool", "prepared", "timeout"],
]

const isWhole = (value: unknown, most: number) =>
  Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= most

const can = (value: unknown, ...methods: ReadonlyArray<string>) =>
  typeof value === "object" && value !== null && methods.every((name) => typeof Reflect.get(value, name) === "function")

/** What is said of a text that a driver would take all the same, for a server or a folder of its own choice. */
const isUrl = (value: unknown) => typeof value === "string" && /^(postgres(ql)?:\/\/|socket:|\/)/iu.test(value)
const isFolder = (value: unknown) => typeof value === "string" && value !== "" && !value.includes("\0")

const must = (isRight: boolean, message: string) => {
  if (!isRight) throw new RangeError(message)
}

/**
 * The options, if they name one database and hold nothing else. Callers without types pass anything, and a name that is not
 * known, or a URL that is not set, would have everything kept in memory or on some other server. `besides` are the names of
 * what is not about the database.
 *
 * Throws a `RangeError` with a fixed text: a URL holds a password.
 */
export const settle = <Options extends PostgresOptions>(
  options: Options,
  ...besides: ReadonlyArray<string>
): Options => {
  const isObject = typeof options === "object" && options !== null
  // What is there and undefined counts as not there, but where it says which kind it is.
  const isGiven = ([name, value]: readonly [string, unknown]) =>
    value !== undefined || name === "url" || name === "pool"
  const given = isObject ? new Map<string, unknown>(Object.entries(options).filter(isGiven)) : null
  must(
    given !== null &&
      KINDS.some((known) => [...given.keys()].every((name) => known.includes(name) || besides.includes(name))),
    "options are directory or pglite; or url, connections and timeout; or pool, prepared and timeout; and always migrate.",
  )
  const is = (name: string, isRight: (value: unknown) => boolean, wanted: string) =>
    must(given === null || !given.has(name) || isRight(given.get(name)), `${name} must be ${wanted}.`)
  is("url", isUrl, "the URL of a server, such as postgres://app@db.example.org/portal")
  is("pool", (pool) => can(pool, "connect", "on", "removeListener"), "a Pool of pg")
  is("directory", isFolder, "the name of a folder")
  is("pglite", (pglite) => can(pglite, "execProtocolRaw", "runExclusive"), "a PGlite")
  is("timeout", (value) => isWhole(value, 2 ** 31 - 1), "a whole number of milliseconds, 1 at least")
  is("connections", (value) => isWhole(value, Number.MAX_SAFE_INTEGER), "a whole number, 1 at least")
  return options
}

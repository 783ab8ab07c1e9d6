import type { PoolLike } from "./connections.ts"
import type { PGliteLike } from "./pglite-stream.ts"

interface AnyDatabase {
  /**
   * Whether to create or update the schema when the storage starts. The default is true for an embedded database and
   * false for a server, where the role of the application should not have this right.
   */
  readonly migrate?: boolean | undefined
}

/** A database embedded in this process: PGlite, with `pg` as its driver. Install both packages. */
export interface Embedded extends AnyDatabase {
  /**
   * The folder of the database. One layer of one process can open it at a time; a second one fails with `StorageDown`,
   * and the log gives the reason. Without a folder the data are lost when the layer closes.
   */
  readonly directory?: string | undefined
  /** Your own PGlite. The layer does not close it. You may query it at the same time, outside its `transaction`. */
  readonly pglite?: PGliteLike | undefined
}

interface Server extends AnyDatabase {
  /** The time limit of one statement, in milliseconds; then the call fails with `StorageDown`. The default is 5,000. */
  readonly timeout?: number | undefined
}

/** A server, by its URL. */
export interface ServerUrl extends Server {
  /** For example `postgres://app@db.example.org/portal?sslmode=verify-full`. */
  readonly url: string
  /** The maximum number of connections. The default is 10. */
  readonly connections?: number | undefined
}

/**
 * A server, by a `Pool` of `pg` that you create and end yourself.
 *
 * Unless `prepared` is false, give its connections the planner settings that connections from a URL have: `options: "-c
 * plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off"`. A commit
 * then takes a quarter of the time, and never reads a full table.
 */
export interface ServerPool extends Server {
  readonly pool: PoolLike
  /** Whether to use prepared statements. Set `false` behind a pooler that shares connections between clients. */
  readonly prepared?: boolean | undefined
}

/** The database to use. */
export type PostgresOptions = Embedded | ServerUrl | ServerPool

const KINDS: ReadonlyArray<ReadonlyArray<string>> = [
  ["migrate", "directory"],
  ["migrate", "pglite"],
  ["migrate", "url", "connections", "timeout"],
  ["migrate", "pool", "prepared", "timeout"],
]

const isPositiveInteger = (value: unknown, maximum: number) =>
  Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= maximum

const hasMethods = (value: unknown, ...methods: ReadonlyArray<string>) =>
  typeof value === "object" && value !== null && methods.every((name) => typeof Reflect.get(value, name) === "function")

/** The drivers accept any text as a URL or a folder, and then choose a default server or folder. */
const isUrl = (value: unknown) => typeof value === "string" && /^(postgres(ql)?:\/\/|socket:|\/)/iu.test(value)
const isFolder = (value: unknown) => typeof value === "string" && value !== "" && !value.includes("\0")

const check = (isValid: boolean, message: string) => {
  if (!isValid) throw new RangeError(message)
}

/**
 * Returns the options if they name exactly one database and contain no unknown option. Callers without types can pass
 * anything: with a misspelled option, or a URL that is not set, the data would go to memory or to another server.
 * `otherNames` lists options that are not about the database.
 *
 * Throws a `RangeError` with a fixed text, which never quotes an option: a URL contains a password.
 */
export const validateOptions = <Options extends PostgresOptions>(
  options: Options,
  ...otherNames: ReadonlyArray<string>
): Options => {
  const isObject = typeof options === "object" && options !== null
  // An undefined option counts as absent, except the two that choose a server: there it is a setting that is missing.
  const isPresent = ([name, value]: readonly [string, unknown]) =>
    value !== undefined || name === "url" || name === "pool"
  const present = isObject ? new Map<string, unknown>(Object.entries(options).filter(isPresent)) : null
  check(
    present !== null &&
      KINDS.some((known) => [...present.keys()].every((name) => known.includes(name) || otherNames.includes(name))),
    "Pass directory or pglite; or url, connections and timeout; or pool, prepared and timeout. Each may have migrate.",
  )
  const checkOption = (name: string, isValid: (value: unknown) => boolean, expected: string) =>
    check(present === null || !present.has(name) || isValid(present.get(name)), `${name} must be ${expected}.`)
  checkOption("url", isUrl, "the URL of a server, such as postgres://app@db.example.org/portal")
  checkOption("pool", (pool) => hasMethods(pool, "connect", "on", "removeListener"), "a Pool of pg")
  checkOption("directory", isFolder, "the name of a folder")
  checkOption("pglite", (pglite) => hasMethods(pglite, "execProtocolRaw", "runExclusive"), "a PGlite")
  checkOption("timeout", (value) => isPositiveInteger(value, 2 ** 31 - 1), "a whole number of milliseconds, at least 1")
  checkOption("connections", (value) => isPositiveInteger(value, 10_000), "a whole number from 1 to 10,000")
  // The text "false" of an environment variable would count as true.
  checkOption("migrate", (value) => typeof value === "boolean", "true or false")
  checkOption("prepared", (value) => typeof value === "boolean", "true or false")
  return options
}

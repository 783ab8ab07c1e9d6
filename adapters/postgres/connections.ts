import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { failureOf, isConnectionReusable, SqlFailure } from "./sql-failure.ts"
import type { Statement } from "./statements.ts"

/** The values of one row in the order of its columns, each as the text that PostgreSQL sent. */
export type TextRow = ReadonlyArray<string | null>

interface QueryLike {
  readonly text: string
  readonly values: Array<unknown>
  readonly rowMode: "array"
  readonly types: { readonly getTypeParser: () => (text: string) => string }
  readonly name?: string
}

/** The part of a client of a `Pool` of `pg` that this adapter uses. */
export interface ClientLike {
  on(event: "error", listener: (error: Error) => void): unknown
  removeListener(event: "error", listener: (error: Error) => void): unknown
  query(query: QueryLike): Promise<{ readonly rows: Array<unknown> }>
  release(destroy?: boolean): void
}

/** The part of a `Pool` of `pg` that this adapter uses. */
export interface PoolLike {
  connect(): Promise<ClientLike>
  on(event: "error", listener: (error: Error) => void): unknown
  on(event: "connect", listener: (client: ClientLike) => void): unknown
  removeListener(event: "error", listener: (error: Error) => void): unknown
  removeListener(event: "connect", listener: (client: ClientLike) => void): unknown
}

/** Runs one statement. */
export type Query = (
  statement: Statement | string,
  values?: ReadonlyArray<unknown>,
) => Effect.Effect<ReadonlyArray<TextRow>, SqlFailure>

/** Runs one statement of a transaction. */
export type Send = (statement: Statement | string, values: ReadonlyArray<unknown>) => Promise<ReadonlyArray<TextRow>>

export interface Connections {
  /** Runs each statement on any connection, in its own transaction. */
  readonly query: Query
  /** Runs several statements in one transaction. Together they may take the time of one statement. */
  readonly transaction: <A>(work: (send: Send) => Promise<A>) => Effect.Effect<A, SqlFailure>
  /** Runs several statements on one connection. After a failure or an interruption the connection is closed. */
  readonly session: <A, E>(work: (query: Query) => Effect.Effect<A, E>) => Effect.Effect<A, E | SqlFailure>
}

/** Overrides the type parsers of the pool: a pool from the caller may have other parsers. */
const asText = { getTypeParser: () => (text: string) => text }

const ignore = () => {}

/** A connection checked out of the pool. It is returned once: later calls of `giveBack` do nothing. */
class Checkout {
  readonly client: ClientLike
  #isReturned = false

  constructor(client: ClientLike) {
    this.client = client
    // A client that connected before the caller passed the pool has no error listener, and would end the process.
    client.on("error", ignore)
  }

  giveBack(isReusable: boolean): void {
    if (this.#isReturned) return
    this.#isReturned = true
    if (isReusable) this.client.removeListener("error", ignore)
    this.client.release(!isReusable)
  }
}

const send = async (
  { client }: Checkout,
  statement: Statement | string,
  values: ReadonlyArray<unknown>,
  isPrepared: boolean,
) => {
  const { name, text } = typeof statement === "string" ? { name: undefined, text: statement } : statement
  const prepared = name !== undefined && isPrepared ? { name } : {}
  const { rows } = await client.query({ ...prepared, text, values: [...values], rowMode: "array", types: asText })
  return rows as ReadonlyArray<TextRow>
}

/**
 * Works with one connection of the pool. After a time-out or an interruption the connection is closed, and the caller
 * gets `ETIMEDOUT`. The time is real and not a `Clock`'s, because it limits the wait for a network.
 */
const withConnection = async <A>(
  pool: PoolLike,
  timeout: number,
  signal: AbortSignal,
  work: (checkout: Checkout) => Promise<A>,
): Promise<A> => {
  let rejectTimeout: (reason: SqlFailure) => void = () => {}
  const timedOut = new Promise<never>((_, reject) => {
    rejectTimeout = reject
  })
  let checkout: Checkout | undefined
  let isTimedOut = false
  const abort = () => {
    isTimedOut = true
    checkout?.giveBack(false)
    rejectTimeout(new SqlFailure({ sqlState: null, system: "ETIMEDOUT" }))
  }
  const run = async () => {
    const current = new Checkout(await pool.connect())
    if (isTimedOut) current.giveBack(true)
    if (isTimedOut) return await timedOut
    checkout = current
    try {
      const result = await work(current)
      current.giveBack(true)
      return result
    } catch (error) {
      current.giveBack(isConnectionReusable(failureOf(error)))
      throw error
    }
  }
  const timer = setTimeout(abort, timeout)
  signal.addEventListener("abort", abort, { once: true })
  try {
    return await Promise.race([run(), timedOut])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener("abort", abort)
  }
}

const toFailure = (error: unknown) => (error instanceof SqlFailure ? error : failureOf(error))

/**
 * Runs statements over a pool. `timeout`, in milliseconds, limits one statement, including the wait for a connection.
 */
export const connections = (pool: PoolLike, timeout: number, isPrepared: boolean): Connections => ({
  query: (statement, values = []) =>
    Effect.tryPromise({
      try: (signal) =>
        withConnection(pool, timeout, signal, (checkout) => send(checkout, statement, values, isPrepared)),
      catch: toFailure,
    }),
  transaction: (work) =>
    Effect.tryPromise({
      try: (signal) =>
        withConnection(pool, timeout, signal, async (checkout) => {
          await send(checkout, "BEGIN", [], false)
          try {
            const result = await work((statement, values) => send(checkout, statement, values, isPrepared))
            await send(checkout, "COMMIT", [], false)
            return result
          } catch (error) {
            // If ROLLBACK fails too, its error replaces this one, and decides whether the connection is closed.
            await send(checkout, "ROLLBACK", [], false)
            throw error
          }
        }),
      catch: toFailure,
    }),
  session: (work) =>
    Effect.acquireUseRelease(
      Effect.tryPromise({ try: async () => new Checkout(await pool.connect()), catch: toFailure }),
      (checkout) =>
        work((statement, values = []) =>
          Effect.tryPromise({ try: () => send(checkout, statement, values, false), catch: toFailure }),
        ),
      (checkout, exit) => Effect.sync(() => checkout.giveBack(Exit.isSuccess(exit))),
    ),
})

import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { failureOf, isConnectionSound, SqlFailure } from "./sql-failure.ts"
import type { Statement } from "./statements.ts"

/** The values of one row, in the order of its columns, each as the text that PostgreSQL wrote. */
export type TextRow = ReadonlyArray<string | null>

interface QueryLike {
  readonly text: string
  readonly values: Array<unknown>
  readonly rowMode: "array"
  readonly types: { readonly getTypeParser: () => (text: string) => string }
  readonly name?: string
}

/** What is needed of a client of a `Pool` of `pg`. */
export interface ClientLike {
  on(event: "error", listener: (error: Error) => void): unknown
  removeListener(event: "error", listener: (error: Error) => void): unknown
  query(query: QueryLike): Promise<{ readonly rows: Array<unknown> }>
  release(destroy?: boolean): void
}

/** What is needed of a `Pool` of `pg`. */
export interface PoolLike {
  connect(): Promise<ClientLike>
  on(event: "error", listener: (error: Error) => void): unknown
  on(event: "connect", listener: (client: ClientLike) => void): unknown
  removeListener(event: "error", listener: (error: Error) => void): unknown
  removeListener(event: "connect", listener: (client: ClientLike) => void): unknown
}

/** Runs a statement. */
export type Query = (
  statement: Statement | string,
  values?: ReadonlyArray<unknown>,
) => Effect.Effect<ReadonlyArray<TextRow>, SqlFailure>

/** Runs a statement of a transaction. */
export type Send = (statement: Statement | string, values: ReadonlyArray<unknown>) => Promise<ReadonlyArray<TextRow>>

export interface Connections {
  /** Each statement on any connection, as a transaction of its own. */
  readonly query: Query
  /** Several statements in one transaction, within the time of one. */
  readonly transaction: <A>(work: (send: Send) => Promise<A>) => Effect.Effect<A, SqlFailure>
  /** Several statements on one connection. When this fails, or is interrupted, the connection is cut. */
  readonly session: <A, E>(work: (query: Query) => Effect.Effect<A, E>) => Effect.Effect<A, E | SqlFailure>
}

/** Types are read here: a pool that is given may have parsers of its own. */
const asText = { getTypeParser: () => (text: string) => text }

const ignore = () => {}

/** A connection taken from the pool, to be given back once. */
class Taken {
  readonly client: ClientLike
  #isBack = false

  constructor(client: ClientLike) {
    this.client = client
    // One that was connected before the pool was given, and that breaks.
    client.on("error", ignore)
  }

  giveBack(isSound: boolean): void {
    if (this.#isBack) return
    this.#isBack = true
    if (isSound) this.client.removeListener("error", ignore)
    this.client.release(!isSound)
  }
}

const send = async (
  { client }: Taken,
  statement: Statement | string,
  values: ReadonlyArray<unknown>,
  isPrepared: boolean,
) => {
  const { name, text } = typeof statement === "string" ? { name: undefined, text: statement } : statement
  const named = name !== undefined && isPrepared ? { name } : {}
  const { rows } = await client.query({ ...named, text, values: [...values], rowMode: "array", types: asText })
  return rows as ReadonlyArray<TextRow>
}

/**
 * Takes a connection, and works with it until it is done, interrupted, or out of time: then the connection is cut, and
 * whoever waits is told. The time is real, not a `Clock`'s: it watches a wire.
 */
const withConnection = async <A>(
  pool: PoolLike,
  timeout: number,
  signal: AbortSignal,
  work: (taken: Taken) => Promise<A>,
): Promise<A> => {
  let reject: (reason: SqlFailure) => void = () => {}
  const overdue = new Promise<never>((_, refuse) => {
    reject = refuse
  })
  let taken: Taken | undefined
  let isOverdue = false
  const cut = () => {
    isOverdue = true
    taken?.giveBack(false)
    reject(new SqlFailure({ sqlState: null, system: "ETIMEDOUT" }))
  }
  const whole = async () => {
    const mine = new Taken(await pool.connect())
    if (isOverdue) mine.giveBack(true)
    if (isOverdue) return await overdue
    taken = mine
    try {
      const result = await work(mine)
      mine.giveBack(true)
      return result
    } catch (error) {
      mine.giveBack(isConnectionSound(failureOf(error)))
      throw error
    }
  }
  const timer = setTimeout(cut, timeout)
  signal.addEventListener("abort", cut, { once: true })
  try {
    return await Promise.race([whole(), overdue])
  } finally {
    clearTimeout(timer)
    signal.removeEventListener("abort", cut)
  }
}

const toFailure = (error: unknown) => (error instanceof SqlFailure ? error : failureOf(error))

/** Statements over a pool. `timeout`, in milliseconds, is for one statement, waiting for a connection included. */
export const connections = (pool: PoolLike, timeout: number, isPrepared: boolean): Connections => ({
  query: (statement, values = []) =>
    Effect.tryPromise({
      try: (signal) => withConnection(pool, timeout, signal, (taken) => send(taken, statement, values, isPrepared)),
      catch: toFailure,
    }),
  transaction: (work) =>
    Effect.tryPromise({
      try: (signal) =>
        withConnection(pool, timeout, signal, async (taken) => {
          await send(taken, "BEGIN", [], false)
          try {
            const result = await work((statement, values) => send(taken, statement, values, isPrepared))
            await send(taken, "COMMIT", [], false)
            return result
          } catch (error) {
            // A connection that cannot do even this is cut, for the reason it gives.
            await send(taken, "ROLLBACK", [], false)
            throw error
          }
        }),
      catch: toFailure,
    }),
  session: (work) =>
    Effect.acquireUseRelease(
      Effect.tryPromise({ try: async () => new Taken(await pool.connect()), catch: toFailure }),
      (taken) =>
        work((statement, values = []) =>
          Effect.tryPromise({ try: () => send(taken, statement, values, false), catch: toFailure }),
        ),
      (taken, exit) => Effect.sync(() => taken.giveBack(Exit.isSuccess(exit))),
    ),
})

import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { StorageDown } from "../../src/ports/storage.ts"

/** A statement that did not succeed. Of the driver's error only the code is kept: the rest may quote values. */
export class SqlFailure extends Data.TaggedError("SqlFailure")<{
  /** An SQLSTATE, or null when it was not the server that refused. */
  readonly sqlState: string | null
  /** Else a code of Node's, such as `ECONNREFUSED`. */
  readonly system?: string | undefined
}> {
  override get message(): string {
    return "PostgreSQL did not do what it was asked."
  }
}

/** The server refuses a statement, and would again: a wrong schema, a missing grant, a text it cannot hold. A defect. */
export class StatementRefused extends Data.TaggedError("StatementRefused")<{ readonly sqlState: string }> {
  override get message(): string {
    return `PostgreSQL refuses this statement, whenever it comes (${this.sqlState}).`
  }
}

const CODE = /^[A-Z0-9_]{1,40}$/

/** What is kept of any error. Only the server's errors have a severity: `EPIPE` looks like an SQLSTATE. */
export const failureOf = (error: unknown): SqlFailure => {
  const code = typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined
  if (typeof code !== "string" || !CODE.test(code)) return new SqlFailure({ sqlState: null })
  return Reflect.has(error as object, "severity")
    ? new SqlFailure({ sqlState: code })
    : new SqlFailure({ sqlState: null, system: code })
}

/**
 * Connection lost, transaction rolled back, out of resources, cancelled or shut down, disk or server broken; then: a
 * server that only reads, a lock not got in time, an idle or too long transaction, a password or a database that is
 * not there (it may be just being rotated or restored), and a prepared statement that a connection pooler lost, or kept
 * from somebody else.
 */
const PASSES = /^(08|40|53|57|58|XX)|^(25006|55P03|25P03|25P04|28000|28P01|26000|3D000|42P05)$/

/** Whether the connection may be used again. */
export const isConnectionSound = ({ sqlState }: SqlFailure): boolean =>
  sqlState !== null && !/^(08|57P|58|XX|25|26|42P05)/.test(sqlState)

/** For commands, where it is the operator's to put right, and no stack helps: a role that is not there, a missing right. */
export const refusedAsFailure = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E | StatementRefused> =>
  Effect.catchDefect(effect, (defect) =>
    defect instanceof StatementRefused ? Effect.fail(defect) : Effect.die(defect),
  )

const codeOf = ({ sqlState, system }: SqlFailure) => sqlState ?? system ?? "none"

/** What a caller of the port is told: that the storage is down; or a defect, where asking again is no use. */
export const down = (failure: SqlFailure): Effect.Effect<never, StorageDown> =>
  failure.sqlState !== null && !PASSES.test(failure.sqlState)
    ? Effect.die(new StatementRefused({ sqlState: failure.sqlState }))
    : Effect.andThen(
        Effect.annotateLogs(Effect.logWarning("PostgreSQL cannot answer."), { code: codeOf(failure) }),
        Effect.fail(new StorageDown()),
      )

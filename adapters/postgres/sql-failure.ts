import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { StorageDown } from "../../src/ports/storage.ts"

/** A statement failed. It carries only the code of the driver's error: the rest may quote values. */
export class SqlFailure extends Data.TaggedError("SqlFailure")<{
  /** An SQLSTATE, or null if the error did not come from the server. */
  readonly sqlState: string | null
  /** Otherwise a code of Node.js, such as `ECONNREFUSED`. */
  readonly system?: string | undefined
}> {
  override get message(): string {
    return "A statement failed in PostgreSQL, or on the way to it."
  }
}

/**
 * The server refuses a statement permanently: a wrong schema, a missing right, a text that it cannot store. It is a
 * defect.
 */
export class StatementRefused extends Data.TaggedError("StatementRefused")<{ readonly sqlState: string }> {
  override get message(): string {
    return `PostgreSQL refuses this statement permanently (${this.sqlState}).`
  }
}

const CODE = /^[A-Z0-9_]{1,40}$/

/** The failure for any error. Only errors of the server have a severity: `EPIPE` looks like an SQLSTATE. */
export const failureOf = (error: unknown): SqlFailure => {
  const code = typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined
  if (typeof code !== "string" || !CODE.test(code)) return new SqlFailure({ sqlState: null })
  return Reflect.has(error as object, "severity")
    ? new SqlFailure({ sqlState: code })
    : new SqlFailure({ sqlState: null, system: code })
}

/**
 * SQLSTATEs of temporary failures. The classes are: lost connection (08), rollback (40), insufficient resources (53),
 * cancellation and shutdown (57), disk errors (58), internal errors (XX). The single codes are: a read-only server, a
 * lock time-out, an idle or too long transaction, an invalid password or a missing database (during a rotation or a
 * restore), and a prepared statement that a connection pooler lost or left from another client.
 */
const TEMPORARY = /^(08|40|53|57|58|XX)|^(25006|55P03|25P03|25P04|28000|28P01|26000|3D000|42P05)$/

/** Whether the connection can be used again after the failure. */
export const isConnectionReusable = ({ sqlState }: SqlFailure): boolean =>
  sqlState !== null && !/^(08|57P|58|XX|25|26|42P05)/.test(sqlState)

/**
 * Turns the defect `StatementRefused` into a failure. Commands print it without a stack: the operator corrects the
 * cause, such as a missing role or right.
 */
export const refusalAsFailure = <A, E>(effect: Effect.Effect<A, E>): Effect.Effect<A, E | StatementRefused> =>
  Effect.catchDefect(effect, (defect) =>
    defect instanceof StatementRefused ? Effect.fail(defect) : Effect.die(defect),
  )

const codeOf = ({ sqlState, system }: SqlFailure) => sqlState ?? system ?? "none"

/** The failure as the port reports it: `StorageDown` if it is temporary, with its code in the log; else a defect. */
export const toStorageDown = (failure: SqlFailure): Effect.Effect<never, StorageDown> =>
  failure.sqlState !== null && !TEMPORARY.test(failure.sqlState)
    ? Effect.die(new StatementRefused({ sqlState: failure.sqlState }))
    : Effect.andThen(
        Effect.annotateLogs(Effect.logWarning("PostgreSQL is unavailable."), { code: codeOf(failure) }),
        Effect.fail(new StorageDown()),
      )

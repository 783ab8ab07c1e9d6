import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import { describe, expect, it } from "vitest"
import { StorageDown } from "../../src/ports/storage.ts"
import { reveals } from "../../src/testing/laws/compare.ts"
import { failureOf, isConnectionReusable, StatementRefused, toStorageDown } from "./sql-failure.ts"

const canary = "2 69 05 49 588 157"

/** An error as `pg` creates it: the message, the detail and other fields quote values. */
const serverError = (code: string) =>
  Object.assign(new Error(`duplicate key value ${canary}`), {
    code,
    severity: "ERROR",
    detail: `Key (key)=(${canary}) already exists.`,
    where: canary,
  })

const convert = (error: unknown) => {
  const logs: Array<unknown> = []
  const logger = Logger.layer([Logger.make((entry) => logs.push([entry.message, entry.fiber]))])
  const exit = Effect.runSync(Effect.exit(Effect.provide(toStorageDown(failureOf(error)), Layer.fresh(logger))))
  return { exit, logs: logs.length }
}

describe("a temporary failure becomes StorageDown and a log line", () => {
  it.each([
    ["08006", "a connection that failed"],
    ["40001", "a serialization failure"],
    ["40P01", "a deadlock"],
    ["53300", "too many connections"],
    ["53100", "a full disk"],
    ["57014", "a cancelled statement or a time-out"],
    ["57P01", "a session ended by an administrator"],
    ["57P03", "a server starting up"],
    ["58030", "a disk error"],
    ["XX001", "damaged data"],
    ["25006", "a read-only server"],
    ["25P03", "an idle transaction that timed out"],
    ["55P03", "a lock time-out"],
    ["28P01", "a refused password"],
    ["3D000", "a missing database"],
    ["26000", "a missing prepared statement"],
    ["42P05", "a duplicate prepared statement"],
  ])("%s: %s", (code) => {
    expect(convert(serverError(code))).toEqual({ exit: Exit.fail(new StorageDown()), logs: 1 })
  })

  it.each([
    ["a code of Node's", Object.assign(new Error(canary), { code: "ECONNREFUSED" })],
    ["a code of Node's that looks like an SQLSTATE", Object.assign(new Error(canary), { code: "EPIPE" })],
    ["no code", new Error("Connection terminated unexpectedly")],
    ["an invalid code", Object.assign(new Error(canary), { code: `${canary}\n` })],
    ["a value that is not an error", null],
  ])("%s", (_, error) => {
    expect(convert(error)).toEqual({ exit: Exit.fail(new StorageDown()), logs: 1 })
  })
})

describe("a permanent failure becomes a defect that contains only the code", () => {
  it.each([
    ["22P05", "a text that PostgreSQL cannot store"],
    ["23514", "a check violation"],
    ["25001", "a statement inside a transaction that forbids it"],
    ["42501", "a missing right"],
    ["42P01", "a missing table"],
    ["54000", "a key too long"],
    ["0A000", "an unsupported feature"],
  ])("%s: %s", (code) => {
    const { exit, logs } = convert(serverError(code))
    expect([exit, logs]).toEqual([Exit.die(new StatementRefused({ sqlState: code })), 0])
    expect(reveals(exit, [canary])).toBe(false)
  })
})

describe("a connection", () => {
  it.each([
    ["23505", true],
    ["40001", true],
    ["57014", true],
    ["53300", true],
    ["57P01", false],
    ["57P02", false],
    ["25P03", false],
    ["08006", false],
    ["XX000", false],
    ["26000", false],
    ["42P05", false],
    ["42P01", true],
  ])("can be used again after %s: %s", (code, expected) => {
    expect(isConnectionReusable(failureOf(serverError(code)))).toBe(expected)
  })

  it("cannot be used again after it broke", () => {
    expect(isConnectionReusable(failureOf(Object.assign(new Error(), { code: "ECONNRESET" })))).toBe(false)
  })
})

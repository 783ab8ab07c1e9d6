import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import { describe, expect, it } from "vitest"
import { StorageDown } from "../../src/ports/storage.ts"
import { shows } from "../../src/testing/port.laws.ts"
import { down, failureOf, isConnectionSound, StatementRefused } from "./sql-failure.ts"

const canary = "2 69 05 49 588 157"

/** As `pg` makes them: message, detail and more quote values. */
const serverError = (code: string) =>
  Object.assign(new Error(`duplicate key value ${canary}`), {
    code,
    severity: "ERROR",
    detail: `Key (key)=(${canary}) already exists.`,
    where: canary,
  })

const told = (error: unknown) => {
  const logs: Array<unknown> = []
  const logger = Logger.layer([Logger.make((entry) => logs.push([entry.message, entry.fiber]))])
  const exit = Effect.runSync(Effect.exit(Effect.provide(down(failureOf(error)), Layer.fresh(logger))))
  return { exit, logs: logs.length }
}

describe("what passes is told as StorageDown, and logged", () => {
  it.each([
    ["08006", "a connection that failed"],
    ["40001", "a transaction that could not be serialized"],
    ["40P01", "a deadlock"],
    ["53300", "too many connections"],
    ["53100", "a full disk"],
    ["57014", "a statement cancelled, or out of time"],
    ["57P01", "a session ended by an administrator"],
    ["57P03", "a server starting up"],
    ["58030", "a disk that fails"],
    ["XX001", "data damaged"],
    ["25006", "a server that only reads"],
    ["25P03", "an idle transaction out of time"],
    ["55P03", "a lock not got in time"],
    ["28P01", "a refused password"],
    ["3D000", "a database not there"],
    ["26000", "a prepared statement not there"],
    ["42P05", "a prepared statement already there"],
  ])("%s: %s", (code) => {
    expect(told(serverError(code))).toEqual({ exit: Exit.fail(new StorageDown()), logs: 1 })
  })

  it.each([
    ["a code of Node's", Object.assign(new Error(canary), { code: "ECONNREFUSED" })],
    ["a code of Node's that looks like an SQLSTATE", Object.assign(new Error(canary), { code: "EPIPE" })],
    ["no code", new Error("Connection terminated unexpectedly")],
    ["a code that is none", Object.assign(new Error(canary), { code: `${canary}\n` })],
    ["no error at all", null],
  ])("%s", (_, error) => {
    expect(told(error)).toEqual({ exit: Exit.fail(new StorageDown()), logs: 1 })
  })
})

describe("what would come again is a defect, with nothing but its code", () => {
  it.each([
    ["22P05", "a text that PostgreSQL cannot hold"],
    ["23514", "a row that breaks a check"],
    ["25001", "a statement out of place"],
    ["42501", "a missing right"],
    ["42P01", "a missing table"],
    ["54000", "a key too long"],
    ["0A000", "something not supported"],
  ])("%s: %s", (code) => {
    const { exit, logs } = told(serverError(code))
    expect([exit, logs]).toEqual([Exit.die(new StatementRefused({ sqlState: code })), 0])
    expect(shows(exit, [canary])).toBe(false)
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
  ])("after %s may be used again: %s", (code, expected) => {
    expect(isConnectionSound(failureOf(serverError(code)))).toBe(expected)
  })

  it("that broke may not", () => {
    expect(isConnectionSound(failureOf(Object.assign(new Error(), { code: "ECONNRESET" })))).toBe(false)
  })
})

import { execFile } from "node:child_process"
import { promisify } from "node:util"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as References from "effect/References"
import { Client, Pool } from "pg"
import { afterAll, describe, expect, it } from "vitest"
import { serverOrNull, type TestServer } from "../../test/postgres/server.ts"
import { type Connections, connections } from "./connections.ts"
import { applyMigrations, checkSchema, migrate } from "./migrate.ts"
import { migrations } from "./migrations/index.ts"
import { postgresStorage } from "./storage.ts"

const { runPromise, runPromiseExit } = Effect
const server = await serverOrNull()
const databases: Array<string> = []
const pools: Array<Pool> = []

/** Creates a database on the server for one test. */
const createDatabase = async () => {
  const { queryValue, url } = server as TestServer
  const name = `step_${databases.length}_${process.pid}`
  await queryValue(`CREATE DATABASE ${name}`)
  databases.push(name)
  const own = new URL(url)
  own.pathname = `/${name}`
  return own.href
}

const connectionsTo = (url: string): Connections => {
  const pool = new Pool({ connectionString: url })
  // The end of a pool does not wait for its clients, whose connections end when the database is dropped.
  pool.on("connect", (client) => client.on("error", () => {}))
  pools.push(pool)
  return connections(pool, 5_000, true)
}

afterAll(async () => {
  for (const pool of pools) await pool.end()
  for (const name of databases) await server?.queryValue(`DROP DATABASE ${name} WITH (FORCE)`)
  await server?.stop()
})

const firstStep = { name: "one", sql: "CREATE TABLE mon_compte.one (shard text PRIMARY KEY)" }
const secondStep = { name: "two", sql: "CREATE TABLE mon_compte.two (shard text PRIMARY KEY)" }
const failingStep = { name: "broken", sql: "CREATE TABLE mon_compte.three (shard text PRIMARY KEY); SELECT 1 / 0" }

const tablesOf = async ({ query }: Connections) =>
  (await runPromise(query("SELECT tablename FROM pg_tables WHERE schemaname = 'mon_compte' ORDER BY 1"))).map(
    ([name]) => name,
  )

describe.skipIf(server === null)("the migrator", () => {
  it("applies each step once, in order", async () => {
    const db = connectionsTo(await createDatabase())
    expect(await runPromise(applyMigrations(db, [firstStep]))).toEqual([{ id: 1, name: "one" }])
    expect(await runPromise(applyMigrations(db, [firstStep, secondStep]))).toEqual([{ id: 2, name: "two" }])
    expect(await runPromise(applyMigrations(db, [firstStep, secondStep]))).toEqual([])
    expect(await tablesOf(db)).toEqual(["one", "schema_lock", "schema_step", "two"])
  })

  it("leaves the schema unchanged when a step of the run fails", async () => {
    const db = connectionsTo(await createDatabase())
    await runPromise(applyMigrations(db, [firstStep]))
    const exit = await runPromiseExit(applyMigrations(db, [firstStep, secondStep, failingStep]))
    expect(exit).toMatchObject(Exit.fail({ _tag: "SqlFailure", sqlState: "22012" }))
    expect(await tablesOf(db)).toEqual(["one", "schema_lock", "schema_step"])
    expect(await runPromise(applyMigrations(db, [firstStep, secondStep]))).toEqual([{ id: 2, name: "two" }])
  })

  it("applies the steps once when 6 migrators run at once", async () => {
    const url = await createDatabase()
    const results = await Promise.all(Array.from({ length: 6 }, () => runPromise(migrate({ url }))))
    expect(results.filter((steps) => steps.length > 0)).toEqual([
      migrations.map(({ name }, index) => ({ id: index + 1, name })),
    ])
  })

  it("waits for another migrator no longer than the lock time-out", async () => {
    const url = await createDatabase()
    await runPromise(migrate({ url }))
    const client = new Client({ connectionString: url })
    await client.connect()
    await client.query("BEGIN; SELECT id FROM mon_compte.schema_lock FOR UPDATE")
    const waiting = Effect.provideService(migrate({ url, lockTimeout: 50 }), References.MinimumLogLevel, "None")
    const exit = await runPromiseExit(waiting)
    expect(exit).toMatchObject(Exit.fail({ _tag: "StorageDown" }))
    // The lock of a migrator ends with its connection.
    await client.end()
    expect(await runPromise(migrate({ url, lockTimeout: 50 }))).toEqual([])
  })

  it.each([
    ["no step where one is required", [], 1, { reason: "Older", found: 0, known: 0 }],
    ["one step where two are required", [firstStep, secondStep], 2, { reason: "Older", found: 1, known: 2 }],
    ["two steps where the code contains one", [firstStep], 1, { reason: "Newer", found: 2, known: 1 }],
    [
      "a step that was edited after it was applied",
      [{ ...firstStep, sql: `${firstStep.sql};` }],
      1,
      { reason: "Changed", found: 1, known: 1 },
    ],
  ])("refuses to start with %s", async (_, known, oldest, refusal) => {
    const db = connectionsTo(await createDatabase())
    const applied =
      { 0: [], 1: [firstStep], 2: [firstStep, secondStep] }[refusal.reason === "Changed" ? 1 : refusal.found] ?? []
    if (applied.length > 0) await runPromise(applyMigrations(db, applied))
    const exit = await runPromiseExit(checkSchema(db, known, oldest))
    expect(exit).toMatchObject(Exit.fail({ _tag: "SchemaMismatch", ...refusal }))
  })

  it.each([
    ["exactly the steps of the code", [firstStep, secondStep], 2],
    ["the oldest supported step", [firstStep, secondStep], 1],
  ])("accepts a schema with %s", async (_, known, oldest) => {
    const db = connectionsTo(await createDatabase())
    await runPromise(applyMigrations(db, known.slice(0, oldest)))
    expect(await runPromise(checkSchema(db, known, oldest))).toBe(undefined)
  })

  it("refuses to migrate if an earlier step is missing", async () => {
    const db = connectionsTo(await createDatabase())
    await runPromise(applyMigrations(db, [firstStep, secondStep]))
    await runPromise(db.query("DELETE FROM mon_compte.schema_step WHERE id = 1"))
    expect(await runPromiseExit(applyMigrations(db, [firstStep, secondStep]))).toMatchObject(
      Exit.fail({ _tag: "SchemaMismatch", reason: "Changed", found: 1 }),
    )
  })

  it("prevents a storage from starting on a server that is not migrated, without the option migrate", async () => {
    const url = await createDatabase()
    const start = (migrate?: boolean) => Effect.scoped(postgresStorage({ url, migrate }).service)
    expect(await runPromiseExit(start())).toMatchObject(
      Exit.fail({ _tag: "SchemaMismatch", reason: "Older", found: 0 }),
    )
    await runPromise(start(true))
    await runPromise(start())
  })

  it("runs as a command, which prints the steps, and reports a missing database or role", async () => {
    const url = await createDatabase()
    const run = (database: string, ...args: ReadonlyArray<string>) =>
      promisify(execFile)(process.execPath, ["adapters/postgres/migrate.cli.ts", ...args], {
        env: { ...process.env, DATABASE_URL: database },
      })
    expect((await run(url)).stdout).toBe("Applied 1: tables.\nApplied 2: dead-letters.\nApplied 3: journal-window.\n")
    expect((await run(url)).stdout).toBe("The schema is up to date.\n")
    const missing = new URL(url)
    missing.pathname = "/nowhere"
    await expect(run(missing.href)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("StorageDown: The storage cannot answer."),
    })
    await expect(run(url, "--app", "missing-role")).rejects.toMatchObject({
      code: 1,
      stderr: "StatementRefused: PostgreSQL refuses this statement permanently (42704).\n",
    })
  })
})

import { execFile } from "node:child_process"
import { promisify } from "node:util"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as References from "effect/References"
import { Client, Pool } from "pg"
import { afterAll, describe, expect, it } from "vitest"
import { type Leased, Storage, type StorageDown } from "../../src/ports/storage.ts"
import { serverOrNull, type TestServer } from "../../test/postgres/server.ts"
import { type Connections, connections } from "./connections.ts"
import { applyMigrations, checkSchema, migrate } from "./migrate.ts"
import { migrations } from "./migrations/index.ts"
import { postgresStorage } from "./storage.ts"

const { runPromise, runPromiseExit } = Effect
const server = await serverOrNull()
const databases: Array<string> = []
const pools: Array<Pool> = []

/** A database of its own for each test, on the same server. */
const database = async () => {
  const { ask, url } = server as TestServer
  const name = `step_${databases.length}_${process.pid}`
  await ask(`CREATE DATABASE ${name}`)
  databases.push(name)
  const own = new URL(url)
  own.pathname = `/${name}`
  return own.href
}

const over = (url: string): Connections => {
  const pool = new Pool({ connectionString: url })
  pools.push(pool)
  return connections(pool, 5_000, true)
}

afterAll(async () => {
  for (const pool of pools) await pool.end()
  for (const name of databases) await server?.ask(`DROP DATABASE ${name} WITH (FORCE)`)
  await server?.stop()
})

const one = { name: "one", sql: "CREATE TABLE mon_compte.one (shard text PRIMARY KEY)" }
const two = { name: "two", sql: "CREATE TABLE mon_compte.two (shard text PRIMARY KEY)" }
const broken = { name: "broken", sql: "CREATE TABLE mon_compte.three (shard text PRIMARY KEY); SELECT 1 / 0" }

const tablesOf = async ({ query }: Connections) =>
  (await runPromise(query("SELECT tablename FROM pg_tables WHERE schemaname = 'mon_compte' ORDER BY 1"))).map(
    ([name]) => name,
  )

describe.skipIf(server === null)("the schema", () => {
  it("is made step by step, each once", async () => {
    const db = over(await database())
    expect(await runPromise(applyMigrations(db, [one]))).toEqual([{ id: 1, name: "one" }])
    expect(await runPromise(applyMigrations(db, [one, two]))).toEqual([{ id: 2, name: "two" }])
    expect(await runPromise(applyMigrations(db, [one, two]))).toEqual([])
    expect(await tablesOf(db)).toEqual(["one", "schema_lock", "schema_step", "two"])
  })

  it("is left as it was by a step that fails, and by those of the same run", async () => {
    const db = over(await database())
    await runPromise(applyMigrations(db, [one]))
    const exit = await runPromiseExit(applyMigrations(db, [one, two, broken]))
    expect(exit).toMatchObject(Exit.fail({ _tag: "SqlFailure", sqlState: "22012" }))
    expect(await tablesOf(db)).toEqual(["one", "schema_lock", "schema_step"])
    expect(await runPromise(applyMigrations(db, [one, two]))).toEqual([{ id: 2, name: "two" }])
  })

  it("is made once by 6 migrators at once", async () => {
    const url = await database()
    const done = await Promise.all(Array.from({ length: 6 }, () => runPromise(migrate({ url }))))
    expect(done.filter((steps) => steps.length > 0)).toEqual([migrations.map(({ name }, at) => ({ id: at + 1, name }))])
  })

  it("is not waited for longer than the lock time-out", async () => {
    const url = await database()
    await runPromise(migrate({ url }))
    const other = new Client({ connectionString: url })
    await other.connect()
    await other.query("BEGIN; SELECT id FROM mon_compte.schema_lock FOR UPDATE")
    const waiting = Effect.provideService(migrate({ url, lockTimeout: 50 }), References.MinimumLogLevel, "None")
    const exit = await runPromiseExit(waiting)
    expect(exit).toMatchObject(Exit.fail({ _tag: "StorageDown" }))
    // A migrator that dies holds nothing.
    await other.end()
    expect(await runPromise(migrate({ url, lockTimeout: 50 }))).toEqual([])
  })

  it.each([
    ["no step at all, where one is needed", [], 1, { reason: "Older", found: 0, known: 0 }],
    ["one step, where two are needed", [one, two], 2, { reason: "Older", found: 1, known: 2 }],
    ["two steps, where one is known", [one], 1, { reason: "Newer", found: 2, known: 1 }],
    ["a step that was edited since", [{ ...one, sql: `${one.sql};` }], 1, { reason: "Changed", found: 1, known: 1 }],
  ])("is refused with %s", async (_, known, oldest, refusal) => {
    const db = over(await database())
    const isThere = { 0: [], 1: [one], 2: [one, two] }[refusal.reason === "Changed" ? 1 : refusal.found] ?? []
    if (isThere.length > 0) await runPromise(applyMigrations(db, isThere))
    const exit = await runPromiseExit(checkSchema(db, known, oldest))
    expect(exit).toMatchObject(Exit.fail({ _tag: "SchemaUnfit", ...refusal }))
  })

  it.each([
    ["exactly the steps known", [one, two], 2],
    ["the oldest step that will do", [one, two], 1],
  ])("is fit with %s", async (_, known, oldest) => {
    const db = over(await database())
    await runPromise(applyMigrations(db, known.slice(0, oldest)))
    expect(await runPromise(checkSchema(db, known, oldest))).toBe(undefined)
  })

  it("is refused to be migrated where a step is missing between others", async () => {
    const db = over(await database())
    await runPromise(applyMigrations(db, [one, two]))
    await runPromise(db.query("DELETE FROM mon_compte.schema_step WHERE id = 1"))
    expect(await runPromiseExit(applyMigrations(db, [one, two]))).toMatchObject(
      Exit.fail({ _tag: "SchemaUnfit", reason: "Changed", found: 1 }),
    )
  })

  it("stops a storage from starting on a server that was not migrated, unless told to migrate", async () => {
    const url = await database()
    const start = (migrate?: boolean) => Effect.scoped(postgresStorage({ url, migrate }).service)
    expect(await runPromiseExit(start())).toMatchObject(Exit.fail({ _tag: "SchemaUnfit", reason: "Older", found: 0 }))
    await runPromise(start(true))
    await runPromise(start())
  })

  it("is migrated by a command, which gives roles their rights", async () => {
    const url = await database()
    const run = (database: string, ...args: ReadonlyArray<string>) =>
      promisify(execFile)(process.execPath, ["adapters/postgres/migrate.cli.ts", ...args], {
        env: { ...process.env, DATABASE_URL: database },
      })
    expect((await run(url)).stdout).toBe("Applied 1: tables.\nApplied 2: dead-messages.\n")
    expect((await run(url)).stdout).toBe("The schema is up to date.\n")
    const away = new URL(url)
    away.pathname = "/nowhere"
    await expect(run(away.href)).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining("StorageDown: The storage cannot answer."),
    })
    await expect(run(url, "--app", "nobody-made-it")).rejects.toMatchObject({
      code: 1,
      stderr: "StatementRefused: PostgreSQL refuses this statement, whenever it comes (42704).\n",
    })
  })
})

const change = { aggregate: "account/1", expectedVersion: 0, state: { _tag: "S" }, events: [], secret: null } as const
const rest = { at: 0, guards: [], claims: [{ key: "nir/1", owner: "account/1" }], answer: { _tag: "A" } } as const
const messages = [{ id: "m", dueAt: 0, body: { _tag: "M" } }]

describe.skipIf(server === null)("roles", async () => {
  const url = server === null ? "" : await database()
  const [app, read] = [`app_${process.pid}`, `read "${process.pid}`]
  const as = async (role: string, sql: string) => {
    const client = new Client({ connectionString: url })
    await client.connect()
    try {
      await client.query(`SET ROLE "${role.replaceAll('"', '""')}"`)
      return await client.query(sql)
    } finally {
      await client.end()
    }
  }

  it("let the application do all that the storage does", async () => {
    await server?.ask(`CREATE ROLE ${app} LOGIN PASSWORD 'app'; CREATE ROLE "read ""${process.pid}"`)
    await promisify(execFile)(process.execPath, ["adapters/postgres/migrate.cli.ts", "--app", app, "--read", read], {
      env: { ...process.env, DATABASE_URL: url },
    })
    const own = new URL(url)
    own.username = app
    own.password = "app"
    const work = Effect.gen(function* () {
      const storage = yield* Storage
      const guards = [{ aggregate: "household/1", version: 0 }] as const
      const first = yield* storage.commit({ commandId: "c1", changes: [change], messages, ...rest, guards })
      const next = { ...change, expectedVersion: 1 }
      const third = { ...change, aggregate: "account/3", expectedVersion: 0 } as const
      const released = { key: "nir/3", owner: "account/3" } as const
      yield* storage.commit({ commandId: "c3", changes: [third], messages: [], ...rest, claims: [released] })
      const last = { ...third, expectedVersion: 1 }
      yield* storage.commit({
        commandId: "c4",
        changes: [last],
        messages: [],
        ...rest,
        claims: [],
        releases: [released],
      })
      const second = yield* storage.commit({ commandId: "c2", changes: [next], messages: [], ...rest })
      const took = (work: (leased: Leased) => Effect.Effect<unknown, StorageDown>) =>
        Effect.flatMap(storage.lease({ limit: 1, lasts: 10_000 }), (all) => Effect.forEach(all, work))
      yield* took((leased) => Effect.andThen(storage.renew(leased, 10_000), storage.postpone(leased, 0)))
      yield* took((leased) => storage.release(leased))
      yield* took((leased) => Effect.andThen(storage.deadLetter(leased), storage.listDeadLetters(9)))
      yield* Effect.andThen(storage.requeue("m"), storage.acknowledge("m"))
      return [
        first._tag,
        second._tag,
        yield* storage.find("nir/3", "nir/1"),
        (yield* storage.journal("account/1")).length,
      ]
    })
    expect(await runPromise(Effect.provide(work, postgresStorage({ url: own.href }).layer))).toEqual([
      "Committed",
      "Committed",
      "account/1",
      0,
    ])
  })

  it.each([
    "UPDATE mon_compte.journal SET events = '[]'",
    "DELETE FROM mon_compte.journal",
    "DELETE FROM mon_compte.aggregate",
    "UPDATE mon_compte.aggregate SET aggregate = 'account/2'",
    "UPDATE mon_compte.claim SET owner = 'account/2'",
    "DELETE FROM mon_compte.outbox",
    "UPDATE mon_compte.outbox SET id = 'other'",
    "UPDATE mon_compte.schema_step SET checksum = ''",
    "CREATE TABLE mon_compte.more (shard text)",
  ])("keep the application from %s", async (sql) => {
    await expect(as(app, sql)).rejects.toMatchObject({ code: "42501" })
  })

  it.each([
    "SELECT shard, aggregate, version, state FROM mon_compte.aggregate",
    "SELECT * FROM mon_compte.journal",
    "SELECT owner FROM mon_compte.claim",
    "SELECT id, due_at, attempt, done_at FROM mon_compte.outbox",
  ])("let a reader %s", async (sql) => {
    expect((await as(read, sql)).rowCount).toBeGreaterThan(0)
  })

  it.each([
    "SELECT secret FROM mon_compte.aggregate",
    "SELECT * FROM mon_compte.aggregate",
    "SELECT key FROM mon_compte.claim",
    "SELECT shard FROM mon_compte.claim",
    "SELECT body FROM mon_compte.outbox",
    "UPDATE mon_compte.aggregate SET version = 9",
    "INSERT INTO mon_compte.claim (shard, key, owner) VALUES ('', '', '')",
  ])("keep a reader from %s", async (sql) => {
    await expect(as(read, sql)).rejects.toMatchObject({ code: "42501" })
  })

  it("are dropped", async () => {
    for (const role of [app, read]) {
      const quoted = `"${role.replaceAll('"', '""')}"`
      const client = new Client({ connectionString: url })
      await client.connect()
      await client.query(`DROP OWNED BY ${quoted}; DROP ROLE ${quoted}`)
      await client.end()
    }
  })
})

import { execFile } from "node:child_process"
import { promisify } from "node:util"
import * as Effect from "effect/Effect"
import { Client } from "pg"
import { afterAll, describe, expect, it } from "vitest"
import { type Leased, Storage, type StorageDown } from "../../src/ports/storage.ts"
import { serverOrNull } from "../../test/postgres/server.ts"
import { postgresStorage } from "./storage.ts"

const server = await serverOrNull()
const { url } = server ?? { url: "" }

afterAll(async () => {
  await server?.stop()
})

const change = { aggregate: "account/1", expectedVersion: 0, state: { _tag: "S" }, events: [], secret: null } as const
const rest = { at: 0, guards: [], claims: [{ key: "nir/1", owner: "account/1" }], answer: { _tag: "A" } } as const
const messages = [{ id: "m", dueAt: 0, body: { _tag: "M" } }]

describe.skipIf(server === null)("the roles", () => {
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

  it("allow the application everything that the storage does", async () => {
    await server?.queryValue(`CREATE ROLE ${app} LOGIN PASSWORD 'app'; CREATE ROLE "read ""${process.pid}"`)
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
      const leaseAnd = (work: (leased: Leased) => Effect.Effect<unknown, StorageDown>) =>
        Effect.flatMap(storage.lease({ limit: 1, lasts: 10_000 }), (leased) => Effect.forEach(leased, work))
      yield* leaseAnd((leased) => Effect.andThen(storage.renew(leased, 10_000), storage.postpone(leased, 0)))
      yield* leaseAnd((leased) => storage.release(leased))
      yield* leaseAnd((leased) => Effect.andThen(storage.deadLetter(leased), storage.listDeadLetters(9)))
      yield* Effect.andThen(storage.requeue("m"), storage.acknowledge("m"))
      return [
        first._tag,
        second._tag,
        yield* storage.find("nir/3", "nir/1"),
        (yield* storage.journal("account/1")).length,
      ]
    })
    expect(await Effect.runPromise(Effect.provide(work, postgresStorage({ url: own.href }).layer))).toEqual([
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
  ])("refuse the application %s", async (sql) => {
    await expect(as(app, sql)).rejects.toMatchObject({ code: "42501" })
  })

  it.each([
    "SELECT shard, aggregate, version, state FROM mon_compte.aggregate",
    "SELECT * FROM mon_compte.journal",
    "SELECT owner FROM mon_compte.claim",
    "SELECT id, due_at, attempt, done_at FROM mon_compte.outbox",
  ])("allow a reader %s", async (sql) => {
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
  ])("refuse a reader %s", async (sql) => {
    await expect(as(read, sql)).rejects.toMatchObject({ code: "42501" })
  })

  it("can be dropped", async () => {
    for (const role of [app, read]) {
      const quoted = `"${role.replaceAll('"', '""')}"`
      const client = new Client({ connectionString: url })
      await client.connect()
      await client.query(`DROP OWNED BY ${quoted}; DROP ROLE ${quoted}`)
      await client.end()
    }
  })
})

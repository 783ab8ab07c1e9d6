import { randomUUID } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { Client, Pool } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { countTo, quietExit, quietly, withStorage } from "../../test/postgres/counting.ts"
import { serverOrNull, type TestServer } from "../../test/postgres/server.ts"
import { proxyOf } from "../../test/postgres/wire.ts"
import { migrate } from "./migrate.ts"
import { postgresStorage } from "./storage.ts"

const server = await serverOrNull()
const { url } = server ?? { url: "" }
const ask = (sql: string) => (server as TestServer).ask(sql)

beforeAll(async () => {
  if (server !== null) await quietly(migrate({ url }))
})

afterAll(async () => {
  await server?.stop()
})

const one = () => countTo(`account/${randomUUID()}`, 0, "c")
const DOWN = Exit.fail({ _tag: "StorageDown" })

describe.skipIf(server === null)("StorageDown", () => {
  it("is told when a commit's answer was lost, and the commit is found to be kept", async () => {
    const proxy = await proxyOf(url)
    await withStorage({ url: proxy.url }, async (storage) => {
      const commit = one()
      proxy.set("CutAfter")
      expect(await quietExit(storage.commit(commit))).toMatchObject(DOWN)
      const before = await quietly(storage.load([commit.changes[0].aggregate], "c"))
      // The answer was cut as soon as it came: the server had committed.
      expect(before.answer).toEqual(commit.answer)
      expect(await quietly(storage.commit(commit))).toEqual({ _tag: "AlreadyApplied", answer: commit.answer })
    })
    await proxy.close()
  })

  it("is told in time when a server falls silent, and the next call takes another connection", async () => {
    const proxy = await proxyOf(url)
    await withStorage({ url: proxy.url, timeout: 500, connections: 1 }, async (storage) => {
      proxy.set("Silent")
      expect(await quietExit(storage.commit(one()))).toMatchObject(DOWN)
      expect(await quietly(storage.commit(one()))).toEqual({ _tag: "Committed" })
    })
    await proxy.close()
  })

  it("is told when a lock is not got in time, or no connection is free; nothing was written", async () => {
    const commit = one()
    const id = commit.changes[0].aggregate
    const next = countTo(id, 1, "next")
    const blocker = new Client({ connectionString: url })
    await blocker.connect()
    await withStorage({ url, timeout: 500, connections: 1 }, async (storage) => {
      await quietly(storage.commit(commit))
      await blocker.query(`BEGIN; SELECT version FROM mon_compte.aggregate WHERE aggregate = '${id}' FOR UPDATE`)
      const exits = await Promise.all([quietExit(storage.commit(next)), quietExit(storage.load([id]))])
      expect(exits).toMatchObject([DOWN, DOWN])
      await blocker.query("ROLLBACK")
      expect((await quietly(storage.load([id], "next"))).answer).toBe(null)
      expect(await quietly(storage.commit(next))).toEqual({ _tag: "Committed" })
    })
    await blocker.end()
  })

  it("is told by a server that only reads, which goes on answering what it can", async () => {
    await ask(
      "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$",
    )
    await withStorage({ url }, async (storage) => {
      expect(await quietExit(storage.commit(one()))).toMatchObject(DOWN)
      expect(await quietly(storage.find("nir/nobody"))).toBe(null)
    })
    await ask(
      "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET default_transaction_read_only', current_database()); END $$",
    )
  })

  it("is told, and not more, when nobody listens at the URL", async () => {
    const exit = await quietExit(Effect.scoped(postgresStorage({ url: "postgres://ada:canary@127.0.0.1:1/x" }).service))
    expect(exit).toMatchObject(DOWN)
    expect(JSON.stringify(exit)).not.toContain("canary")
  })
})

describe.skipIf(server === null)("a pool that is given", () => {
  it("is used whatever its parsers, and left open", async () => {
    const types = { getTypeParser: () => () => "parsed" }
    const pool = new Pool({ connectionString: url, types })
    await withStorage({ pool, prepared: false }, async (storage) => {
      const commit = one()
      await quietly(storage.commit(commit))
      const { rows } = await quietly(storage.load([commit.changes[0].aggregate]))
      expect(rows).toMatchObject([{ version: 1, state: { _tag: "Count", is: 1 } }])
    })
    expect((await pool.query("SELECT 1")).rowCount).toBe(1)
    expect(pool.listenerCount("error")).toBe(0)
    await pool.end()
  })

  it("keeps its connections when a command is interrupted, but for the one that was at work", async () => {
    const pool = new Pool({ connectionString: url, max: 1 })
    await withStorage({ pool }, async (storage) => {
      const commit = one()
      await quietExit(Effect.timeout(storage.commit(commit), 0))
      expect(await quietly(storage.find("nir/nobody"))).toBe(null)
    })
    await pool.end()
  })
})

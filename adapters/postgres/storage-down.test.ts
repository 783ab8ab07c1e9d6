import { randomUUID } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { Client, Pool } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { countingCommit, exitQuietly, runQuietly, withStorage } from "../../test/postgres/counting.ts"
import { startFaultyProxy } from "../../test/postgres/faulty-proxy.ts"
import { serverOrNull, type TestServer } from "../../test/postgres/server.ts"
import { migrate } from "./migrate.ts"
import { postgresStorage } from "./storage.ts"

const server = await serverOrNull()
const { url } = server ?? { url: "" }
const queryValue = (sql: string) => (server as TestServer).queryValue(sql)

beforeAll(async () => {
  if (server !== null) await runQuietly(migrate({ url }))
})

afterAll(async () => {
  await server?.stop()
})

const newCommit = () => countingCommit(`account/${randomUUID()}`, 0, "c")
/** Counts the sessions of the storage that wait for a lock. */
const COUNT_WAITING = `SELECT count(*)::int FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'mon-compte' AND wait_event_type = 'Lock'`
const DOWN = Exit.fail({ _tag: "StorageDown" })

describe.skipIf(server === null)("the storage fails with StorageDown", () => {
  it("when the answer of a commit is lost, and finds the commit by its id afterwards", async () => {
    const proxy = await startFaultyProxy(url)
    await withStorage({ url: proxy.url }, async (storage) => {
      const commit = newCommit()
      proxy.inject("CutAfter")
      expect(await exitQuietly(storage.commit(commit))).toMatchObject(DOWN)
      const loaded = await runQuietly(storage.load([commit.changes[0].aggregate], "c"))
      // The proxy cuts the connection when the answer arrives, so the server has committed.
      expect(loaded.answer).toEqual(commit.answer)
      expect(await runQuietly(storage.commit(commit))).toEqual({ _tag: "AlreadyApplied", answer: commit.answer })
    })
    await proxy.close()
  })

  it("in time when a server stops answering, and uses another connection for the next call", async () => {
    const proxy = await startFaultyProxy(url)
    await withStorage({ url: proxy.url, timeout: 500, connections: 1 }, async (storage) => {
      proxy.inject("Silent")
      expect(await exitQuietly(storage.commit(newCommit()))).toMatchObject(DOWN)
      expect(await runQuietly(storage.commit(newCommit()))).toEqual({ _tag: "Committed" })
    })
    await proxy.close()
  })

  it("when a lock or a connection is not free in time, and writes nothing", async () => {
    const commit = newCommit()
    const id = commit.changes[0].aggregate
    const next = countingCommit(id, 1, "next")
    const blocker = new Client({ connectionString: url })
    await blocker.connect()
    await withStorage({ url, timeout: 500, connections: 1 }, async (storage) => {
      await runQuietly(storage.commit(commit))
      await blocker.query(`BEGIN; SELECT version FROM mon_compte.aggregate WHERE aggregate = '${id}' FOR UPDATE`)
      const exits = await Promise.all([exitQuietly(storage.commit(next)), exitQuietly(storage.load([id]))])
      expect(exits).toMatchObject([DOWN, DOWN])
      // The server starts its own time-out later than we do, so its statement may still wait.
      while ((await queryValue(COUNT_WAITING)) !== 0);
      await blocker.query("ROLLBACK")
      expect((await runQuietly(storage.load([id], "next"))).answer).toBe(null)
      expect(await runQuietly(storage.commit(next))).toEqual({ _tag: "Committed" })
    })
    await blocker.end()
  })

  it("for a commit on a read-only server, and still answers reads", async () => {
    await queryValue(
      "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$",
    )
    await withStorage({ url }, async (storage) => {
      expect(await exitQuietly(storage.commit(newCommit()))).toMatchObject(DOWN)
      expect(await runQuietly(storage.find("nir/unknown"))).toBe(null)
    })
    await queryValue(
      "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET default_transaction_read_only', current_database()); END $$",
    )
  })

  it("without any detail of the URL when no server listens there", async () => {
    const exit = await exitQuietly(
      Effect.scoped(postgresStorage({ url: "postgres://ada:canary@127.0.0.1:1/x" }).service),
    )
    expect(exit).toMatchObject(DOWN)
    expect(JSON.stringify(exit)).not.toContain("canary")
  })
})

describe.skipIf(server === null)("a pool from the caller", () => {
  it("works with any type parsers, and stays open", async () => {
    const types = { getTypeParser: () => () => "parsed" }
    const pool = new Pool({ connectionString: url, types })
    await withStorage({ pool, prepared: false }, async (storage) => {
      const commit = newCommit()
      await runQuietly(storage.commit(commit))
      const { rows } = await runQuietly(storage.load([commit.changes[0].aggregate]))
      expect(rows).toMatchObject([{ version: 1, state: { _tag: "Count", is: 1 } }])
    })
    expect((await pool.query("SELECT 1")).rowCount).toBe(1)
    expect(pool.listenerCount("error")).toBe(0)
    await pool.end()
  })

  it("loses only the busy connection when a command is interrupted", async () => {
    const pool = new Pool({ connectionString: url, max: 1 })
    await withStorage({ pool }, async (storage) => {
      const commit = newCommit()
      await exitQuietly(Effect.timeout(storage.commit(commit), 0))
      expect(await runQuietly(storage.find("nir/unknown"))).toBe(null)
    })
    await pool.end()
  })
})

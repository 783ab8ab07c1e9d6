import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as References from "effect/References"
import * as Result from "effect/Result"
import { Client, Pool } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { AggregateId, Commit, Storage } from "../../src/ports/storage.ts"
import { migrate } from "./migrate.ts"
import type { PostgresOptions } from "./options.ts"
import { serverOrNull, type TestServer } from "./server.model.ts"
import { postgresStorage } from "./storage.ts"
import { proxyOf } from "./wire.model.ts"

const server = await serverOrNull()
const { url } = server ?? { url: "" }
const ask = (sql: string) => (server as TestServer).ask(sql)
const quietly = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.runPromise(Effect.provideService(effect, References.MinimumLogLevel, "None"))
const quietExit = <A, E>(effect: Effect.Effect<A, E>) => quietly(Effect.exit(effect))

beforeAll(async () => {
  if (server !== null) await quietly(migrate({ url }))
})

afterAll(async () => {
  await server?.stop()
})

/** Everyday 3 crashes and 20 commits cut or so. `FAULTS=7`, in `npm run campaign`, makes it 20 and more; so does `LONG`. */
const LONG = Number(process.env["FAULTS"] ?? process.env["LONG"] ?? 1)

type Store = Storage["Service"]
const times = <A>(count: number, make: (index: number) => A) => Array.from({ length: count }, (_, index) => make(index))

/** Works on a storage that is closed afterwards. */
const withStorage = <A>(options: PostgresOptions, work: (storage: Store) => Promise<A>): Promise<A> =>
  quietly(
    Effect.scoped(Effect.flatMap(postgresStorage(options).service, (storage) => Effect.promise(() => work(storage)))),
  )

const countTo = (id: AggregateId, version: number, commandId: string): Commit => ({
  commandId,
  at: 0,
  changes: [
    {
      aggregate: id,
      expectedVersion: version,
      state: { _tag: "Count", is: version + 1 },
      events: [{ _tag: "Added", commandId }],
      secret: null,
    },
  ],
  guards: [],
  claims: [],
  messages: [{ id: `${id}/${commandId}`, dueAt: 9e15, body: { _tag: "M" } }],
  answer: { _tag: "Told", commandId },
})

/** What a service does: look the command up, decide, commit; and start over when that did not work. */
const persist = async (storage: Store, id: AggregateId, commandId: string): Promise<void> => {
  const attempt = Effect.gen(function* () {
    const { answer, rows } = yield* storage.load([id], commandId)
    if (answer !== null) return true
    const { _tag } = yield* storage.commit(countTo(id, rows[0]?.version ?? 0, commandId))
    return _tag !== "Conflict"
  })
  while (true) {
    const done = await quietly(Effect.result(attempt))
    if (Result.isSuccess(done) && done.success) return
    await sleep(Math.random() * 10)
  }
}

/** Every command once in the journal, in the outbox, and in the state; and the state is what the journal says. */
const expectOnce = async (id: AggregateId, commands: ReadonlyArray<string>) => {
  await withStorage({ url }, async (storage) => {
    const { rows } = await quietly(storage.load([id]))
    const journal = await quietly(storage.journal(id))
    expect(journal.map(({ commandId }) => String(commandId)).sort()).toEqual([...commands].sort())
    expect(rows).toMatchObject([{ version: commands.length, state: { is: journal.length } }])
  })
  const messages = await ask(`SELECT count(*)::int FROM mon_compte.outbox WHERE id LIKE '${id}/%'`)
  expect(messages).toBe(commands.length)
}

/** Some workers, each with commands of its own on one aggregate, while something goes wrong. */
const work = async (
  options: PostgresOptions,
  workers: number,
  each: number,
  trouble: (isOver: () => boolean) => Promise<void>,
) => {
  const id: AggregateId = `account/${randomUUID()}`
  const commands = times(workers, (worker) => times(each * LONG, (index) => `c${worker}.${index}`))
  await withStorage(options, async (storage) => {
    let isOver = false
    const troubled = trouble(() => isOver)
    await Promise.all(
      commands.map(async (mine) => {
        for (const command of mine) await persist(storage, id, command)
      }),
    )
    isOver = true
    await troubled
  })
  await expectOnce(id, commands.flat())
}

describe.skipIf(server === null)("after retries every command is kept exactly once", () => {
  it.skipIf(server?.crash === null)("when the server crashes", { timeout: 30_000 * LONG }, async () => {
    let crashes = 0
    await work({ url }, 4, 150, async (isOver) => {
      while (crashes < 3 * LONG) {
        await server?.crash?.()
        crashes += 1
        await sleep(60)
      }
      expect(isOver()).toBe(false)
    })
    if (LONG > 1) console.info(`${crashes} crashes`)
  })

  it("when sessions are ended in the middle of a commit", { timeout: 30_000 * LONG }, async () => {
    let ended = 0
    await work({ url }, 6, 25, async (isOver) => {
      while (!isOver()) {
        const one = await ask(`
          SELECT count(pg_terminate_backend(pid))::int FROM (
            SELECT pid FROM pg_stat_activity WHERE application_name = 'mon-compte' AND datname = current_database()
            ORDER BY (state = 'active') DESC LIMIT 1
          ) AS few`)
        ended += Number(one)
        await sleep(20)
      }
    })
    expect(ended).toBeGreaterThan(5)
    if (LONG > 1) console.info(`${ended} sessions ended`)
  })

  it("when the wire is cut before the server gets a commit, or before its answer comes", {
    timeout: 30_000 * LONG,
  }, async () => {
    const proxy = await proxyOf(url)
    await work({ url: proxy.url }, 4, 20, async (isOver) => {
      for (let index = 0; !isOver(); index += 1) {
        proxy.set(index % 2 === 0 ? "CutAfter" : "CutBefore")
        await sleep(4)
      }
    })
    expect(proxy.faults()).toBeGreaterThan(10)
    if (LONG > 1) console.info(`${proxy.faults()} commits cut`)
    await proxy.close()
  })
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
    await withStorage({ url: proxy.url, timeout: 150, connections: 1 }, async (storage) => {
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
    await withStorage({ url, timeout: 150, connections: 1 }, async (storage) => {
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

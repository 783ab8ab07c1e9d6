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

/** Everyday 3 crashes, 20 sessions ended, 20 commits cut, half of them after the server got it. `FAULTS=1` is 20, 2,000 and 1,000. */
const LONG = Number(process.env["FAULTS"] ?? Number(process.env["LONG"] ?? 0) / 7)
const faults = LONG > 0 ? { crashes: 20, ended: 2_000, cut: 1_000 } : { crashes: 3, ended: 20, cut: 20 }
const factor = Math.max(1, LONG)
const wanted = {
  crashes: Math.ceil(faults.crashes * factor),
  ended: Math.ceil(faults.ended * factor),
  cut: Math.ceil(faults.cut * factor),
}
const TIMEOUT = LONG > 0 ? 300_000 * factor : 30_000

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

/** Some workers, each with commands of its own on one aggregate, while something goes wrong, until it has gone wrong enough. */
const work = async (options: PostgresOptions, workers: number, trouble: () => Promise<void>) => {
  const id: AggregateId = `account/${randomUUID()}`
  let isOver = false
  const commands = await new Promise<ReadonlyArray<string>>((resolve, reject) => {
    withStorage(options, async (storage) => {
      const done: Array<string> = []
      const working = times(workers, async (worker) => {
        for (let index = 0; !isOver; index += 1) {
          const command = `c${worker}.${index}`
          await persist(storage, id, command)
          done.push(command)
        }
      })
      try {
        await trouble()
      } finally {
        isOver = true
        await Promise.all(working)
      }
      resolve(done)
    }).catch(reject)
  })
  expect(commands.length).toBeGreaterThan(workers)
  await expectOnce(id, commands)
  return commands.length
}

const tell = (count: number, what: string, commands: number) => {
  if (LONG > 0) console.info(`${count} ${what}, under ${commands} commands`)
}

describe.skipIf(server === null)("after retries every command is kept exactly once", () => {
  it.skipIf(server?.crash === null)("when the server crashes", { timeout: TIMEOUT }, async () => {
    let crashes = 0
    const commands = await work({ url }, 4, async () => {
      for (; crashes < wanted.crashes; crashes += 1) {
        await sleep(60)
        await server?.crash?.()
      }
    })
    tell(crashes, "crashes", commands)
  })

  it("when sessions are ended in the middle of a commit", { timeout: TIMEOUT }, async () => {
    let ended = 0
    const commands = await work({ url }, 6, async () => {
      while (ended < wanted.ended) {
        const some = await ask(`
          SELECT count(pg_terminate_backend(pid))::int FROM (
            SELECT pid FROM pg_stat_activity WHERE application_name = 'mon-compte' AND datname = current_database()
            ORDER BY (state = 'active') DESC LIMIT 2
          ) AS few`)
        ended += Number(some)
        await sleep(10)
      }
    })
    tell(ended, "sessions ended", commands)
  })

  it("when the wire is cut before the server gets a commit, or before its answer comes", {
    timeout: TIMEOUT,
  }, async () => {
    const proxy = await proxyOf(url)
    const commands = await work({ url: proxy.url }, 4, async () => {
      for (let index = 0; proxy.faults() < wanted.cut; index += 1) {
        proxy.set(index % 2 === 0 ? "CutAfter" : "CutBefore")
        await sleep(4)
      }
    })
    tell(proxy.faults(), "commits cut", commands)
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

import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { migrate } from "../../adapters/postgres/migrate.ts"
import { type Counted, countWhile, quietly, withStorage } from "./counting.ts"
import { serverOrNull, type TestServer } from "./server.ts"
import { proxyOf } from "./wire.ts"

const server = await serverOrNull()
const { url } = server ?? { url: "" }
const ask = (sql: string) => (server as TestServer).ask(sql)

beforeAll(async () => {
  if (server !== null) await quietly(migrate({ url }))
})

afterAll(async () => {
  await server?.stop()
})

/** Everyday a few of each; `FAULTS=1` is 20 crashes, 2,000 sessions ended, and 1,000 commits kept whose answer was cut off. */
const LONG = Number(process.env["FAULTS"] ?? Number(process.env["LONG"] ?? 0) / 50)
const faults = LONG > 0 ? { crashes: 20, ended: 2_000, cut: 1_000 } : { crashes: 3, ended: 20, cut: 10 }
const factor = Math.max(1, LONG)
const wanted = {
  crashes: Math.ceil(faults.crashes * factor),
  ended: Math.ceil(faults.ended * factor),
  cut: Math.ceil(faults.cut * factor),
}
const TIMEOUT = LONG > 0 ? 300_000 * factor : 30_000

/** Every command once in the journal, in the outbox, and in the state; and the state is what the journal says. */
const expectOnce = async ({ aggregate, commands }: Counted) => {
  await withStorage({ url }, async (storage) => {
    const { rows } = await quietly(storage.load([aggregate]))
    const journal = await quietly(storage.journal(aggregate))
    expect(journal.map(({ commandId }) => String(commandId)).sort()).toEqual([...commands].sort())
    expect(rows).toMatchObject([{ version: commands.length, state: { is: journal.length } }])
  })
  const messages = await ask(`SELECT count(*)::int FROM mon_compte.outbox WHERE id LIKE '${aggregate}/%'`)
  expect(messages).toBe(commands.length)
}

const tell = (what: string, { commands, keptUnanswered }: Counted) => {
  if (LONG > 0) {
    console.info(`${what}, under ${commands.length} commands; ${keptUnanswered} were kept whose worker was not told`)
  }
}

/** Ends what is at work at this moment, and says who that was: a process id may come twice, but not at the same time. */
const endActive = `
  SELECT coalesce(string_agg(pid || ' ' || backend_start, ',') FILTER (WHERE pg_terminate_backend(pid)), '') FROM (
    SELECT pid, backend_start FROM pg_stat_activity
    WHERE application_name = 'mon-compte' AND datname = current_database() AND state = 'active' LIMIT 2
  ) AS few`

describe.skipIf(server === null)("after retries every command is kept exactly once", () => {
  it.skipIf(server?.crash === null)("when the server crashes", { timeout: TIMEOUT }, async () => {
    let crashes = 0
    const counted = await countWhile({ url }, 4, async () => {
      for (; crashes < wanted.crashes; crashes += 1) {
        await sleep(60)
        await server?.crash?.()
      }
    })
    tell(`${crashes} crashes`, counted)
    expect(counted.commands.length).toBeGreaterThan(crashes)
    await expectOnce(counted)
  })

  it("when sessions are ended in the middle of a statement", { timeout: TIMEOUT }, async () => {
    const ended = new Set<string>()
    const counted = await countWhile({ url }, 6, async () => {
      while (ended.size < wanted.ended) {
        for (const session of String(await ask(endActive)).split(",")) if (session !== "") ended.add(session)
        await sleep(1)
      }
    })
    tell(`${ended.size} sessions ended, each at work`, counted)
    expect(ended.size).toBeGreaterThanOrEqual(wanted.ended)
    expect(counted.commands.length).toBeGreaterThan(wanted.ended / 10)
    await expectOnce(counted)
  })

  it("when the wire is cut before the server gets a commit, or before its answer comes", {
    timeout: TIMEOUT,
  }, async () => {
    const proxy = await proxyOf(url)
    const counted = await countWhile({ url: proxy.url }, 4, async (sofar) => {
      for (let index = 0; sofar.keptUnanswered < wanted.cut; index += 1) {
        proxy.set(index % 4 === 0 ? "CutBefore" : "CutAfter")
        await sleep(4)
      }
    })
    tell(`${proxy.faults()} wires cut at a commit`, counted)
    expect(counted.keptUnanswered).toBeGreaterThanOrEqual(wanted.cut)
    expect(proxy.faults()).toBeGreaterThan(counted.keptUnanswered)
    await expectOnce(counted)
    await proxy.close()
  })
})

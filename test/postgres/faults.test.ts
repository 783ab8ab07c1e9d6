import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { migrate } from "../../adapters/postgres/migrate.ts"
import { type CountingResult, countDuring, runQuietly, withStorage } from "./counting.ts"
import { startFaultyProxy } from "./faulty-proxy.ts"
import { serverOrNull, type TestServer } from "./server.ts"

const server = await serverOrNull()
const { url } = server ?? { url: "" }
const queryValue = (sql: string) => (server as TestServer).queryValue(sql)

beforeAll(async () => {
  if (server !== null) await runQuietly(migrate({ url }))
})

afterAll(async () => {
  await server?.stop()
})

/** By default a few faults. `FAULTS=1` injects 20 crashes, 2,000 ended sessions and 1,000 lost answers. */
const LONG = Number(process.env["FAULTS"] ?? Number(process.env["LONG"] ?? 0) / 50)
const baseFaults =
  LONG > 0
    ? { crashes: 20, endedSessions: 2_000, lostAnswers: 1_000 }
    : { crashes: 3, endedSessions: 20, lostAnswers: 10 }
const factor = Math.max(1, LONG)
const target = {
  crashes: Math.ceil(baseFaults.crashes * factor),
  endedSessions: Math.ceil(baseFaults.endedSessions * factor),
  lostAnswers: Math.ceil(baseFaults.lostAnswers * factor),
}
const TIMEOUT = LONG > 0 ? 300_000 * factor : 30_000

/** Expects every command once in the journal, in the outbox and in the state, and a state that matches the journal. */
const expectEachOnce = async ({ aggregate, commands }: CountingResult) => {
  await withStorage({ url }, async (storage) => {
    const { rows } = await runQuietly(storage.load([aggregate]))
    const journal = await runQuietly(storage.journal(aggregate))
    expect(journal.map(({ commandId }) => String(commandId)).sort()).toEqual([...commands].sort())
    expect(rows).toMatchObject([{ version: commands.length, state: { is: journal.length } }])
  })
  const messages = await queryValue(`SELECT count(*)::int FROM mon_compte.outbox WHERE id LIKE '${aggregate}/%'`)
  expect(messages).toBe(commands.length)
}

const report = (faults: string, { commands, unansweredCommits }: CountingResult) => {
  if (LONG > 0) {
    console.info(`${faults} during ${commands.length} commands; ${unansweredCommits} commits lost their answer`)
  }
}

/** Ends up to two active sessions, and lists them. The start time makes a reused process id unique. */
const endActiveSessions = `
  SELECT coalesce(string_agg(pid || ' ' || backend_start, ',') FILTER (WHERE pg_terminate_backend(pid)), '') FROM (
    SELECT pid, backend_start FROM pg_stat_activity
    WHERE application_name = 'mon-compte' AND datname = current_database() AND state = 'active' LIMIT 2
  ) AS few`

describe.skipIf(server === null)("every command is committed exactly once after retries", () => {
  it.skipIf(server?.crash === null)("when the server crashes", { timeout: TIMEOUT }, async () => {
    let crashes = 0
    const result = await countDuring({ url }, 4, async () => {
      for (; crashes < target.crashes; crashes += 1) {
        await sleep(60)
        await server?.crash?.()
      }
    })
    report(`${crashes} crashes`, result)
    expect(result.commands.length).toBeGreaterThan(crashes)
    await expectEachOnce(result)
  })

  it("when the server ends sessions in the middle of a statement", { timeout: TIMEOUT }, async () => {
    const ended = new Set<string>()
    const result = await countDuring({ url }, 6, async () => {
      while (ended.size < target.endedSessions) {
        const sessions = String(await queryValue(endActiveSessions)).split(",")
        for (const session of sessions) if (session !== "") ended.add(session)
        await sleep(1)
      }
    })
    report(`${ended.size} active sessions ended`, result)
    expect(ended.size).toBeGreaterThanOrEqual(target.endedSessions)
    expect(result.commands.length).toBeGreaterThan(target.endedSessions / 10)
    await expectEachOnce(result)
  })

  it("when the network fails before the server receives a commit, or before the answer arrives", {
    timeout: TIMEOUT,
  }, async () => {
    const proxy = await startFaultyProxy(url)
    const result = await countDuring({ url: proxy.url }, 4, async (current) => {
      for (let index = 0; current.unansweredCommits < target.lostAnswers; index += 1) {
        proxy.inject(index % 4 === 0 ? "CutBefore" : "CutAfter")
        await sleep(4)
      }
    })
    report(`${proxy.injectedFaults()} network failures at a commit`, result)
    expect(result.unansweredCommits).toBeGreaterThanOrEqual(target.lostAnswers)
    expect(proxy.injectedFaults()).toBeGreaterThan(result.unansweredCommits)
    await expectEachOnce(result)
    await proxy.close()
  })
})

import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { migrate } from "../../../adapters/postgres/migrate.ts"
import { serverOrNull, type TestServer } from "../server.ts"
import { bundleWorker, Campaign, type End } from "./driver.ts"
import { injectedFaults } from "./injected-faults.ts"

const server: TestServer | null = await serverOrNull()
const { url } = server ?? { url: "" }
const queryValue = (sql: string) => (server as TestServer).queryValue(sql)

/** By default 30 kills. `npm run campaign` kills 460 times, at every point, and injects faults that it must detect. */
const CAMPAIGN = process.env["KILLS"]
const KILLS = Number(CAMPAIGN ?? 30 * Number(process.env["LONG"] ?? 1))
const SEED = Number(process.env["SEED"] ?? 20_261_123)

/** Pseudo-random numbers from 0 to 1, the same in every run. */
const seededRandom = (seed: number) => {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

let worker: Awaited<ReturnType<typeof bundleWorker>>

beforeAll(async () => {
  if (server === null) return
  await Effect.runPromise(migrate({ url }))
  worker = await bundleWorker()
})

afterAll(async () => {
  await worker?.remove()
  await server?.stop()
})

/** The number of persons at the same time. */
const PEOPLE = 3

/** The longest time before a random kill, in milliseconds. */
const LONGEST_RUN = 150

/**
 * Kills workers until the target is reached: at the kill points in the order of the workload, unused points first, with
 * a random kill after every second one. When the workload ends, it starts again with new persons.
 */
const killWorkers = async (campaign: Campaign, target: number) => {
  const random = seededRandom(SEED)
  await campaign.begin(PEOPLE)
  await campaign.run(null)
  const points = [...campaign.points]
  // A worker with a fault may fail without a kill.
  if (campaign.violations.length > 0) return { kills: 0, points }
  const kills = () => [...campaign.kills.values()].reduce((sum, times) => sum + times, 0)
  // With fewer kills than points, the kills are spread over the whole workload.
  const stride = Math.max(1, Math.ceil((1.5 * points.length) / target))
  const ends = function* (): Generator<End> {
    for (let sweep = 0; ; sweep += 1) {
      const unused = points.filter((point, index) => !campaign.kills.has(point) && index % stride === 0)
      for (const [index, point] of (unused.length > 0 ? unused : points).entries()) {
        yield { point, passing: sweep === 0 ? 1 : 1 + Math.floor(random() * 2) }
        if (index % 2 === 1) yield { after: random() * LONGEST_RUN }
      }
    }
  }
  for (const end of ends()) {
    if (kills() >= target || campaign.violations.length > 0) break
    if (campaign.isOver()) await campaign.begin(PEOPLE)
    await campaign.run(end)
  }
  if (campaign.violations.length === 0 && !campaign.isOver()) await campaign.run(null)
  return { kills: kills(), points }
}

describe.skipIf(server === null)("a process that is killed without warning", () => {
  it(`loses no answered command, repeats no effect and leaves consistent data after ${KILLS} kills`, {
    timeout: 1_000 * KILLS + 60_000,
  }, async () => {
    const campaign = new Campaign(worker.file, url, queryValue)
    const { kills, points } = await killWorkers(campaign, KILLS)
    await campaign.close()
    console.info(`${kills} kills, ${campaign.kills.size - 1} of ${points.length} points, seed ${SEED}`)
    expect(campaign.violations).toEqual([])
    expect(kills).toBeGreaterThanOrEqual(KILLS)
    if (CAMPAIGN !== undefined) expect(campaign.kills.size - 1).toBeGreaterThan(0.95 * points.length)
  })
})

if (CAMPAIGN !== undefined) {
  describe.skipIf(server === null)("the campaign", () => {
    it.each(Object.keys(injectedFaults))("detects that %s", { timeout: 120_000 }, async (fault) => {
      const campaign = new Campaign(worker.file, url, queryValue, fault)
      const { kills } = await killWorkers(campaign, 220)
      await campaign.close()
      console.info(`detected after ${kills} kills: ${campaign.violations[0]}`)
      expect(campaign.violations).not.toEqual([])
    })
  })
}

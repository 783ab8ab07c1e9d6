import * as Effect from "effect/Effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { migrate } from "../../../adapters/postgres/migrate.ts"
import { serverOrNull, type TestServer } from "../server.ts"
import { bundleWorker, Campaign, type End } from "./pilot.ts"
import { plants } from "./plants.ts"

const server: TestServer | null = await serverOrNull()
const { url } = server ?? { url: "" }
const ask = (sql: string) => (server as TestServer).ask(sql)

/** Everyday it is some; `npm run campaign` kills 460 times, at every point there is, and sees that faults put in on purpose are found. */
const CAMPAIGN = process.env["KILLS"]
const KILLS = Number(CAMPAIGN ?? 30 * Number(process.env["LONG"] ?? 1))
const SEED = Number(process.env["SEED"] ?? 20_261_123)

/** Shares of one, the same in every run. */
const seeded = (seed: number) => {
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

/** How many live at the same time. */
const PEOPLE = 3

/** The longest that a life is let go on before a kill at random, in milliseconds. */
const LONGEST = 150

/**
 * Points in the order of a life, those first that nobody was killed at yet, and a kill at random after every second
 * one; until there were as many as wanted. When a life was lived to its end, others begin.
 */
const fly = async (campaign: Campaign, wanted: number) => {
  const random = seeded(SEED)
  await campaign.begin(PEOPLE)
  await campaign.run(null)
  const points = [...campaign.points]
  // A worker that is broken may not even come to its end.
  if (campaign.violations.length > 0) return { kills: 0, points }
  const kills = () => [...campaign.kills.values()].reduce((sum, times) => sum + times, 0)
  // Where there are fewer kills than points, they are spread over all of a life.
  const stride = Math.max(1, Math.ceil((1.5 * points.length) / wanted))
  const next = function* (): Generator<End> {
    for (let sweep = 0; ; sweep += 1) {
      const fresh = points.filter((point, index) => !campaign.kills.has(point) && index % stride === 0)
      for (const [index, point] of (fresh.length > 0 ? fresh : points).entries()) {
        yield { point, passing: sweep === 0 ? 1 : 1 + Math.floor(random() * 2) }
        if (index % 2 === 1) yield { after: random() * LONGEST }
      }
    }
  }
  for (const end of next()) {
    if (kills() >= wanted || campaign.violations.length > 0) break
    if (campaign.isOver()) await campaign.begin(PEOPLE)
    await campaign.run(end)
  }
  if (campaign.violations.length === 0 && !campaign.isOver()) await campaign.run(null)
  return { kills: kills(), points }
}

describe.skipIf(server === null)("a process that is killed with no warning", () => {
  it(`loses nothing that was answered, does nothing twice, and leaves all of a piece: ${KILLS} times`, {
    timeout: 1_000 * KILLS + 60_000,
  }, async () => {
    const campaign = new Campaign(worker.file, url, ask)
    const { kills, points } = await fly(campaign, KILLS)
    await campaign.close()
    console.info(`${kills} kills, ${campaign.kills.size - 1} of ${points.length} points, seed ${SEED}`)
    expect(campaign.violations).toEqual([])
    expect(kills).toBeGreaterThanOrEqual(KILLS)
    if (CAMPAIGN !== undefined) expect(campaign.kills.size - 1).toBeGreaterThan(0.95 * points.length)
  })
})

if (CAMPAIGN !== undefined) {
  describe.skipIf(server === null)("a fault put in on purpose is found", () => {
    it.each(Object.keys(plants))("%s", { timeout: 120_000 }, async (plant) => {
      const campaign = new Campaign(worker.file, url, ask, plant)
      const { kills } = await fly(campaign, 220)
      await campaign.close()
      console.info(`found after ${kills} kills: ${campaign.violations[0]}`)
      expect(campaign.violations).not.toEqual([])
    })
  })
}

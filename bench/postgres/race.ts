import { median } from "../measure.ts"

/** One implementation of the same work, on a server. */
export interface Contestant {
  readonly name: string
  /** Runs before each round, without being timed: it creates persons or jobs. */
  readonly prepare: () => Promise<void>
  readonly run: () => Promise<void>
  /** Runs after each round, without being timed: it throws if the database does not contain the expected result. */
  readonly check: () => Promise<void>
}

export interface Race {
  readonly title: string
  /** The name of the units that one run processes, and their number. */
  readonly item: string
  readonly items: number
  /** The first contestant is ours. */
  readonly contestants: ReadonlyArray<Contestant>
  /** The least ratio of another contestant's time to ours, by its name. */
  readonly bars: { readonly [name: string]: number }
  readonly note: string
}

const WARM_UP = 1

/**
 * Measures all contestants in turn in every round, each in every position. Uses wall-clock time, because two processes
 * share the work. On a busy machine only the ratios within a round are meaningful.
 */
const timesOf = async (contestants: ReadonlyArray<Contestant>, rounds: number) => {
  const times = contestants.map((): Array<number> => [])
  for (let round = -WARM_UP; round < rounds; round++) {
    for (let turn = 0; turn < contestants.length; turn++) {
      const index = (round + WARM_UP + turn) % contestants.length
      const { check, prepare, run } = contestants[index] as Contestant
      await prepare()
      const start = performance.now()
      await run()
      const time = performance.now() - start
      await check()
      if (round >= 0) times[index]?.push(time)
    }
  }
  return times
}

const figure = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0))

/** The table of a race, and the contestants below their bar. */
export const raceInRounds = async ({ bars, contestants, item, items, note, title }: Race, rounds: number) => {
  const times = await timesOf(contestants, rounds)
  const ours = times[0] ?? []
  const missed: Array<string> = []
  const rows = contestants.map(({ name }, index) => {
    const own = times[index] ?? []
    const ratio = median(own.map((time, round) => time / (ours[round] ?? Number.NaN)))
    const bar = bars[name]
    if (bar !== undefined && ratio < bar) missed.push(`${title}: ${name}`)
    const perSecond = figure((items * 1_000) / median(own))
    return `| ${name} | ${perSecond} | ${figure(ratio)} × | ${bar === undefined ? "" : `≥ ${figure(bar)} ×`} |`
  })
  const head = [`| | ${item} per second | ours, theirs = 1 | bar |`, "|---|---|---|---|"]
  return { markdown: [`### ${title}`, "", note, "", ...head, ...rows, ""].join("\n"), missed }
}

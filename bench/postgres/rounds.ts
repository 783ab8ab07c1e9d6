import { median } from "../measure.ts"

/** One way of doing the same work, against a server. */
export interface Contender {
  readonly name: string
  /** Before each round, and not timed: new people, new jobs. */
  readonly prepare: () => Promise<void>
  readonly run: () => Promise<void>
  /** After each round, and not timed: throws unless the database holds what the work should have left there. */
  readonly check: () => Promise<void>
}

export interface Race {
  readonly title: string
  /** What one run does so many of. */
  readonly item: string
  readonly items: number
  /** Ours first. */
  readonly contenders: ReadonlyArray<Contender>
  /** How many times as fast as each of the others ours must be at least. */
  readonly bars: { readonly [name: string]: number }
  readonly note: string
}

const WARM_UP = 1

/**
 * Times the contenders in turns, all of them in every round, each beginning as often as any other. By the clock on the wall,
 * since the work is done in two processes: only the ratios within a round are worth something on a busy machine.
 */
const timesOf = async (contenders: ReadonlyArray<Contender>, rounds: number) => {
  const times = contenders.map((): Array<number> => [])
  for (let round = -WARM_UP; round < rounds; round++) {
    for (let turn = 0; turn < contenders.length; turn++) {
      const index = (round + WARM_UP + turn) % contenders.length
      const { check, prepare, run } = contenders[index] as Contender
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

/** The table of a race, and what was below its bar. */
export const raceInRounds = async ({ bars, contenders, item, items, note, title }: Race, rounds: number) => {
  const times = await timesOf(contenders, rounds)
  const ours = times[0] ?? []
  const missed: Array<string> = []
  const rows = contenders.map(({ name }, index) => {
    const own = times[index] ?? []
    const ratio = median(own.map((time, round) => time / (ours[round] ?? Number.NaN)))
    const bar = bars[name]
    if (bar !== undefined && ratio < bar) missed.push(`${title}: ${name}`)
    const perSecond = figure((items * 1_000) / median(own))
    return `| ${name} | ${perSecond} | ${figure(ratio)} × | ${bar === undefined ? "" : `≥ ${figure(bar)} ×`} |`
  })
  const head = [`| | ${item} a second | ours, theirs = 1 | bar |`, "|---|---|---|---|"]
  return { markdown: [`### ${title}`, "", note, "", ...head, ...rows, ""].join("\n"), missed }
}

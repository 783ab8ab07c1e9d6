/** One way of doing the same work; `run` does all of it once. */
export interface Contestant {
  readonly name: string
  readonly run: () => unknown
}

export interface Measured {
  readonly name: string
  /** Nanoseconds an item, the median of the rounds. For the ratio, not for itself: it is this machine's, on this day. */
  readonly nanoseconds: number
  /** How many times as long as the first contestant takes, the median of the rounds. */
  readonly ratio: number
}

export const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

/** Processor time, in milliseconds: what others do on the machine meanwhile doesn't count. */
const timeOf = async (run: () => unknown): Promise<number> => {
  const start = process.cpuUsage()
  await run()
  const { system, user } = process.cpuUsage(start)
  return (system + user) / 1000
}

const WARM_UP = 3

/**
 * Times the contestants in turns, all of them in every round, so that a noisy machine troubles each alike: what is kept of a
 * round is the ratio to the first contestant's time in it.
 */
export const measure = async (
  contestants: ReadonlyArray<Contestant>,
  items: number,
  rounds: number,
): Promise<ReadonlyArray<Measured>> => {
  const times = contestants.map((): Array<number> => [])
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [index, { run }] of contestants.entries()) {
      const time = await timeOf(run)
      if (round >= 0) times[index]?.push(time)
    }
  }
  const first = times[0] ?? []
  return contestants.map(({ name }, index) => {
    const own = times[index] ?? []
    return {
      name,
      nanoseconds: (median(own) * 1e6) / items,
      ratio: median(own.map((time, round) => time / (first[round] ?? Number.NaN))),
    }
  })
}

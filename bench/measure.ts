/** One implementation of the work. `run` does all of it once. */
export interface Contestant {
  readonly name: string
  readonly run: () => unknown
}

export interface Measured {
  readonly name: string
  /**
   * Nanoseconds per item, the median of the rounds. It depends on the machine; only the ratio is meaningful elsewhere.
   */
  readonly nanoseconds: number
  /** The time divided by the first contestant's, the median of the rounds. */
  readonly ratio: number
}

export const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

/** Processor time in milliseconds. It does not include the work of other processes. */
const timeOf = async (run: () => unknown): Promise<number> => {
  const start = process.cpuUsage()
  await run()
  const { system, user } = process.cpuUsage(start)
  return (system + user) / 1000
}

const WARM_UP = 3

/**
 * Measures all contestants in turn in every round, so that noise of the machine affects all of them. Each round gives
 * the ratio to the first contestant's time in the same round.
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

/**
 * Which pairs of commands a test tries. The number of pairs grows with the square of the number of commands, so an
 * everyday run tries every third pair, and another third in each setting. `PAIRS=all` tries all of them, as `.ci/run` does.
 */
const EVERY = process.env["PAIRS"] === "all" ? 1 : 3

/** Whether the pair of these two positions belongs to the share of a setting. */
export const isInShare = (setting: number, first: number, second: number): boolean =>
  (setting + first + second) % EVERY === 0

/** The least number of pairs that a share has, of this many commands. */
export const leastPairs = (commands: number): number => Math.floor(commands ** 2 / EVERY) - commands

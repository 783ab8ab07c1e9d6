import { type Contestant, type Measured, measure } from "./measure.ts"

/** One figure: our implementation first, then the others. */
export interface Race {
  readonly title: string
  /** The number of items in one run. */
  readonly items: number
  readonly contestants: readonly [Contestant, ...ReadonlyArray<Contestant>]
  /** The least ratio of each time to ours. */
  readonly bars: { readonly [name: string]: number }
  /** The inputs for which another implementation returns a different result from ours. */
  readonly disagreements: (name: string) => ReadonlyArray<string> | Promise<ReadonlyArray<string>>
  /** The reason for the different results. A difference without a reason is an error. */
  readonly reasons: { readonly [name: string]: string }
}

const rounded = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0))

export interface Result {
  readonly markdown: string
  readonly missed: ReadonlyArray<string>
}

/** Checks that all implementations return the same results, then measures them. */
export const race = async (
  { disagreements, bars, reasons, contestants, items, title }: Race,
  rounds: number,
): Promise<Result> => {
  const [ours, ...others] = contestants
  const differing = new Map<string, number>()
  for (const { name } of others) {
    const inputs = await disagreements(name)
    if (inputs.length > 0 && reasons[name] === undefined)
      throw new Error(`${title}: ${name} returns different results for ${inputs.length} inputs, without a reason.`)
    differing.set(name, inputs.length)
  }
  const measured = await measure(contestants, items, rounds)
  const missed = measured.filter(({ name, ratio }) => ratio < (bars[name] ?? 0)).map(({ name }) => `${title}: ${name}`)
  const row = ({ name, nanoseconds, ratio }: Measured) => {
    const count = differing.get(name) ?? 0
    const agreement = name === ours.name ? "" : count === 0 ? "all" : `all except ${count}: ${reasons[name]}`
    const bar = bars[name]
    return `| ${name} | ${rounded(nanoseconds)} | ${rounded(ratio)} × | ${bar === undefined ? "" : `≥ ${rounded(bar)} ×`} | ${agreement} |`
  }
  const markdown = [
    `### ${title}`,
    "",
    "| | ns per item | time, ours = 1 | bar | same results |",
    "|---|---|---|---|---|",
    ...measured.map(row),
    "",
  ].join("\n")
  return { markdown, missed }
}

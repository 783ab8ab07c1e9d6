import { type Contestant, type Measured, measure } from "./measure.ts"

/** A figure: ours first, then those it is compared with. */
export interface Race {
  readonly title: string
  /** How many items one run judges. */
  readonly items: number
  readonly contestants: readonly [Contestant, ...ReadonlyArray<Contestant>]
  /** How many times as long as ours each must take at least. */
  readonly bars: { readonly [name: string]: number }
  /** The inputs on which another answers otherwise than ours. */
  readonly agrees: (name: string) => ReadonlyArray<string> | Promise<ReadonlyArray<string>>
  /** Why, where it does. A disagreement without a reason is an error. */
  readonly because: { readonly [name: string]: string }
}

const figure = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0))

export interface Result {
  readonly markdown: string
  readonly missed: ReadonlyArray<string>
}

/** Checks that all answer alike, then times them. */
export const race = async (
  { agrees, bars, because, contestants, items, title }: Race,
  rounds: number,
): Promise<Result> => {
  const [ours, ...others] = contestants
  const differing = new Map<string, number>()
  for (const { name } of others) {
    const inputs = await agrees(name)
    if (inputs.length > 0 && because[name] === undefined)
      throw new Error(`${title}: ${name} disagrees on ${inputs.length} inputs, and no one says why.`)
    differing.set(name, inputs.length)
  }
  const measured = await measure(contestants, items, rounds)
  const missed = measured.filter(({ name, ratio }) => ratio < (bars[name] ?? 0)).map(({ name }) => `${title}: ${name}`)
  const row = ({ name, nanoseconds, ratio }: Measured) => {
    const count = differing.get(name) ?? 0
    const agreement = name === ours.name ? "" : count === 0 ? "on all" : `but for ${count}: ${because[name]}`
    const bar = bars[name]
    return `| ${name} | ${figure(nanoseconds)} | ${figure(ratio)} × | ${bar === undefined ? "" : `≥ ${figure(bar)} ×`} | ${agreement} |`
  }
  const markdown = [
    `### ${title}`,
    "",
    "| | ns an item | time, ours = 1 | bar | agrees |",
    "|---|---|---|---|---|",
    ...measured.map(row),
    "",
  ].join("\n")
  return { markdown, missed }
}

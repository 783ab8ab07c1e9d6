/**
 * What the help text shows as an example. Everybody sees it, so somebody will choose it: the embedded block list knows
 * each of these.
 */
const examples = [
  "Train7",
  "Train-bleu-7",
  "7-Trains-bleus-et-un-Velo",
  "7-Trains-bleus-et-un-Velo-sous-la-Pluie",
] as const

const known: ReadonlySet<string> = new Set(examples)

export const isExample = (text: string): boolean => known.has(text)

/** The shortest example that a policy's length allows, `null` when none is. */
export const exampleFor = (minimum: number, maximum: number): string | null =>
  examples.find((example) => example.length >= minimum && example.length <= maximum) ?? null

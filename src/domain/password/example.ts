import { longestUnder, type PasswordPolicy } from "./policy.ts"

/**
 * What the help text shows as an example. Everybody sees it, so somebody will choose it: the embedded block list knows
 * each of these.
 */
const examples = [
  "Train-7",
  "Train-bleu-7",
  "7-Trains-bleus-et-un-Velo",
  "7-Trains-bleus-et-un-Velo-sous-la-Pluie",
] as const

const known: ReadonlySet<string> = new Set(examples)

export const isExample = (text: string): boolean => known.has(text)

/** The shortest example that a policy's length allows; `null` when there is none. All have every kind of character. */
export const exampleFor = (policy: PasswordPolicy): string | null =>
  examples.find(({ length }) => length >= policy.minimum && length <= longestUnder(policy)) ?? null

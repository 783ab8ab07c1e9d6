import { longestUnder, type PasswordPolicy } from "./policy.ts"

/** The examples of the help texts. Everyone can read them, so the embedded block list refuses each of them. */
const examples = [
  "Train-7",
  "Train-bleu-7",
  "7-Trains-bleus-et-un-Velo",
  "7-Trains-bleus-et-un-Velo-sous-la-Pluie",
] as const

const known: ReadonlySet<string> = new Set(examples)

export const isExample = (text: string): boolean => known.has(text)

/** The shortest example of a length that the policy allows; `null` if there is none. Each has every kind of character. */
export const exampleFor = (policy: PasswordPolicy): string | null =>
  examples.find(({ length }) => length >= policy.minimum && length <= longestUnder(policy)) ?? null

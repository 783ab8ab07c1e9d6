import type { Random } from "../numbers.ts"

/** The report of a fuzz run: how often each result occurred, and the texts with two different results. */
export interface FuzzReport {
  readonly counts: { [result: string]: number }
  readonly disagreements: Array<string>
}

export const emptyReport = (): FuzzReport => ({ counts: {}, disagreements: [] })

export const pick = <A>(next: Random, from: ReadonlyArray<A>): A => from[next(from.length)] as A

const EDITS = ["replace", "insert", "delete", "swap", "repeat", "cut", "join"] as const

const edited = (next: Random, text: string, alphabet: ReadonlyArray<string>): string => {
  const at = next(text.length + 1)
  const [before, here, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)]
  switch (pick(next, EDITS)) {
    case "replace":
      return before + pick(next, alphabet) + after
    case "insert":
      return before + pick(next, alphabet) + here + after
    case "delete":
      return before + after
    case "swap":
      return before + after.slice(0, 1) + here + after.slice(1)
    case "repeat":
      return before + here + here + after
    case "cut":
      return before
    case "join":
      return text.length < 200 ? text + before : text
  }
}

/** The text after 0 to 4 random edits. */
export const mutated = (next: Random, text: string, alphabet: ReadonlyArray<string>): string => {
  let result = text
  for (let edits = next(5); edits > 0; edits--) result = edited(next, result, alphabet)
  return result
}

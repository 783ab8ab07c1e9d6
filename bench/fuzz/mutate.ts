import type { Chance } from "../numbers.ts"

/** What a campaign found: how often each answer was given, and the texts on which two answers differed. */
export interface Found {
  readonly counts: { [answer: string]: number }
  readonly disagreements: Array<string>
}

export const nothingYet = (): Found => ({ counts: {}, disagreements: [] })

export const one = <A>(next: Chance, of: ReadonlyArray<A>): A => of[next(of.length)] as A

const EDITS = ["replace", "insert", "delete", "swap", "repeat", "cut", "join"] as const

const edited = (next: Chance, text: string, alphabet: ReadonlyArray<string>): string => {
  const at = next(text.length + 1)
  const [before, here, after] = [text.slice(0, at), text.slice(at, at + 1), text.slice(at + 1)]
  switch (one(next, EDITS)) {
    case "replace":
      return before + one(next, alphabet) + after
    case "insert":
      return before + one(next, alphabet) + here + after
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

/** The text after none to four edits. */
export const mutated = (next: Chance, text: string, alphabet: ReadonlyArray<string>): string => {
  let result = text
  for (let edits = next(5); edits > 0; edits--) result = edited(next, result, alphabet)
  return result
}

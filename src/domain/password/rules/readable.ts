import { countCodePoints, kindsOf, kindsOfStable, UNSTABLE } from "../character-kinds.ts"
import { longestSpelling, toNfc } from "../password.ts"
import { longestUnder, type PasswordPolicy } from "../policy.ts"
import type { WrongLength } from "./length.ts"
import { always, type Candidate, type Rule } from "./rule.ts"

export type Unreadable = { readonly code: "NotText" | "NotWellFormed" }

/**
 * The candidate is a text that UTF-8 can carry. Other rules read only such a text, so these codes are reported alone.
 */
export const readable: Pick<Rule<Unreadable>, "codes"> = { codes: { NotText: always, NotWellFormed: always } }

const readUnstable = (candidate: string): Candidate | Unreadable => {
  const text = toNfc(candidate)
  return text === null ? { code: "NotWellFormed" } : { text, length: countCodePoints(text), kinds: kindsOf(text) }
}

/**
 * The candidate in the form in which rules read it, or the one rule that it breaks.
 *
 * A text that no normalisation could shorten to the maximum is refused unread. This bounds the work for a huge input.
 */
export const read = (candidate: unknown, policy: PasswordPolicy): Candidate | Unreadable | WrongLength => {
  if (typeof candidate !== "string") return { code: "NotText" }
  const maximum = longestUnder(policy)
  if (candidate.length > longestSpelling(maximum)) return { code: "TooLong", maximum, actual: null }
  const kinds = kindsOfStable(candidate)
  if (kinds !== UNSTABLE) return { text: candidate, length: candidate.length, kinds }
  return readUnstable(candidate)
}

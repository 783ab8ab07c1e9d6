import type { Context } from "../context.ts"
import type { PasswordPolicy } from "../policy.ts"

/** A well-formed candidate, in the form in which rules read it. */
export interface Candidate {
  /** In NFC. */
  readonly text: string
  /** Code points of `text`. */
  readonly length: number
  /** The kinds of characters of `text`, as bits: see `bitOf`. */
  readonly kinds: number
}

/** Collects broken rules; an array is one. */
export interface Report<in Broken> {
  readonly push: (broken: Broken) => unknown
}

/** A rule: the codes that it can report, and its check. `Broken` is the union of what it reports. */
export interface Rule<Broken extends { readonly code: string }> {
  /** For each code, in reading order, whether a policy can produce it. */
  readonly codes: { readonly [Code in Broken["code"]]: (policy: PasswordPolicy) => boolean }
  /** Reports what the candidate breaks, with the parameters of the rule and never a part of the candidate. */
  readonly check: (candidate: Candidate, policy: PasswordPolicy, context: Context, report: Report<Broken>) => void
}

/** For a code that every policy can produce. */
export const always = (): boolean => true

import { confirmation } from "./rules/confirmation.ts"
import { kinds } from "./rules/kinds.ts"
import { length } from "./rules/length.ts"
import { personalData } from "./rules/personal-data.ts"
import { readable, type Unreadable } from "./rules/readable.ts"
import type { Rule } from "./rules/rule.ts"
import { sameAsCurrent } from "./rules/same-as-current.ts"
import { tooCommon } from "./rules/too-common.ts"

/** The rules that `assess` checks after the candidate was read. */
const checked = { length, kinds, personalData, tooCommon, sameAsCurrent, confirmation } as const

/** All rules, in reading order. This record types the texts, the generators and the pages that speak of rules. */
export const rules = { readable, ...checked } as const

/** One entry for each rule that `assess` must check. */
export type Checked = { readonly [Name in keyof typeof checked]: unknown }

/** The name of a rule. */
export type RuleName = keyof typeof rules

type ReportedBy<R> = R extends Rule<infer Broken> ? Broken : never
type Reported = Unreadable | ReportedBy<(typeof checked)[keyof typeof checked]>
type Parameters = { readonly [B in Reported as B["code"]]: Omit<B, "code"> }

/** The stable code of a broken rule. */
export type Code = keyof Parameters

/** A rule that a candidate breaks, with its parameters; `BrokenRule<"TooShort">` is that one rule. */
export type BrokenRule<C extends Code = Code> = { [K in C]: { readonly code: K } & Parameters[K] }[C]

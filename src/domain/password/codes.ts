import type { PasswordPolicy } from "./policy.ts"
import type { Rule } from "./rules/rule.ts"
import { type Code, rules } from "./rules.ts"

const conditions = Object.assign({}, ...Object.values(rules).map((rule) => rule.codes)) as Rule<{
  readonly code: Code
}>["codes"]

/** The codes in reading order. A refusal lists its broken rules in this order. */
export const codes = Object.keys(conditions) as ReadonlyArray<Code>

/** The codes that a policy can produce, in reading order. */
export const codesUnder = (policy: PasswordPolicy): ReadonlyArray<Code> =>
  codes.filter((code) => conditions[code](policy))

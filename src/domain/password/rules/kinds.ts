import { ALL_KINDS, bitOf } from "../character-kinds.ts"
import type { Kind, PasswordPolicy } from "../policy.ts"
import type { Report, Rule } from "./rule.ts"

export type MissingKinds =
  | { readonly code: "NoDigit" | "NoUpper" | "NoLower" | "NoSpecial" }
  | {
      readonly code: "TooFewKinds"
      readonly minimum: number
      readonly actual: number
      readonly kinds: ReadonlyArray<Kind>
    }

const missing = {
  Digit: { code: "NoDigit" },
  Upper: { code: "NoUpper" },
  Lower: { code: "NoLower" },
  Special: { code: "NoSpecial" },
} as const satisfies Record<Kind, MissingKinds>

const someSuffice = ({ kinds, kindsNeeded }: PasswordPolicy): boolean => kindsNeeded < kinds.length

const requires = (kind: Kind) => (policy: PasswordPolicy) => policy.kinds.includes(kind) && !someSuffice(policy)

const isIn = (bits: number, kind: Kind): boolean => (bits & bitOf(kind)) !== 0

/** Counts with an index, because an iterator here takes a tenth of the time of `assess`. */
const count = (bits: number, kinds: ReadonlyArray<Kind>): number => {
  let found = 0
  for (let at = 0; at < kinds.length; at++) if (isIn(bits, kinds[at] as Kind)) found++
  return found
}

const reportMissing = (bits: number, actual: number, policy: PasswordPolicy, report: Report<MissingKinds>): void => {
  if (someSuffice(policy)) {
    report.push({ code: "TooFewKinds", minimum: policy.kindsNeeded, actual, kinds: policy.kinds })
  } else for (const kind of policy.kinds) if (!isIn(bits, kind)) report.push(missing[kind])
}

/** The password has the kinds of characters that the policy requires: all of them, or a number of them. */
export const kinds: Rule<MissingKinds> = {
  codes: {
    NoDigit: requires("Digit"),
    NoUpper: requires("Upper"),
    NoLower: requires("Lower"),
    NoSpecial: requires("Special"),
    TooFewKinds: (policy) => someSuffice(policy) && policy.kindsNeeded > 0,
  },
  check: ({ kinds: bits }, policy, _, report) => {
    if ((bits & ALL_KINDS) === ALL_KINDS) return
    const actual = count(bits, policy.kinds)
    if (actual < policy.kindsNeeded) reportMissing(bits, actual, policy, report)
  },
}

import { longestUnder } from "../policy.ts"
import { always, type Rule } from "./rule.ts"

/** `actual` counts code points of the NFC form. It is `null` for a text that was refused unread. */
export type WrongLength =
  | { readonly code: "TooShort"; readonly minimum: number; readonly actual: number }
  | { readonly code: "TooLong"; readonly maximum: number; readonly actual: number | null }

/** The password has as many characters as the policy allows. */
export const length: Rule<WrongLength> = {
  codes: { TooShort: always, TooLong: always },
  check: ({ length: actual }, policy, _, report) => {
    const { minimum } = policy
    const maximum = longestUnder(policy)
    if (actual < minimum) report.push({ code: "TooShort", minimum, actual })
    if (actual > maximum) report.push({ code: "TooLong", maximum, actual })
  },
}

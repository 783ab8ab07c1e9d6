import { isSpellingOf } from "../password.ts"
import { always, type Rule } from "./rule.ts"

/** The password differs from the current one. No policy turns this rule off. */
export const sameAsCurrent: Rule<{ readonly code: "SameAsCurrent" }> = {
  codes: { SameAsCurrent: always },
  check: ({ text }, _, { current, isCurrent }, report) => {
    const isSame =
      (typeof current === "string" && isSpellingOf(current, text)) ||
      (typeof isCurrent === "function" ? isCurrent(text) : isCurrent)
    if (isSame) report.push({ code: "SameAsCurrent" })
  },
}

import { isSpellingOf } from "../password.ts"
import { always, type Rule } from "./rule.ts"

/** The person typed the same password twice, if the form has a second field. */
export const confirmation: Rule<{ readonly code: "ConfirmationDiffers" }> = {
  codes: { ConfirmationDiffers: always },
  check: ({ text }, _, context, report) => {
    if ("confirmation" in context && !isSpellingOf(context.confirmation, text)) {
      report.push({ code: "ConfirmationDiffers" })
    }
  },
}

import { contactTexts } from "../contact/texts.ts"
import { explain } from "../password/index.ts"
import type { Language } from "../ports/notifier.ts"
import type { Refusal } from "./code.ts"
import { nirTexts } from "./nir.ts"

/**
 * What to put right, one sentence a point, where a refusal has several: defects of a number or a contact, broken rules
 * of a password. Empty for other refusals, whose message says it all.
 */
export const detailsOf = (refusal: Refusal, language: Language = "fr"): ReadonlyArray<string> => {
  switch (refusal._tag) {
    case "IdentifierRefused":
      // What is wrong with it as a number would only mislead who typed a provisional identifier.
      if (refusal.next === "CheckProvisionalIdentifier") return []
      return refusal.defects.map(({ code }) => nirTexts[code][language])
    case "PasswordRefused":
      return refusal.broken.map((broken) => explain(broken, language))
    case "ContactRefused":
      return refusal.defects.map(({ code }) => contactTexts[code][language])
    default:
      return []
  }
}

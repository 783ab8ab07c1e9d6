import { contactTexts } from "../domain/contact/texts.ts"
import type { Language } from "../domain/language/language.ts"
import { explain } from "../domain/password/index.ts"
import type { Refusal } from "./code.ts"
import { nirTexts } from "./nir.ts"

/** Each sentence once, however many characters it is about. */
const once = (texts: ReadonlyArray<string>): ReadonlyArray<string> => [...new Set(texts)]

/**
 * What to put right, one sentence a point, where a refusal has several: defects of a number or a contact, broken rules
 * of a password. Empty for other refusals, whose message says it all. A defect that is found at several places is told
 * once: the places are in the refusal's `defects`.
 */
export const detailsOf = (refusal: Refusal, language: Language = "fr"): ReadonlyArray<string> => {
  switch (refusal._tag) {
    case "IdentifierRefused":
      // What is wrong with it as a number would only mislead who typed a provisional identifier.
      if (refusal.next === "CheckProvisionalIdentifier") return []
      // Nothing was typed: the message says it.
      if (refusal.next === "EnterNumber") return []
      return once(refusal.defects.map(({ code }) => nirTexts[code][language]))
    case "PasswordRefused":
      return refusal.broken.map((broken) => explain(broken, language))
    case "ContactRefused":
      return once(refusal.defects.map(({ code }) => contactTexts[code][language]))
    default:
      return []
  }
}

import { contactTexts } from "../domain/contact/texts.ts"
import { defaultLanguage, type Language } from "../domain/language/language.ts"
import { explain } from "../domain/password/index.ts"
import { nirTexts } from "./nir-defects.ts"
import type { Refusal } from "./refusal.ts"

const withoutDuplicates = (texts: ReadonlyArray<string>): ReadonlyArray<string> => [...new Set(texts)]

/**
 * What to correct, one sentence per point, for a refusal that can have several points. These are the defects of a
 * number or a contact, and the broken rules of a password. For other refusals the list is empty, because the message is
 * enough.
 *
 * A defect at several positions gives one sentence. The positions are in the refusal's `defects`.
 */
export const detailsOf = (refusal: Refusal, language: Language = defaultLanguage): ReadonlyArray<string> => {
  switch (refusal._tag) {
    case "IdentifierRefused":
      // The defects as a number would mislead a person who typed a provisional identifier.
      if (refusal.next === "CheckProvisionalIdentifier") return []
      // The field is empty, and the message says what to type.
      if (refusal.next === "EnterNumber") return []
      return withoutDuplicates(refusal.defects.map(({ code }) => nirTexts[code][language]))
    case "PasswordRefused":
      return refusal.broken.map((rule) => explain(rule, language))
    case "ContactRefused":
      return withoutDuplicates(refusal.defects.map(({ code }) => contactTexts[code][language]))
    default:
      return []
  }
}

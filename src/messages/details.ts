import type { IdentifierRefused } from "../application/contract/refusals.ts"
import { contactTexts } from "../domain/contact/texts.ts"
import { defaultLanguage, type Language, type Text } from "../domain/language/language.ts"
import { explain } from "../domain/password/index.ts"
import { nirTexts } from "./nir-defects.ts"
import { likelyPlacesText, withPlaces } from "./places.ts"
import type { Refusal } from "./refusal.ts"

/** One sentence for each code, with the places of its defects. `placed` are the codes to place; all if `null`. */
const sentences = <Code extends string>(
  defects: ReadonlyArray<{ readonly code: Code; readonly start?: number }>,
  texts: Readonly<Record<Code, Text>>,
  placed: ReadonlySet<string> | null,
  language: Language,
): ReadonlyArray<string> =>
  [...new Set(defects.map(({ code }) => code))].map((code) => {
    const starts = defects.flatMap((defect) => (defect.code === code ? (defect.start ?? []) : []))
    return withPlaces(texts[code][language], placed === null || placed.has(code) ? starts : [], language)
  })

/** Whether the defects as a number say more than the message. */
export const hasOwnDefects = (next: IdentifierRefused["next"]): boolean =>
  next === "CompleteNumber" || next === "CompareWithCard"

/**
 * What to correct, one sentence per point, for a refusal that can have several points. These are the defects of a
 * number or a contact, and the broken rules of a password. For other refusals the list is empty, because the message is
 * enough.
 *
 * A defect at several positions gives one sentence, which names up to three of them. All positions are in the refusal's
 * `defects`. For a number with one mistake, the last sentence says which characters are likely to be wrong.
 */
export const detailsOf = (refusal: Refusal, language: Language = defaultLanguage): ReadonlyArray<string> => {
  switch (refusal._tag) {
    case "IdentifierRefused":
      // The defects as a number would mislead a person who typed no number. An empty field has none.
      if (!hasOwnDefects(refusal.next)) return []
      return [
        ...sentences(refusal.defects, nirTexts, new Set(["UnexpectedCharacter", "MisplacedLetter"]), language),
        ...(refusal.likely?.length ? [likelyPlacesText(refusal.likely, language)] : []),
      ]
    case "PasswordRefused":
      return refusal.broken.map((rule) => explain(rule, language))
    case "ContactRefused":
      return sentences(refusal.defects, contactTexts, null, language)
    default:
      return []
  }
}

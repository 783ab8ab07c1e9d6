import { householdTexts } from "../domain/household/texts.ts"
import type { Language } from "../domain/language/language.ts"
import { changeTexts, refusalTexts } from "../domain/rights/texts.ts"
import type { Messages } from "./code.ts"

type HouseholdCode = keyof typeof householdTexts & keyof Messages

/** What a household file refuses, by the texts of its own leaflet. */
export const householdIn = (language: Language): Pick<Messages, HouseholdCode> =>
  // One by one from the texts, which the compiler cannot follow through `Object.entries`.
  Object.fromEntries(
    Object.entries(householdTexts).map(([code, text]) => [code, () => text[language]]),
  ) as unknown as Pick<Messages, HouseholdCode>

/** Why the right is missing, and what would change it. */
export const notPermittedIn =
  (language: Language): Messages["NotPermitted"] =>
  ({ change, reason }) =>
    `${refusalTexts[reason][language]} ${changeTexts[change][language]}`

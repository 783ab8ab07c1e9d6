import { householdTexts } from "../domain/household/texts.ts"
import type { Language } from "../domain/language/language.ts"
import { changeTexts } from "../domain/rights/change-texts.ts"
import { refusalTexts } from "../domain/rights/texts.ts"
import type { Messages } from "./refusal.ts"

type HouseholdCode = keyof typeof householdTexts & keyof Messages

/** The messages for refusals of a household file, from the texts of the domain module. */
export const householdMessages = (language: Language): Pick<Messages, HouseholdCode> =>
  // Every code has a text, which the compiler cannot see through `Object.entries`.
  Object.fromEntries(
    Object.entries(householdTexts).map(([code, text]) => [code, () => text[language]]),
  ) as unknown as Pick<Messages, HouseholdCode>

/** The message for a missing right: why it is missing, and what would change that. */
export const notPermittedMessage =
  (language: Language): Messages["NotPermitted"] =>
  ({ change, reason }) =>
    `${refusalTexts[reason][language]} ${changeTexts[change][language]}`

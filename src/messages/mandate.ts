import type { Language } from "../domain/language/language.ts"
import { mandateTexts } from "../domain/mandate/texts.ts"
import type { Messages } from "./refusal.ts"

type MandateCode = keyof typeof mandateTexts & keyof Messages

/** The messages for refusals of mandates, from the texts of the domain module. */
export const mandateMessages = (language: Language): Pick<Messages, MandateCode> =>
  // Every code has a text, which the compiler cannot see through `Object.entries`.
  Object.fromEntries(
    Object.entries(mandateTexts).map(([code, text]) => [code, () => text[language]]),
  ) as unknown as Pick<Messages, MandateCode>

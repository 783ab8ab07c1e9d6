import type { CivilDate } from "../domain/civil-date/civil-date.ts"
import { type Text, textIn } from "../domain/language/language.ts"
import { timesIn } from "./times.ts"

/**
 * Announces the last day of the 8-digit passwords, in every language. Show it beside the answer `MigrationRequired`, on the
 * sign-in page and in the letters of the fund.
 *
 * ```ts
 * import { CivilDate, legacyClosingText } from "mon-compte"
 *
 * const text = legacyClosingText(CivilDate.make("2027-03-31"))
 * text.en.includes("31 March 2027") // => true
 * ```
 */
export const legacyClosingText = (lastDay: CivilDate): Text =>
  textIn((language) => {
    const day = timesIn(language).day(lastDay)
    return {
      fr:
        `Votre mot de passe à 8 chiffres fonctionne jusqu’au ${day} inclus. Choisissez avant votre nouveau mot de passe. ` +
        "Après ce jour, passez par « Mot de passe oublié ? » ou « Créer Mon Compte ».",
      en:
        `Your 8-digit password works up to and including ${day}. Choose your new password before then. After that day, use ` +
        "“Forgotten password?” or “Create my account”.",
    }[language]
  })

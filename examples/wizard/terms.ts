import type { TermsText } from "mon-compte/adapters/memory"

/** A few lines in the place of the real ones, which are long. */
export const terms: TermsText = {
  version: "2026-01",
  text: {
    fr:
      "Mon Compte vous permet de consulter votre dossier et de faire vos démarches. Votre mot de passe est personnel : " +
      "ne le communiquez à personne. Vos coordonnées servent à vous écrire au sujet de votre dossier et à vérifier que " +
      "c’est bien vous qui vous connectez.",
    en:
      "Mon Compte lets you see your file and do what you need to do. Your password is your own: do not give it to " +
      "anyone. Your contact details are used to write to you about your file and to check that it is you who signs in.",
  },
}

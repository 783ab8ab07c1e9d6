import type { TermsText } from "mon-compte/adapters/memory"

/** Short terms for the example. */
export const terms: TermsText = {
  version: "2026-01",
  text: {
    fr:
      "Mon Compte vous permet de consulter votre dossier et de faire vos démarches. Votre mot de passe est personnel : " +
      "ne le communiquez à personne. Vos coordonnées servent à vous écrire au sujet de votre dossier et à vérifier que " +
      "c’est bien vous qui vous connectez.",
    en:
      "With Mon Compte you can view your file and make your requests. Your password is personal: do not share it. " +
      "We use your contact details to write to you about your file, and to check your identity when you sign in.",
  },
}

import type { NewPasswordReason } from "../domain/account/requirement.ts"
import type { Language } from "../domain/language/language.ts"

/** Why a person must choose a new password, in the words of each language, and what to do. */
export const passwordReasonTexts: Readonly<Record<NewPasswordReason, Readonly<Record<Language, string>>>> = {
  Precaution: {
    fr: "Par précaution, votre Caf vous demande de choisir un nouveau mot de passe.",
    en: "As a precaution, your Caf asks you to choose a new password.",
  },
  LeakedElsewhere: {
    fr:
      "Des mots de passe volés sur d’autres sites circulent. Pour protéger votre espace, choisissez un nouveau mot de " +
      "passe, que vous n’utilisez nulle part ailleurs.",
    en:
      "Passwords stolen from other sites are in circulation. To protect your space, choose a new password that you use " +
      "nowhere else.",
  },
  PolicyRaised: {
    fr: "Votre mot de passe ne suit plus les règles, qui ont changé. Choisissez-en un nouveau.",
    en: "The rules have changed, and your password no longer follows them. Choose a new one.",
  },
  Compromised: {
    fr:
      "Une autre personne connaît peut-être votre mot de passe. Pour en choisir un nouveau, utilisez «\u00a0Mot de passe " +
      "oublié\u00a0?\u00a0», ou contactez votre Caf.",
    en: "Another person may know your password. To choose a new one, use “Forgotten password?”, or contact your Caf.",
  },
}

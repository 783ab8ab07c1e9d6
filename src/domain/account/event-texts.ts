import type { Text } from "../language/language.ts"
import type { Event } from "./event.ts"

/** What happened to a space, for its owner. `null`: it is not listed. The compiler asks for a new event. */
export const accountEventTexts: Readonly<Record<Event["_tag"], Text | null>> = {
  TicketIssued: null,
  MigrationStarted: null,
  MigrationLeft: null,
  Activated: { fr: "Ouverture de l’espace personnel", en: "The personal space was opened" },
  RecordedContactsRemembered: null,
  LegacyPasswordDisabled: { fr: "Fin du mot de passe à 8 chiffres", en: "The 8-digit password ended" },
  ProvisionalRecorded: { fr: "Identifiant provisoire attribué", en: "A provisional identifier was given" },
  NirRecorded: { fr: "Numéro de sécurité sociale enregistré", en: "The social security number was recorded" },
  HashRenewed: null,
  ActionRequired: null,
  PasswordChanged: { fr: "Changement de mot de passe", en: "The password was changed" },
  PasswordCompromised: {
    fr: "Mot de passe signalé comme connu d’autres personnes",
    en: "The password was declared known to others",
  },
  PasswordRecovered: { fr: "Mot de passe remplacé après un oubli", en: "A forgotten password was replaced" },
  AccessRestored: { fr: "Accès rétabli au guichet", en: "Access was restored at the counter" },
  PasswordChangeRequired: { fr: "Nouveau mot de passe demandé", en: "A new password was required" },
  TermsAccepted: { fr: "Acceptation des conditions d’utilisation", en: "The terms of use were accepted" },
  ContactRequested: null,
  ContactChanged: { fr: "Changement de coordonnées de contact", en: "The contact details were changed" },
  ChangeReported: { fr: "Changement signalé : « ce n’est pas moi »", en: "A change was reported as not yours" },
  ContactsBarred: { fr: "Coordonnées écartées", en: "Contact details were barred" },
  ConfidentialModeStarted: { fr: "Mode confidentiel activé", en: "The confidential mode was started" },
  ConfidentialModeEnded: { fr: "Mode confidentiel arrêté", en: "The confidential mode was ended" },
  IdentifierCorrected: {
    fr: "Correction du numéro de sécurité sociale",
    en: "The social security number was corrected",
  },
  FormerNumbersReindexed: null,
  AccountMerged: { fr: "Réunion de vos deux espaces personnels", en: "Your two personal spaces were merged" },
  Closed: { fr: "Fermeture de l’espace personnel", en: "The personal space was closed" },
  Redirected: null,
  PasswordDropped: null,
  Reopened: { fr: "Réouverture de l’espace personnel", en: "The personal space was opened again" },
}

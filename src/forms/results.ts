import type { Text } from "../domain/language/language.ts"

const text = /* @__NO_SIDE_EFFECTS__ */ (fr: string, en: string): Text => ({ fr, en })

const codeSent = text("Un code vient de vous être envoyé.", "A code was just sent to you.")
const codeResent = text(
  "Un autre code vient de vous être envoyé. Les précédents ne fonctionnent plus.",
  "Another code was just sent to you. Earlier codes no longer work.",
)
const passwordChanged = text(
  "Votre mot de passe est changé. Toutes les connexions sont fermées : connectez-vous avec le nouveau.",
  "Your password was changed. Every session is closed: sign in with the new one.",
)
const sessionClosed = text("La connexion est fermée.", "The session is closed.")
const termsAccepted = text(
  "Les conditions générales d’utilisation sont acceptées.",
  "You accepted the general terms of use.",
)
const unchanged = text(
  "Rien n’a changé : vous vous connectez comme avant.",
  "Nothing has changed: you sign in as before.",
)

/**
 * What to say after a verb succeeded, in an element with `role="status"`, so that screen readers announce it (WCAG 4.1.3,
 * RGAA 7.5). No text depends on whether an identifier is known.
 *
 * ```ts
 * import { done } from "mon-compte/forms"
 *
 * done.sendCode.fr // => "Un code vient de vous être envoyé."
 * ```
 */
export const done = {
  acceptTerms: termsAccepted,
  refuseTerms: unchanged,
  choosePassword: text("Votre mot de passe est accepté.", "Your password is accepted."),
  sendCode: codeSent,
  resendCode: codeResent,
  confirmCode: text(
    "C’est fait. Connectez-vous désormais avec votre nouveau mot de passe.",
    "Done. From now on, sign in with your new password.",
  ),
  abandonMigration: unchanged,
  startRecovery: text(
    "Si cet identifiant ouvre un espace personnel, un code vient d’être envoyé à ses coordonnées. Vous n’avez rien reçu, ou vos coordonnées ont changé ? Votre Caf peut vous redonner un accès, sur présentation d’une pièce d’identité.",
    "If this identifier opens a personal space, a code was just sent to its contact details. Nothing came, or your contact details have changed? Your Caf can give you access again, once you show a proof of identity.",
  ),
  confirmRecovery: text("Votre code est accepté.", "Your code is accepted."),
  chooseRecoveredPassword: passwordChanged,
  replacePassword: passwordChanged,
  acceptNewTerms: termsAccepted,
  changePassword: passwordChanged,
  changeContact: codeSent,
  resendContactCode: codeResent,
  confirmContact: text("Vos coordonnées sont changées.", "Your contact details were changed."),
  rememberMe: text("Cet appareil se souviendra de votre numéro.", "This device will remember your number."),
  forgetDevice: text("Cet appareil ne se souvient plus de vous.", "This device no longer remembers you."),
  revokeDevice: text("L’appareil est retiré de la liste.", "The device was removed."),
  revokeSession: sessionClosed,
  revokeOtherSessions: text("Les autres connexions sont fermées.", "The other sessions are closed."),
  signOut: sessionClosed,
  reportNotMine: text(
    "Le changement est signalé. Choisissez maintenant un autre mot de passe.",
    "The change is reported. Choose another password now.",
  ),
  startConfidentialMode: text("Le mode confidentiel est activé.", "The confidential mode is on."),
  endConfidentialMode: text("Le mode confidentiel a pris fin.", "The confidential mode is off."),
  closeOwnAccount: text("Votre espace personnel est fermé.", "Your personal space is closed."),
  grantDelegation: text("L’autorisation de gestion est enregistrée.", "The management authorisation is recorded."),
  revokeDelegation: text("L’autorisation de gestion est annulée.", "The management authorisation is cancelled."),
  renounceDelegation: text(
    "Vous avez renoncé à l’autorisation de gestion.",
    "You gave up the management authorisation.",
  ),
  declareSeparation: text("La séparation est déclarée.", "The separation is declared."),
  recordAction: text("Votre démarche est enregistrée.", "Your request is recorded."),
} as const

/** What else a live region says. */
export const statuses = {
  sending: text("Envoi en cours…", "Sending…"),
  saved: text("C’est enregistré.", "Saved."),
  sessionEnded: text("Votre session est terminée. Connectez-vous de nouveau.", "Your session is over. Sign in again."),
} as const

/** The texts of the links and of the buttons beside the main one. */
export const links = {
  provisional: text("J’ai un identifiant provisoire", "I have a provisional identifier"),
  forgotten: text("Mot de passe oublié ?", "Forgotten password?"),
  create: text("Première connexion ? Créer Mon Compte", "First sign-in? Create my account"),
  later: text("Plus tard", "Later"),
  refuse: text("Refuser", "Refuse"),
  resend: text("Renvoyer un code", "Send another code"),
  back: text("Revenir à l’étape précédente", "Go back to the previous step"),
  abandon: text("Abandonner", "Cancel"),
  showPassword: text("Afficher le mot de passe", "Show the password"),
  hidePassword: text("Masquer le mot de passe", "Hide the password"),
  signOut: text("Se déconnecter", "Sign out"),
} as const

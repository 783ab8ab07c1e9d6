import type { Text } from "../domain/language/language.ts"
import type { FieldKey } from "./fields.ts"

/** The verbs of people that a page asks for. */
export type PageVerb =
  | "signIn"
  | "createAccount"
  | "startMigration"
  | "acceptTerms"
  | "choosePassword"
  | "sendCode"
  | "confirmCode"
  | "startRecovery"
  | "confirmRecovery"
  | "chooseRecoveredPassword"
  | "replacePassword"
  | "acceptNewTerms"
  | "changePassword"
  | "changeContact"
  | "confirmContact"
  | "rememberMe"
  | "reportNotMine"
  | "startConfidentialMode"
  | "endConfidentialMode"
  | "closeOwnAccount"
  | "grantDelegation"
  | "revokeDelegation"
  | "renounceDelegation"
  | "declareSeparation"

/** A page for each verb, named after it, and a second page of `signIn` for people with a provisional identifier. */
export type PageName = PageVerb | "signInProvisional"

/** A page: its title, its fields in order, and its button, which repeats the title where the page only confirms. */
export interface Page {
  readonly title: Text
  /** What to know before the fields. `null` if the fields say it all. */
  readonly intro: Text | null
  readonly fields: ReadonlyArray<FieldKey>
  /** Fields that the person may leave out. `current` is required for a grave act if the policy `graveActs` says so. */
  readonly optional: ReadonlyArray<FieldKey>
  readonly button: Text
  /** The step of the migration, from 1 to 3. `null` outside of it. */
  readonly step: 1 | 2 | 3 | null
}

const text = /* @__NO_SIDE_EFFECTS__ */ (fr: string, en: string): Text => ({ fr, en })

const page = /* @__NO_SIDE_EFFECTS__ */ (
  title: Text,
  button: Text | null,
  fields: ReadonlyArray<FieldKey>,
  { intro = null, optional = [], step = null }: Partial<Page> = {},
): Page => ({ title, intro, fields, optional, button: button ?? title, step })

const proceed = text("Continuer", "Continue")
const confirm = text("Valider", "Confirm")
const sendCode = text("Envoyer le code", "Send the code")
const signIn = text("Se connecter", "Sign in")
const choosePassword = text("Choisissez un nouveau mot de passe", "Choose a new password")
const giveContact = text("Indiquez vos coordonnées", "Give your contact details")
const typeCode = text("Saisissez le code reçu", "Type the code that you received")
const acceptTerms = text(
  "Lisez et acceptez les conditions générales d’utilisation",
  "Read and accept the general terms of use",
)
const newPassword = ["newPassword", "confirmation"] as const
const sentAtOnce = text("Un code y sera envoyé aussitôt.", "A code will be sent to it at once.")

/**
 * The pages, by verb. Print the records of `fields` in the order of `fields` and `optional`.
 *
 * ```ts
 * import { fields, pages } from "mon-compte/forms"
 *
 * pages.signIn.fields // => ["identifier", "password", "rememberMe"]
 * pages.signIn.fields.map((key) => fields[key].label.en) // => ["Social security number", "Password", "Remember me"]
 * pages.startMigration.button.fr // => "Commencer"
 * ```
 */
export const pages: { readonly [Name in PageName]: Page } = {
  signIn: page(text("Connexion", "Sign in"), signIn, ["identifier", "password", "rememberMe"]),
  signInProvisional: page(
    text("Connexion avec un identifiant provisoire", "Sign in with a provisional identifier"),
    signIn,
    ["provisionalIdentifier", "password", "rememberMe"],
  ),
  createAccount: page(
    text("Créer Mon Compte", "Create my account"),
    proceed,
    ["identifier", "birthName", "birthDate"],
    {
      optional: ["evidence"],
    },
  ),
  startMigration: page(
    text("Votre façon de vous connecter change", "The way you sign in is changing"),
    text("Commencer", "Start"),
    [],
    {
      intro: text(
        "Un nouveau mot de passe remplace vos 8 chiffres, en trois étapes, de 5 à 10 minutes. Rien ne change avant la fin.",
        "A new password replaces your 8 digits, in three steps, in 5 to 10 minutes. Nothing changes before the end.",
      ),
    },
  ),
  acceptTerms: page(acceptTerms, proceed, ["version"], { step: 1 }),
  choosePassword: page(choosePassword, proceed, newPassword, { step: 2 }),
  sendCode: page(giveContact, sendCode, ["contact"], { intro: sentAtOnce, step: 3 }),
  confirmCode: page(typeCode, confirm, ["code"], { step: 3 }),
  startRecovery: page(text("Mot de passe oublié", "Forgotten password"), sendCode, ["identifier"]),
  confirmRecovery: page(typeCode, confirm, ["code"]),
  chooseRecoveredPassword: page(choosePassword, confirm, newPassword),
  replacePassword: page(choosePassword, confirm, newPassword),
  acceptNewTerms: page(acceptTerms, proceed, ["version"]),
  changePassword: page(text("Changer de mot de passe", "Change your password"), confirm, [
    "current",
    "newPassword",
    "confirmation",
  ]),
  changeContact: page(text("Changer de coordonnées", "Change your contact details"), sendCode, ["current", "contact"], {
    intro: sentAtOnce,
  }),
  confirmContact: page(typeCode, confirm, ["code"]),
  rememberMe: page(text("Se souvenir de moi sur cet appareil", "Remember me on this device"), confirm, [], {
    optional: ["label"],
  }),
  reportNotMine: page(
    text("Ce n’est pas moi : signaler ce changement", "This was not me: report this change"),
    null,
    [],
    {
      intro: text(
        "Toutes les connexions seront fermées, et vous choisirez un autre mot de passe.",
        "Every session will be closed, and you will choose another password.",
      ),
    },
  ),
  startConfidentialMode: page(text("Activer le mode confidentiel", "Start the confidential mode"), null, ["current"], {
    intro: text(
      "Les coordonnées qu’une autre personne peut lire ne recevront plus rien, et elle n’en est pas prévenue.",
      "Contact details that another person can read will receive nothing more, and that person is not notified.",
    ),
    optional: ["contacts"],
  }),
  endConfidentialMode: page(text("Arrêter le mode confidentiel", "End the confidential mode"), null, ["current"]),
  closeOwnAccount: page(text("Fermer mon espace personnel", "Close my personal space"), null, ["current"], {
    intro: text(
      "Seule votre Caf pourra le rouvrir. Vos droits ne changent pas.",
      "Only your Caf can open it again. Your rights to benefits do not change.",
    ),
  }),
  grantDelegation: page(text("Donner l’autorisation de gestion", "Give the management authorisation"), null, [], {
    intro: text(
      "L’autre membre du couple aura les mêmes services que vous. Vous pouvez annuler à tout moment.",
      "The other member of the couple will have the same services as you. You can cancel at any time.",
    ),
    optional: ["lastDay", "current"],
  }),
  revokeDelegation: page(text("Annuler l’autorisation de gestion", "Cancel the management authorisation"), null, []),
  renounceDelegation: page(
    text("Renoncer à l’autorisation de gestion", "Give up the management authorisation"),
    null,
    [],
  ),
  declareSeparation: page(text("Déclarer une séparation", "Declare a separation"), null, ["fact"], {
    intro: text(
      "L’autorisation de gestion prend fin aussitôt, et l’autre membre du couple est prévenu. Vous ne pouvez pas annuler.",
      "The management authorisation ends at once, and the other member of the couple is notified. You cannot undo it.",
    ),
    optional: ["current"],
  }),
}

/** The pages of the three steps, in order. List their titles in the window that announces them. */
export const migrationSteps = ["acceptTerms", "choosePassword", "sendCode"] as const

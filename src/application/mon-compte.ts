import * as Context from "effect/Context"
import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { IdentityProof } from "../ports/identity-proof.ts"
import type { Keys } from "../ports/keys.ts"
import type { LegacyVerifier } from "../ports/legacy-verifier.ts"
import type { Notifier } from "../ports/notifier.ts"
import type { PasswordHasher } from "../ports/password-hasher.ts"
import type { Storage } from "../ports/storage.ts"
import { TermsRegister } from "../ports/terms-register.ts"
import { type BoundVerb, bindVerbs } from "./bind-verbs.ts"
import { inputs } from "./contract/inputs.ts"
import { delivery } from "./delivery/background-delivery.ts"
import { Wake } from "./unit-of-work/wake.ts"
import { changeContact } from "./use-cases/contact/change-contact.ts"
import { confirmContact } from "./use-cases/contact/confirm-contact.ts"
import { contactChangeProgress } from "./use-cases/contact/contact-change-progress.ts"
import { endConfidentialMode } from "./use-cases/contact/end-confidential-mode.ts"
import { resendContactCode } from "./use-cases/contact/resend-contact-code.ts"
import { startConfidentialMode } from "./use-cases/contact/start-confidential-mode.ts"
import { createAccount } from "./use-cases/creation/create-account.ts"
import { declareSeparation } from "./use-cases/household/declare-separation.ts"
import { explainRight } from "./use-cases/household/explain-right.ts"
import { grantDelegation } from "./use-cases/household/grant-delegation.ts"
import { listActions } from "./use-cases/household/list-actions.ts"
import { listMyFiles } from "./use-cases/household/list-my-files.ts"
import { listVisibleFields } from "./use-cases/household/list-visible-fields.ts"
import { previewSeparation } from "./use-cases/household/preview-separation.ts"
import { recordAction } from "./use-cases/household/record-action.ts"
import { renounceDelegation } from "./use-cases/household/renounce-delegation.ts"
import { revokeDelegation } from "./use-cases/household/revoke-delegation.ts"
import { listMandates } from "./use-cases/mandate/list-mandates.ts"
import { chooseRecoveredPassword } from "./use-cases/recovery/choose-recovered-password.ts"
import { confirmRecovery } from "./use-cases/recovery/confirm-recovery.ts"
import { reportNotMine } from "./use-cases/recovery/report-not-mine.ts"
import { startRecovery } from "./use-cases/recovery/start-recovery.ts"
import { acceptNewTerms } from "./use-cases/sign-in/accept-new-terms.ts"
import { changePassword } from "./use-cases/sign-in/change-password.ts"
import { closeOwnAccount } from "./use-cases/sign-in/close-own-account.ts"
import { explainClosing } from "./use-cases/sign-in/explain-closing.ts"
import { forgetDevice } from "./use-cases/sign-in/forget-device.ts"
import { listDevices } from "./use-cases/sign-in/list-devices.ts"
import { listSessions } from "./use-cases/sign-in/list-sessions.ts"
import { rememberMe } from "./use-cases/sign-in/remember-me.ts"
import { rememberedIdentifier } from "./use-cases/sign-in/remembered-identifier.ts"
import { replacePassword } from "./use-cases/sign-in/replace-password.ts"
import { revokeDevice } from "./use-cases/sign-in/revoke-device.ts"
import { revokeOtherSessions } from "./use-cases/sign-in/revoke-other-sessions.ts"
import { revokeSession } from "./use-cases/sign-in/revoke-session.ts"
import { signIn } from "./use-cases/sign-in/sign-in.ts"
import { signOut } from "./use-cases/sign-in/sign-out.ts"
import { whoAmI } from "./use-cases/sign-in/who-am-i.ts"
import { abandonMigration } from "./use-cases/wizard/abandon-migration.ts"
import { acceptTerms } from "./use-cases/wizard/accept-terms.ts"
import { choosePassword } from "./use-cases/wizard/choose-password.ts"
import { confirmCode } from "./use-cases/wizard/confirm-code.ts"
import { goBack } from "./use-cases/wizard/go-back.ts"
import { migrationProgress } from "./use-cases/wizard/migration-progress.ts"
import { refuseTerms } from "./use-cases/wizard/refuse-terms.ts"
import { resendCode } from "./use-cases/wizard/resend-code.ts"
import { sendCode } from "./use-cases/wizard/send-code.ts"
import { startMigration } from "./use-cases/wizard/start-migration.ts"

/** The ports that the verbs of `MonCompte` use. */
export type Ports = Storage | Keys | Notifier | PasswordHasher | LegacyVerifier | TermsRegister | IdentityProof

type Dependencies = Ports | Wake | SecureRandom.SecureRandom

const termsInForce = Effect.fn("MonCompte.termsInForce")(() =>
  Effect.flatMap(TermsRegister, (register) => register.inForce),
)

/** The verbs, in the order in which a person meets them. An editor shows these docstrings, so each verb has one. */
const verbs = {
  /** Signs in with an identifier and a password. */
  signIn,
  /** "Créer Mon Compte": lets a member of a household who has no personal space open one. */
  createAccount,
  /** "Commencer": starts the wizard, or resumes it. */
  startMigration,
  /** The terms of use in force: their version, text and hash. */
  termsInForce,
  /** Step 1: accepts the terms that were shown. */
  acceptTerms,
  /** Step 1, refused: the wizard closes, and the account stays as it was. */
  refuseTerms,
  /** Step 2: chooses the new password, typed twice. */
  choosePassword,
  /** Step 3, "Envoyer le code": takes an e-mail address or a mobile number, and sends a code to it at once. */
  sendCode,
  /** Sends a new code to the same contact. */
  resendCode,
  /** "Valider": enters the code. A right one changes terms, password and contact together. */
  confirmCode,
  /** Goes one step back in the wizard. */
  goBack,
  /** Leaves the wizard. The account stays as it was. */
  abandonMigration,
  /** Answers the step that the wizard is at ("step 2 of 3") and what is left. */
  migrationProgress,
  /** "Se souvenir de moi": makes this browser remember the identifier of the signed-in person. */
  rememberMe,
  /** Reads the identifier that a browser remembers, masked. */
  rememberedIdentifier,
  /** Makes a browser forget the person that it remembers. */
  forgetDevice,
  /** Lists the browsers that remember the signed-in person. */
  listDevices,
  /** Makes one browser forget the signed-in person, by its number in `listDevices`. */
  revokeDevice,
  /** Reads the person of a session: the check of a service before it serves a request. */
  whoAmI,
  /** Lists the sessions of the signed-in person. */
  listSessions,
  /** Ends one session of the signed-in person, by its number in `listSessions`. */
  revokeSession,
  /** Ends every session of the signed-in person except the one of this request. */
  revokeOtherSessions,
  /** Ends the session of this request. */
  signOut,
  /** Says what the owner loses and keeps when they close their space. */
  explainClosing,
  /** Closes the space of the signed-in person, who types the current password. */
  closeOwnAccount,
  /** Changes the password of a signed-in person who types the present one. */
  changePassword,
  /** Requests another contact, and sends a code to it at once. */
  changeContact,
  /** Sends a new code to the requested contact. */
  resendContactCode,
  /** Enters the code that `changeContact` sent: the contact changes, and the former one is notified. */
  confirmContact,
  /** Answers whether a change of contact is under way, and what is known of its code. */
  contactChangeProgress,
  /** Starts the confidential mode: contacts that another person may read receive and recover nothing. */
  startConfidentialMode,
  /** Ends the confidential mode. */
  endConfidentialMode,
  /** "Mot de passe oublié ?": sends a code to a contact on record, if there is one. */
  startRecovery,
  /** Enters the code of a recovery. */
  confirmRecovery,
  /** Chooses a new password in place of a forgotten one, after the code was right. */
  chooseRecoveredPassword,
  /** "Ce n’est pas moi": reports the change that a notice announced, by the token of its link. Only a button calls it. */
  reportNotMine,
  /** Replaces a password that no longer satisfies the rules, after `MustChangePassword`. */
  replacePassword,
  /** Accepts the newer terms after `TermsRequired`, and signs in. */
  acceptNewTerms,
  /** Gives the management authorisation to the spouse. */
  grantDelegation,
  /** The holder cancels the management authorisation. */
  revokeDelegation,
  /** The spouse gives the management authorisation back. */
  renounceDelegation,
  /** Declares a separation. It ends the couple and the management authorisation. */
  declareSeparation,
  /** Says who would learn what of a separation, and when, before it is declared. */
  previewSeparation,
  /** Lists the household files that the signed-in person is or was in. */
  listMyFiles,
  /** Lists who acts for the signed-in person by a court's decision, and for whom they act. */
  listMandates,
  /** Explains whether a person may do something on a file at this moment, and why. */
  explainRight,
  /** Says which data of a member of a file a person may see, field by field. */
  listVisibleFields,
  /** Records an action on a file, if the person has the right to it. */
  recordAction,
  /** Lists the action records of a file: who did what, for whom and by which rule. */
  listActions,
}

/** The verbs as users call them. */
export type Verbs = { readonly [Name in keyof typeof verbs]: BoundVerb<(typeof verbs)[Name]> }

/**
 * Mon Compte: the sign-in and the migration, as an Effect service.
 *
 * Answers are closed unions in the success channel. Refusals are typed values with a stable `_tag` in the error channel.
 */
export class MonCompte extends Context.Service<MonCompte, Verbs>()("mon-compte/MonCompte") {
  /** The verbs without delivery: messages stay in the outbox until a `delivery` leases them, here or elsewhere. */
  static readonly verbs: Layer.Layer<MonCompte, never, Ports | Wake | SecureRandom.SecureRandom> = Layer.effect(
    MonCompte,
    // Each entry of `verbs` is bound, which the compiler cannot follow through `Object.entries`.
    Effect.map(bindVerbs<Dependencies>(verbs, inputs), (all) => MonCompte.of(all as unknown as Verbs)),
  )

  /** The verbs, and the delivery of messages in the background. */
  static readonly layer: Layer.Layer<MonCompte, never, Ports> = Layer.merge(MonCompte.verbs, delivery).pipe(
    Layer.provide([Wake.layer, SecureRandom.layerWebCrypto]),
  )
}

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
import { type Bound, bound } from "./bound.ts"
import { changeContact } from "./contact/change-contact.ts"
import { confirmContact } from "./contact/confirm-contact.ts"
import { contactProgress } from "./contact/contact-change.ts"
import { resendContactCode } from "./contact/resend-contact-code.ts"
import { createAccount } from "./creation/create-account.ts"
import { delivery } from "./delivery/delivery.ts"
import { Nudge } from "./delivery/nudge.ts"
import { declareSeparation } from "./file/declare-separation.ts"
import { deeds } from "./file/deeds.ts"
import { grantDelegation } from "./file/grant-delegation.ts"
import { myFiles } from "./file/my-files.ts"
import { perform } from "./file/perform.ts"
import { permitted } from "./file/permitted.ts"
import { renounceDelegation } from "./file/renounce-delegation.ts"
import { revokeDelegation } from "./file/revoke-delegation.ts"
import { choosePasswordAnew } from "./recovery/choose-password-anew.ts"
import { confirmRecovery } from "./recovery/confirm-recovery.ts"
import { recover } from "./recovery/recover.ts"
import { acceptNewTerms } from "./sign-in/accept-new-terms.ts"
import { changePassword } from "./sign-in/change-password.ts"
import { forgetDevice } from "./sign-in/forget-device.ts"
import { rememberMe } from "./sign-in/remember-me.ts"
import { rememberedIdentifier } from "./sign-in/remembered-identifier.ts"
import { replacePassword } from "./sign-in/replace-password.ts"
import { revokeOtherSessions } from "./sign-in/revoke-other-sessions.ts"
import { revokeSession } from "./sign-in/revoke-session.ts"
import { sessions } from "./sign-in/sessions.ts"
import { signIn } from "./sign-in/sign-in.ts"
import { signOut } from "./sign-in/sign-out.ts"
import { whoAmI } from "./sign-in/who-am-i.ts"
import { abandon } from "./wizard/abandon.ts"
import { acceptTerms } from "./wizard/accept-terms.ts"
import { choosePassword } from "./wizard/choose-password.ts"
import { confirmCode } from "./wizard/confirm-code.ts"
import { goBack } from "./wizard/go-back.ts"
import { progress } from "./wizard/progress.ts"
import { refuseTerms } from "./wizard/refuse-terms.ts"
import { resendCode } from "./wizard/resend-code.ts"
import { sendCode } from "./wizard/send-code.ts"
import { startMigration } from "./wizard/start-migration.ts"

/** What the services need from outside. */
export type Ports = Storage | Keys | Notifier | PasswordHasher | LegacyVerifier | TermsRegister | IdentityProof

type Inside = Ports | Nudge | SecureRandom.SecureRandom

/** The terms of use in force: their version, text and hash. */
const termsInForce = Effect.fn("MonCompte.termsInForce")(() =>
  Effect.flatMap(TermsRegister, (register) => register.inForce),
)

/** The verbs, in the order in which a person meets them. */
const verbs = {
  signIn,
  createAccount,
  startMigration,
  termsInForce,
  acceptTerms,
  refuseTerms,
  choosePassword,
  sendCode,
  resendCode,
  confirmCode,
  goBack,
  abandon,
  progress,
  rememberMe,
  rememberedIdentifier,
  forgetDevice,
  whoAmI,
  sessions,
  revokeSession,
  revokeOtherSessions,
  signOut,
  changePassword,
  changeContact,
  resendContactCode,
  confirmContact,
  contactProgress,
  recover,
  confirmRecovery,
  choosePasswordAnew,
  replacePassword,
  acceptNewTerms,
  grantDelegation,
  revokeDelegation,
  renounceDelegation,
  declareSeparation,
  myFiles,
  permitted,
  perform,
  deeds,
}

/** The verbs as users call them. */
export type Verbs = { readonly [Name in keyof typeof verbs]: Bound<(typeof verbs)[Name]> }

/**
 * Mon Compte: the sign-in and the migration, as an Effect service.
 *
 * Answers are closed unions in the success channel, refusals typed values with a stable `_tag` in the error channel.
 */
export class MonCompte extends Context.Service<MonCompte, Verbs>()("mon-compte/MonCompte") {
  /** The verbs alone: messages stay in the outbox until a `delivery`, here or elsewhere, takes them. */
  static readonly verbs: Layer.Layer<MonCompte, never, Ports | Nudge | SecureRandom.SecureRandom> = Layer.effect(
    MonCompte,
    // Built from `verbs` one by one, which the compiler cannot follow through `Object.entries`.
    Effect.map(bound<Inside>(verbs), (all) => MonCompte.of(all as unknown as Verbs)),
  )

  /** The verbs, and the delivery of messages in the background. */
  static readonly layer: Layer.Layer<MonCompte, never, Ports> = Layer.merge(MonCompte.verbs, delivery).pipe(
    Layer.provide([Nudge.layer, SecureRandom.layerWebCrypto]),
  )
}

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
import { abandon } from "./abandon.ts"
import { acceptNewTerms } from "./accept-new-terms.ts"
import { acceptTerms } from "./accept-terms.ts"
import { type Bound, bound } from "./bound.ts"
import { changeContact } from "./change-contact.ts"
import { changePassword } from "./change-password.ts"
import { choosePassword } from "./choose-password.ts"
import { choosePasswordAnew } from "./choose-password-anew.ts"
import { confirmCode } from "./confirm-code.ts"
import { confirmContact } from "./confirm-contact.ts"
import { confirmRecovery } from "./confirm-recovery.ts"
import { contactProgress } from "./contact-change.ts"
import { createAccount } from "./create-account.ts"
import { declareSeparation } from "./declare-separation.ts"
import { deeds } from "./deeds.ts"
import { delivery } from "./delivery.ts"
import { forgetDevice } from "./forget-device.ts"
import { goBack } from "./go-back.ts"
import { grantDelegation } from "./grant-delegation.ts"
import { myFiles } from "./my-files.ts"
import { Nudge } from "./nudge.ts"
import { perform } from "./perform.ts"
import { permitted } from "./permitted.ts"
import { progress } from "./progress.ts"
import { recover } from "./recover.ts"
import { refuseTerms } from "./refuse-terms.ts"
import { rememberMe } from "./remember-me.ts"
import { rememberedIdentifier } from "./remembered-identifier.ts"
import { renounceDelegation } from "./renounce-delegation.ts"
import { replacePassword } from "./replace-password.ts"
import { resendCode } from "./resend-code.ts"
import { resendContactCode } from "./resend-contact-code.ts"
import { revokeDelegation } from "./revoke-delegation.ts"
import { revokeOtherSessions } from "./revoke-other-sessions.ts"
import { revokeSession } from "./revoke-session.ts"
import { sendCode } from "./send-code.ts"
import { sessions } from "./sessions.ts"
import { signIn } from "./sign-in.ts"
import { signOut } from "./sign-out.ts"
import { startMigration } from "./start-migration.ts"
import { whoAmI } from "./who-am-i.ts"

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

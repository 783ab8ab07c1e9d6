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
import { delivery } from "./delivery/delivery.ts"
import { Wake } from "./unit-of-work/wake.ts"
import { changeContact } from "./use-cases/contact/change-contact.ts"
import { confirmContact } from "./use-cases/contact/confirm-contact.ts"
import { contactChangeProgress } from "./use-cases/contact/contact-change-progress.ts"
import { resendContactCode } from "./use-cases/contact/resend-contact-code.ts"
import { createAccount } from "./use-cases/creation/create-account.ts"
import { declareSeparation } from "./use-cases/household/declare-separation.ts"
import { explainRight } from "./use-cases/household/explain-right.ts"
import { grantDelegation } from "./use-cases/household/grant-delegation.ts"
import { listActions } from "./use-cases/household/list-actions.ts"
import { listMyFiles } from "./use-cases/household/list-my-files.ts"
import { recordAction } from "./use-cases/household/record-action.ts"
import { renounceDelegation } from "./use-cases/household/renounce-delegation.ts"
import { revokeDelegation } from "./use-cases/household/revoke-delegation.ts"
import { chooseRecoveredPassword } from "./use-cases/recovery/choose-recovered-password.ts"
import { confirmRecovery } from "./use-cases/recovery/confirm-recovery.ts"
import { startRecovery } from "./use-cases/recovery/start-recovery.ts"
import { acceptNewTerms } from "./use-cases/sign-in/accept-new-terms.ts"
import { changePassword } from "./use-cases/sign-in/change-password.ts"
import { forgetDevice } from "./use-cases/sign-in/forget-device.ts"
import { listSessions } from "./use-cases/sign-in/list-sessions.ts"
import { rememberMe } from "./use-cases/sign-in/remember-me.ts"
import { rememberedIdentifier } from "./use-cases/sign-in/remembered-identifier.ts"
import { replacePassword } from "./use-cases/sign-in/replace-password.ts"
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

/** What the services need from outside. */
export type Ports = Storage | Keys | Notifier | PasswordHasher | LegacyVerifier | TermsRegister | IdentityProof

type Inside = Ports | Wake | SecureRandom.SecureRandom

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
  abandonMigration,
  migrationProgress,
  rememberMe,
  rememberedIdentifier,
  forgetDevice,
  whoAmI,
  listSessions,
  revokeSession,
  revokeOtherSessions,
  signOut,
  changePassword,
  changeContact,
  resendContactCode,
  confirmContact,
  contactChangeProgress,
  startRecovery,
  confirmRecovery,
  chooseRecoveredPassword,
  replacePassword,
  acceptNewTerms,
  grantDelegation,
  revokeDelegation,
  renounceDelegation,
  declareSeparation,
  listMyFiles,
  explainRight,
  recordAction,
  listActions,
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
  static readonly verbs: Layer.Layer<MonCompte, never, Ports | Wake | SecureRandom.SecureRandom> = Layer.effect(
    MonCompte,
    // Built from `verbs` one by one, which the compiler cannot follow through `Object.entries`.
    Effect.map(bound<Inside>(verbs), (all) => MonCompte.of(all as unknown as Verbs)),
  )

  /** The verbs, and the delivery of messages in the background. */
  static readonly layer: Layer.Layer<MonCompte, never, Ports> = Layer.merge(MonCompte.verbs, delivery).pipe(
    Layer.provide([Wake.layer, SecureRandom.layerWebCrypto]),
  )
}

/**
 * `mon-compte`: the sign-in of a family-allowance portal, as an Effect service over ports.
 *
 * `MonCompte` gathers the verbs; the ports are what it needs from outside; policies are versioned values. The
 * leaflets, pure state machines and rulebooks, are exported whole for those who model or test such a service.
 *
 * @module
 */
export * as Account from "./account/account.ts"
export * as Device from "./account/device.ts"
export { devicePolicies } from "./account/device.ts"
export * as LockOut from "./account/lock-out.ts"
export { lockOutPolicies } from "./account/lock-out.ts"
export * as Recovery from "./account/recovery.ts"
export { recoveryPolicies } from "./account/recovery-policy.ts"
export * as Sessions from "./account/sessions.ts"
export { sessionPolicies } from "./account/sessions.ts"
export * as Challenge from "./challenge/challenge.ts"
export { codePolicies } from "./challenge/code-policy.ts"
export * as SendAllowance from "./challenge/send-allowance.ts"
export { CivilDate, civilDateAt } from "./civil-date/civil-date.ts"
export { endOfDay } from "./civil-date/end-of-day.ts"
export { agePolicies, isOverFifteen } from "./civil-date/over-fifteen.ts"
export {
  type Contact,
  type ContactPolicy,
  contactPolicies,
  type Defect as ContactDefect,
  type DefectCode as ContactDefectCode,
  Email,
  Mobile,
  type ParsedContact,
  parse as parseContact,
} from "./contact/contact.ts"
export { ContactFromText, EmailFromText, MobileFromText } from "./contact/schema.ts"
export { contactTexts } from "./contact/texts.ts"
export * as Delegation from "./delegation/delegation.ts"
export * as Household from "./household/household.ts"
export * as Memberships from "./household/memberships.ts"
export { partnerOf, standingOf } from "./household/standing.ts"
export { householdTexts } from "./household/texts.ts"
export type { Decider } from "./machine/decider.ts"
export { toMermaid } from "./machine/diagram.ts"
export { type Arrow, arrows, NotAllowed, type Table, type Tagged } from "./machine/table.ts"
export type { Refusal, RefusalCode } from "./messages/code.ts"
export { detailsOf } from "./messages/details.ts"
export { isRefusal, messageOf, messages } from "./messages/messages.ts"
export { nirTexts } from "./messages/nir.ts"
export { migrationPolicies } from "./migration/draft.ts"
export * as Migration from "./migration/migration.ts"
export { type Progress, progress, type StepName } from "./migration/progress.ts"
export { type ClaimedIdentity, type IdentityAnswer, IdentityDown, IdentityProof } from "./ports/identity-proof.ts"
export { type KeyId, Keys, KeysDown, type Ring, type WrappedKey } from "./ports/keys.ts"
export { type LegacyAnswer, LegacyDown, LegacyVerifier } from "./ports/legacy-verifier.ts"
export { type Routes, routedNotifier } from "./ports/notifier.routes.ts"
export {
  type Announcement,
  type AnnouncementAbout,
  announcements,
  type CodePurpose,
  type ConfirmationCode,
  codePurposes,
  type Language,
  type Notice,
  Notifier,
  NotifierDown,
  Undeliverable,
} from "./ports/notifier.ts"
export { HasherBusy, type PasswordHash, PasswordHasher } from "./ports/password-hasher.ts"
export { IssuerDown, ProvisionalIssuer } from "./ports/provisional-issuer.ts"
export { RecordedContacts, type RecordedFile } from "./ports/recorded-contacts.ts"
export * from "./ports/storage.ts"
export { type Terms, TermsDown, TermsRegister } from "./ports/terms-register.ts"
export { ProvisionalIdentifier, provisionalPolicies } from "./provisional/provisional.ts"
export * as Deeds from "./rights/deeds.ts"
export * as Rights from "./rights/rights.ts"
export { actionTexts, changeTexts, permitTexts, refusalTexts } from "./rights/texts.ts"
export { Agency, type AgencyPorts, type AgencyVerbs } from "./services/agency.ts"
export { type AgencyInput, agencyInputs } from "./services/agency-inputs.ts"
export type { ContactChanged } from "./services/contact/confirm-contact.ts"
export type { ContactCodeSent, NoContactAsked } from "./services/contact/contact-change.ts"
export type { CreationOpened } from "./services/creation/create-account.ts"
export * from "./services/creation/creation-refusals.ts"
export type { PersonForgotten } from "./services/creation/forget-person.ts"
export { deliverDue } from "./services/delivery/deliver.ts"
export { delivery } from "./services/delivery/delivery.ts"
export { type DeliveryPolicy, deliveryPolicies } from "./services/delivery/delivery-policy.ts"
export { Nudge } from "./services/delivery/nudge.ts"
export type { FileSeen } from "./services/file/amend-file.ts"
export type { Separated } from "./services/file/declare-separation.ts"
export type { DeedList } from "./services/file/deeds.ts"
export type { DelegationNow } from "./services/file/delegation-now.ts"
export * from "./services/file/file-refusals.ts"
export type { MyFiles } from "./services/file/my-files.ts"
export type { Performed } from "./services/file/perform.ts"
export type { Explained } from "./services/file/permitted.ts"
export { type Input, inputs } from "./services/inputs.ts"
export { rewrapKeys, type Sweep, type Swept } from "./services/keys/rewrap-keys.ts"
export { MonCompte, type Ports, type Verbs } from "./services/mon-compte.ts"
export { defaultPolicies, Policies, type PolicySet } from "./services/policies.ts"
export type { PasswordRecovered } from "./services/recovery/choose-password-anew.ts"
export type { PasswordToChoose, RecoveryAnswer } from "./services/recovery/confirm-recovery.ts"
export type { CodeSentIfKnown } from "./services/recovery/recover.ts"
export * from "./services/refusals.ts"
export type { PasswordChanged } from "./services/sign-in/change-password.ts"
export type { AccountClosed } from "./services/sign-in/close-account.ts"
export type { DeclaredCompromised } from "./services/sign-in/declare-compromised.ts"
export type { MigrationRequired, MustChangePassword, SignedIn, TermsRequired } from "./services/sign-in/open-session.ts"
export type { Remembered } from "./services/sign-in/remember-me.ts"
export type { RememberedIdentifier } from "./services/sign-in/remembered-identifier.ts"
export type { OthersRevoked } from "./services/sign-in/revoke-other-sessions.ts"
export type { SessionRevoked } from "./services/sign-in/revoke-session.ts"
export type { SessionSeen, SessionsSeen } from "./services/sign-in/sessions.ts"
export type { SignInAnswer } from "./services/sign-in/sign-in.ts"
export type { SignedOut } from "./services/sign-in/sign-out.ts"
export type { CurrentPerson } from "./services/sign-in/who-am-i.ts"
export type { Step } from "./services/wizard/step.ts"

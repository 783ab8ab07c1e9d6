/**
 * `mon-compte`: the sign-in of a family-allowance portal, as an Effect service over ports.
 *
 * `MonCompte` has the verbs of people, and `Agency` those of the fund's agents. Adapters implement the ports. Policies
 * are versioned values. The domain modules are exported too, for those who model or test such a service.
 *
 * @module
 */

export { Agency, type AgencyPorts, type AgencyVerbs } from "./application/agency.ts"
export type { PasswordChanged } from "./application/caller/new-password.ts"
export type {
  MigrationRequired,
  MustChangePassword,
  PasswordCompromised,
  PasswordOutdated,
  SignedIn,
  TermsRequired,
} from "./application/caller/sign-in-answer.ts"
export type { ContactCodeSent, NoContactRequested } from "./application/code/contact-change.ts"
export { type AgencyInput, agencyInputs } from "./application/contract/agency-inputs.ts"
export * from "./application/contract/creation-refusals.ts"
export { type DeliveryPolicy, deliveryPolicies } from "./application/contract/delivery-policy.ts"
export * from "./application/contract/file-refusals.ts"
export {
  type FreeTextField,
  freeTextFields,
  PersonalDataRefused,
} from "./application/contract/free-text.ts"
export { type Input, inputs } from "./application/contract/inputs.ts"
export {
  decodePolicies,
  defaultPolicies,
  Policies,
  type PolicySet,
  policiesLayer,
} from "./application/contract/policies.ts"
export { PolicyRefused } from "./application/contract/policy-refused.ts"
export * from "./application/contract/refusals.ts"
export { delivery } from "./application/delivery/background-delivery.ts"
export { deliverDue } from "./application/delivery/deliver-due.ts"
export { type Routes, routedNotifier } from "./application/delivery/routed-notifier.ts"
export type { FileView } from "./application/household-file/amend-file.ts"
export type { DelegationView } from "./application/household-file/delegation-view.ts"
export { MonCompte, type Ports, type Verbs } from "./application/mon-compte.ts"
export { Wake } from "./application/unit-of-work/wake.ts"
export type { ContactBarred } from "./application/use-cases/contact/bar-contact.ts"
export type { ContactChanged } from "./application/use-cases/contact/confirm-contact.ts"
export type { CreationOpened } from "./application/use-cases/creation/create-account.ts"
export type { PersonErased } from "./application/use-cases/creation/erase-person.ts"
export type { Separated } from "./application/use-cases/household/declare-separation.ts"
export type { ExplainedRight } from "./application/use-cases/household/explain-right.ts"
export type { ActionList } from "./application/use-cases/household/list-actions.ts"
export type { MyFiles } from "./application/use-cases/household/list-my-files.ts"
export type { ActionRecorded } from "./application/use-cases/household/record-action.ts"
export { type RewrapOptions, type RewrapProgress, rewrapKeys } from "./application/use-cases/keys/rewrap-keys.ts"
export type { PasswordRecovered } from "./application/use-cases/recovery/choose-recovered-password.ts"
export type { PasswordToChoose, RecoveryAnswer } from "./application/use-cases/recovery/confirm-recovery.ts"
export type { AccessRestored } from "./application/use-cases/recovery/restore-access.ts"
export type { CodeSentIfKnown } from "./application/use-cases/recovery/start-recovery.ts"
export type { AccountClosed } from "./application/use-cases/sign-in/close-account.ts"
export type { DeclaredCompromised } from "./application/use-cases/sign-in/declare-compromised.ts"
export type { SessionList, SessionView } from "./application/use-cases/sign-in/list-sessions.ts"
export type { Remembered } from "./application/use-cases/sign-in/remember-me.ts"
export type { RememberedIdentifier } from "./application/use-cases/sign-in/remembered-identifier.ts"
export type { OthersRevoked } from "./application/use-cases/sign-in/revoke-other-sessions.ts"
export type { SessionRevoked } from "./application/use-cases/sign-in/revoke-session.ts"
export type { SignInAnswer } from "./application/use-cases/sign-in/sign-in.ts"
export type { SignedOut } from "./application/use-cases/sign-in/sign-out.ts"
export type { AccountUnlocked } from "./application/use-cases/sign-in/unlock-account.ts"
export type { CurrentPerson } from "./application/use-cases/sign-in/who-am-i.ts"
export type { Step } from "./application/wizard/describe-step.ts"
export * as Account from "./domain/account/account.ts"
export { type PasswordHashPolicy, passwordHashPolicies } from "./domain/account/password-hash-policy.ts"
export * as AuditLog from "./domain/audit/audit-log.ts"
export * as AccountAllowance from "./domain/challenge/account-allowance.ts"
export * as AnnouncementAllowance from "./domain/challenge/announcement-allowance.ts"
export * as Challenge from "./domain/challenge/challenge.ts"
export { type CodePolicy, codeLengths, codePolicies } from "./domain/challenge/code-policy.ts"
export * as MessageBudget from "./domain/challenge/message-budget.ts"
export { type MessagePolicy, type MobileDestination, messagePolicies } from "./domain/challenge/message-policy.ts"
export type { CodePurpose } from "./domain/challenge/purpose.ts"
export { codePurposes } from "./domain/challenge/purpose.ts"
export * as SendAllowance from "./domain/challenge/send-allowance.ts"
export { CivilDate, civilDateAt } from "./domain/civil-date/civil-date.ts"
export { endOfDay } from "./domain/civil-date/end-of-day.ts"
export { agePolicies, isOverFifteen } from "./domain/civil-date/over-fifteen.ts"
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
} from "./domain/contact/contact.ts"
export { ContactFromText, EmailFromText, MobileFromText } from "./domain/contact/schema.ts"
export { contactTexts } from "./domain/contact/texts.ts"
export * as Delegation from "./domain/delegation/delegation.ts"
export * as Device from "./domain/device/device.ts"
export { devicePolicies } from "./domain/device/device.ts"
export * as Household from "./domain/household/household.ts"
export * as Memberships from "./domain/household/memberships.ts"
export { partnerOf, personFactsOf } from "./domain/household/person-facts.ts"
export { endCauseTexts, householdTexts } from "./domain/household/texts.ts"
export { type IdentityPolicy, identityPolicies } from "./domain/identity/identity-policy.ts"
export { type Strength, strengths } from "./domain/identity/strength.ts"
export { isLanguage, type Language, languages, parseLanguage, type Text } from "./domain/language/language.ts"
export * as LockOut from "./domain/lock-out/lock-out.ts"
export { type LockOutPolicy, lockOutPolicies, type UnlockCause } from "./domain/lock-out/lock-out.ts"
export * as Migration from "./domain/migration/migration.ts"
export { migrationPolicies } from "./domain/migration/migration-policy.ts"
export { type Progress, progress, type StepName } from "./domain/migration/progress.ts"
export { ProvisionalIdentifier, provisionalPolicies } from "./domain/provisional-identifier/provisional-identifier.ts"
export * as Recovery from "./domain/recovery/recovery.ts"
export { recoveryPolicies } from "./domain/recovery/recovery-policy.ts"
export * as Rights from "./domain/rights/rights.ts"
export { actionTexts, changeTexts, permitTexts, refusalTexts } from "./domain/rights/texts.ts"
export { type GraveActPolicy, graveActPolicies } from "./domain/session/grave-act-policy.ts"
export * as Sessions from "./domain/session/sessions.ts"
export { sessionPolicies } from "./domain/session/sessions.ts"
export type { Decider, StateMachine } from "./domain/state-machine/decider.ts"
export { toMermaid } from "./domain/state-machine/diagram.ts"
export { type Arrow, arrows, NotAllowed, type Table, type Tagged } from "./domain/state-machine/table.ts"
export { detailsOf } from "./messages/details.ts"
export { isRefusal, messageOf, messages } from "./messages/messages.ts"
export { nirTexts } from "./messages/nir-defects.ts"
export { fitsOneSms } from "./messages/notices/gsm-alphabet.ts"
export type { LongText } from "./messages/notices/long/text.ts"
export { type LongNotice, longTextOf } from "./messages/notices/long.ts"
export {
  leavesRoomForCode,
  type ShortNotice,
  type ShortTextOptions,
  shortTextOf,
} from "./messages/notices/short.ts"
export type { Refusal, RefusalCode } from "./messages/refusal.ts"
export {
  type ClaimedIdentity,
  type Evidence,
  type IdentityAnswer,
  IdentityDown,
  IdentityProof,
  type IdentityProved,
} from "./ports/identity-proof.ts"
export { type KeyId, Keys, KeysDown, type Ring, type WrappedKey } from "./ports/keys.ts"
export { type LegacyAnswer, LegacyDown, LegacyVerifier } from "./ports/legacy-verifier.ts"
export {
  type Announcement,
  type AnnouncementAbout,
  announcements,
  type ConfirmationCode,
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

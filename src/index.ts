/**
 * `mon-compte`: the sign-in of a family-allowance portal, as an Effect service over ports.
 *
 * `MonCompte` has the verbs of people, and `Agency` those of the fund's agents. Adapters implement the ports. Policies
 * are versioned values. The domain modules are exported too, for those who model or test such a service.
 *
 * @module
 */

export type * from "./answers.ts"
export { Agency, type AgencyPorts, type AgencyVerbs } from "./application/agency.ts"
export { type AgencyInput, agencyInputs } from "./application/contract/agency-inputs.ts"
export * from "./application/contract/confidential-refusals.ts"
export * from "./application/contract/creation-refusals.ts"
export { type DeliveryPolicy, deliveryPolicies } from "./application/contract/delivery-policy.ts"
export { type FieldName, fieldsOf, type VerbName, verbNames } from "./application/contract/field-names.ts"
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
export * from "./application/contract/work-refusals.ts"
export { delivery } from "./application/delivery/background-delivery.ts"
export { deliverDue } from "./application/delivery/deliver-due.ts"
export { type Routes, routedNotifier } from "./application/delivery/routed-notifier.ts"
export { MonCompte, type Ports, type Verbs } from "./application/mon-compte.ts"
export { type SealedStatesOptions, sealedStates } from "./application/secrets/sealed-states.ts"
export { Wake } from "./application/unit-of-work/wake.ts"
export { type RewrapOptions, type RewrapProgress, rewrapKeys } from "./application/use-cases/keys/rewrap-keys.ts"
export { type SealOptions, type SealProgress, sealStates } from "./application/use-cases/keys/seal-states.ts"
export * as Account from "./domain/account/account.ts"
export { ClosingCause as AccountClosingCause, ReopeningCause } from "./domain/account/closing.ts"
export { type ConfidentialPolicy, confidentialPolicies } from "./domain/account/confidential-policy.ts"
export { type ContactRecovery, contactRecoveryTexts } from "./domain/account/contact-recovery.ts"
export { CorrectionCause, MergeCause, MergeProof } from "./domain/account/correction.ts"
export { type PasswordHashPolicy, passwordHashPolicies } from "./domain/account/password-hash-policy.ts"
export { type ReportPolicy, reportPolicies } from "./domain/account/report-policy.ts"
export * as AgentReads from "./domain/audit/agent-reads.ts"
export * as AuditLog from "./domain/audit/audit-log.ts"
export { type Irreversible, irreversible, type Reversal, type ReversingVerb } from "./domain/audit/reversal.ts"
export * as AccountAllowance from "./domain/challenge/account-allowance.ts"
export * as AnnouncementAllowance from "./domain/challenge/announcement-allowance.ts"
export * as Challenge from "./domain/challenge/challenge.ts"
export { type CodePolicy, codeLengths, codePolicies } from "./domain/challenge/code-policy.ts"
export * as MessageBudget from "./domain/challenge/message-budget.ts"
export { type MessagePolicy, type MobileDestination, messagePolicies } from "./domain/challenge/message-policy.ts"
export type { CodePurpose } from "./domain/challenge/purpose.ts"
export { codePurposes } from "./domain/challenge/purpose.ts"
export { CodeSuperseded } from "./domain/challenge/refusal.ts"
export * as SendAllowance from "./domain/challenge/send-allowance.ts"
export { BirthDate, isBirthDate, unknownPart } from "./domain/civil-date/birth-date.ts"
export { CivilDate, civilDateAt } from "./domain/civil-date/civil-date.ts"
export { endOfDay } from "./domain/civil-date/end-of-day.ts"
export { agePolicies, isOverFifteen } from "./domain/civil-date/over-fifteen.ts"
export { birthDateInWords } from "./domain/civil-date/texts.ts"
export { parseTypedBirthDate, parseTypedDay } from "./domain/civil-date/typed-date.ts"
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
export { type ReminderPolicy, reminderPolicies } from "./domain/delegation/reminder-policy.ts"
export * as Device from "./domain/device/device.ts"
export { devicePolicies } from "./domain/device/device.ts"
export * as Household from "./domain/household/household.ts"
export * as Memberships from "./domain/household/memberships.ts"
export { partnerOf, personFactsOf } from "./domain/household/person-facts.ts"
export {
  type PreviewCode,
  type PreviewKind,
  type PreviewPoint,
  previewTexts,
  separationPreview,
} from "./domain/household/separation-preview.ts"
export { endCauseTexts, householdTexts } from "./domain/household/texts.ts"
export { MistakenDeath } from "./domain/household/undo-death.ts"
export { type IdentityPolicy, identityPolicies } from "./domain/identity/identity-policy.ts"
export { type Strength, strengths } from "./domain/identity/strength.ts"
export { isLanguage, type Language, languages, parseLanguage, type Text } from "./domain/language/language.ts"
export { type TimeZone, timeZoneNames, timeZones } from "./domain/language/time-zone.ts"
export * as LockOut from "./domain/lock-out/lock-out.ts"
export { type LockOutPolicy, lockOutPolicies, type UnlockCause } from "./domain/lock-out/lock-out.ts"
export type {
  AgentCause as MandateEndCauseByAgent,
  EndCause as MandateEndCause,
  Kind as MandateKind,
  Leaves as MandateLeaves,
  Mandate,
  Power as MandatePower,
} from "./domain/mandate/mandate.ts"
export { type MandatePolicy, mandatePolicies } from "./domain/mandate/mandate-policy.ts"
export * as Mandates from "./domain/mandate/mandates.ts"
export {
  AlreadyMandatary,
  MandataryProtected,
  MandataryUnknown,
  MandateDaysRefused,
  MandateOver,
  MandateTermsRefused,
  MandateUnknown,
  NotOfAnOrganisation,
  OwnMandatary,
  SpaceOfMandataryClosed,
  TooManyMandates,
} from "./domain/mandate/refusal.ts"
export { kindTexts, leavesTexts, mandateEndTexts, mandateTexts, powerTexts } from "./domain/mandate/texts.ts"
export { addFigures, type MigrationCounts, type MigrationPlace, noFigures } from "./domain/migration/figures.ts"
export * as Migration from "./domain/migration/migration.ts"
export { migrationPolicies } from "./domain/migration/migration-policy.ts"
export { type Progress, progress, type StepName } from "./domain/migration/progress.ts"
export { ProvisionalIdentifier, provisionalPolicies } from "./domain/provisional-identifier/provisional-identifier.ts"
export * as Recovery from "./domain/recovery/recovery.ts"
export { recoveryPolicies } from "./domain/recovery/recovery-policy.ts"
export { changeTexts } from "./domain/rights/change-texts.ts"
export {
  type ClosingKeep,
  type ClosingLoss,
  closingKeeps,
  closingLosses,
  closingTexts,
} from "./domain/rights/closing-effects.ts"
export { decideView, type Field as ViewableField, fieldNames as viewableFields } from "./domain/rights/fields.ts"
export * as Rights from "./domain/rights/rights.ts"
export { actionTexts, permitTexts, refusalTexts } from "./domain/rights/texts.ts"
export { type GraveActPolicy, graveActPolicies } from "./domain/session/grave-act-policy.ts"
export * as Sessions from "./domain/session/sessions.ts"
export { sessionPolicies } from "./domain/session/sessions.ts"
export type { Decider, StateMachine } from "./domain/state-machine/decider.ts"
export { toMermaid } from "./domain/state-machine/diagram.ts"
export { type Arrow, arrows, NotAllowed, type Table, type Tagged } from "./domain/state-machine/table.ts"
export {
  type DescribeOptions,
  describeRefusal,
  isNoField,
  type RefusalDescription,
  type RefusalPoint,
  type RgaaCriterion,
} from "./messages/describe-refusal.ts"
export { detailsOf } from "./messages/details.ts"
export { type FieldFormat, fieldFormats } from "./messages/field-formats.ts"
export { type Guide, guidance, type NoField, type RefusalNextStep } from "./messages/guidance.ts"
export { legacyClosingText } from "./messages/legacy-closing.ts"
export { isRefusal, messageOf, messages } from "./messages/messages.ts"
export { nirTexts } from "./messages/nir-defects.ts"
export { fitsOneSms, type SmsLength, smsLength } from "./messages/notices/gsm-alphabet.ts"
export type { LongText, ReportText } from "./messages/notices/long/text.ts"
export { type LongNotice, longTextOf } from "./messages/notices/long.ts"
export {
  leavesRoomForCode,
  type ShortNotice,
  type ShortTextOptions,
  shortTextOf,
} from "./messages/notices/short.ts"
export { passwordReasonTexts } from "./messages/password-reasons.ts"
export type { Refusal, RefusalCode } from "./messages/refusal.ts"
export { reversalTexts } from "./messages/reversals.ts"
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
  type ReportLink,
  Undeliverable,
} from "./ports/notifier.ts"
export { HasherBusy, type PasswordHash, PasswordHasher } from "./ports/password-hasher.ts"
export { IssuerDown, ProvisionalIssuer } from "./ports/provisional-issuer.ts"
export { RecordedContacts, type RecordedFile } from "./ports/recorded-contacts.ts"
export * from "./ports/storage.ts"
export { type Terms, TermsDown, TermsRegister } from "./ports/terms-register.ts"

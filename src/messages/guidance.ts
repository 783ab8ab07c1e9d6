import type { FieldName } from "../application/contract/field-names.ts"
import type { RefusalCode } from "./refusal.ts"

/**
 * What a refusal is about where it is about no field.
 * - `none: form`: the fields together, such as a number and a password that do not match.
 * - `none: session`, `none: process`: the session or the steps under way, which have ended.
 * - `none: step`: the step that the person is at.
 * - `none: right`, `none: file`, `none: space`: a right, the household file, or the personal space, as they are now.
 * - `none: sending`: the messages sent so far.
 * - `none: request`, `none: service`: the program that calls, or a service that does not answer.
 */
export type NoField =
  | "none: form"
  | "none: session"
  | "none: process"
  | "none: step"
  | "none: right"
  | "none: file"
  | "none: space"
  | "none: sending"
  | "none: request"
  | "none: service"

/** What the person does next, for a page that offers it as a button or a link. The message says it in words. */
export type RefusalNextStep =
  /** Correct or complete the field, and send the form again. */
  | "CorrectField"
  | "CheckFields"
  /** Wait, then repeat the same. */
  | "Wait"
  | "TryAgain"
  | "ReloadPage"
  | "SignIn"
  /** Start the steps again from the sign-in page. */
  | "StartAgain"
  | "ContinueElsewhere"
  | "GoToCurrentStep"
  | "ReadTerms"
  | "GiveAnotherContact"
  | "UseLatestCode"
  | "RequestNewCode"
  | "TypeCurrentPassword"
  | "RecoverPassword"
  | "UseProvisionalIdentifier"
  | "ContactFund"
  /** What the message says must be done first: a separation, another holder, the end of an authorisation. */
  | "DoFirst"
  /** Look at the file or the list again: it is not as the person thought. */
  | "LookAgain"

/** The fields that a refusal may be about, in the order in which they are looked for in the verb's input. */
type Candidates = readonly [FieldName | NoField, ...ReadonlyArray<FieldName | NoField>]

/** How a refusal guides the person. */
export interface Guide {
  readonly fields: Candidates
  readonly next: RefusalNextStep
}

const person = ["person", "holder", "spouse", "to", "people"] as const
const day = ["fact", "on", "birth", "lastDay", "chosenBefore", "from"] as const

/**
 * The field and the next step of every refusal. A new refusal does not compile until it has its line here.
 *
 * End the fields with a `none: …` if a verb without any of them has the refusal in its type: the test of
 * `describeRefusal` does not compile otherwise.
 *
 * Some refusals carry their field themselves, and `IdentityIncomplete` can be about several: see `describeRefusal`.
 */
export const guidance = {
  // Sign-in
  Refused: { fields: ["none: form"], next: "CheckFields" },
  FieldEmpty: { fields: ["password", "current", "code", "none: form"], next: "CorrectField" },
  LegacySignInClosed: { fields: ["password"], next: "RecoverPassword" },
  LegacyPasswordRefused: { fields: ["identifier"], next: "CheckFields" },
  IdentifierRefused: { fields: ["identifier", ...person, "nir", "none: file"], next: "CorrectField" },
  Waiting: { fields: ["current", "none: form"], next: "Wait" },
  TooManyFailures: { fields: ["current", "none: form"], next: "RecoverPassword" },
  PasswordWrong: { fields: ["current", "none: form"], next: "CorrectField" },
  ReauthenticationRequired: { fields: ["current", "none: form"], next: "TypeCurrentPassword" },
  SessionOver: { fields: ["none: session"], next: "SignIn" },
  SessionUnknown: { fields: ["number", "none: session"], next: "LookAgain" },
  DeviceUnknown: { fields: ["identifier", "none: form"], next: "CorrectField" },
  ReportLinkUnknown: { fields: ["token"], next: "RecoverPassword" },
  DeviceNotListed: { fields: ["number", "none: session"], next: "LookAgain" },

  // The wizard, creation and codes
  CreationRefused: { fields: ["none: form"], next: "CheckFields" },
  IdentityIncomplete: { fields: ["birthName", "birthDate", "evidence"], next: "CorrectField" },
  TooYoung: { fields: ["birthDate", "birth"], next: "Wait" },
  TicketUnknown: { fields: ["none: process"], next: "StartAgain" },
  TicketInvalid: { fields: ["none: process"], next: "StartAgain" },
  DraftExpired: { fields: ["none: process"], next: "StartAgain" },
  Superseded: { fields: ["none: process"], next: "ContinueElsewhere" },
  NotAllowed: { fields: ["none: step"], next: "GoToCurrentStep" },
  TermsChanged: { fields: ["version", "none: step"], next: "ReadTerms" },
  PasswordRefused: { fields: ["password"], next: "CorrectField" },
  ContactRefused: { fields: ["contact", "contacts", "none: form"], next: "CorrectField" },
  ContactWithheld: { fields: ["contact"], next: "GiveAnotherContact" },
  ContactsNamedByAgents: { fields: ["contacts"], next: "ContactFund" },
  ConfidentialModeByAgents: { fields: ["none: right"], next: "ContactFund" },
  NotConfidential: { fields: ["none: space"], next: "LookAgain" },
  ContactUnknown: { fields: ["contact", "none: form"], next: "LookAgain" },
  ChannelUnavailable: { fields: ["contact"], next: "GiveAnotherContact" },
  TooManyMessages: { fields: ["contact", "none: sending"], next: "Wait" },
  TooManyCodesRequested: { fields: ["contact", "none: sending"], next: "Wait" },
  TooManyWrongCodes: { fields: ["contact", "none: sending"], next: "Wait" },
  SendingPaused: { fields: ["contact", "none: sending"], next: "Wait" },
  CodeMalformed: { fields: ["code"], next: "CorrectField" },
  CodeWrong: { fields: ["code"], next: "CorrectField" },
  CodeSuperseded: { fields: ["code", "none: sending"], next: "UseLatestCode" },
  CodeExpired: { fields: ["code", "none: sending"], next: "RequestNewCode" },
  CodeExhausted: { fields: ["code", "none: sending"], next: "RequestNewCode" },
  RecoveryCodeRefused: { fields: ["code"], next: "UseLatestCode" },
  ResendTooSoon: { fields: ["none: sending"], next: "Wait" },
  ResendsExhausted: { fields: ["none: sending"], next: "GiveAnotherContact" },

  // Household files
  NotPermitted: { fields: ["none: right"], next: "DoFirst" },
  FileUnknown: { fields: ["file", "none: file"], next: "CorrectField" },
  FileExists: { fields: ["file", "none: file"], next: "CorrectField" },
  FileIsOpen: { fields: ["file", "none: file", "item"], next: "LookAgain" },
  SameFile: { fields: ["from", "none: file"], next: "CorrectField" },
  NoSeparationToUndo: { fields: ["none: file"], next: "LookAgain" },
  FileChangedSince: { fields: ["none: file"], next: "LookAgain" },
  ClosingStands: { fields: ["none: file"], next: "LookAgain" },
  FileIsClosed: { fields: ["file", "none: file"], next: "LookAgain" },
  BirthDateRefused: { fields: ["birth", "none: file"], next: "CorrectField" },
  CivilDateRefused: { fields: [...day, "none: file"], next: "CorrectField" },
  DateInFuture: { fields: [...day, "none: file"], next: "CorrectField" },
  DateTooEarly: { fields: [...day, "none: file"], next: "CorrectField" },
  LastDayPast: { fields: ["lastDay", "none: file"], next: "CorrectField" },
  PersonUnknown: { fields: [...person, "none: file"], next: "CorrectField" },
  AlreadyMember: { fields: [...person, "none: file"], next: "LookAgain" },
  NotAMember: { fields: [...person, "none: file"], next: "LookAgain" },
  InAnotherFile: { fields: [...person, "none: file"], next: "DoFirst" },
  NoDeathRecorded: { fields: ["person", "none: file"], next: "LookAgain" },
  HolderStays: { fields: [...person, "none: file"], next: "DoFirst" },
  AlreadyHolder: { fields: [...person, "none: file"], next: "LookAgain" },
  HolderNotChild: { fields: [...person, "none: file"], next: "LookAgain" },
  ChildTooOld: { fields: ["birth", "none: file"], next: "CorrectField" },
  NoAgeToDecide: { fields: [...person, "none: file"], next: "LookAgain" },
  AgeImpossible: { fields: ["from", "none: file"], next: "CorrectField" },
  ChildCannotHold: { fields: [...person, "none: file"], next: "DoFirst" },
  SpouseExists: { fields: ["spouse", ...person, "none: file"], next: "DoFirst" },
  NoCurrentSpouse: { fields: ["none: file"], next: "LookAgain" },
  NotTheSpouse: { fields: ["to", "none: file"], next: "LookAgain" },
  NotOfTheCouple: { fields: ["person", "none: right"], next: "LookAgain" },
  NoDelegation: { fields: ["none: file"], next: "LookAgain" },
  AlreadyGranted: { fields: ["lastDay", "none: file"], next: "DoFirst" },
  NotTheHolder: { fields: ["none: right"], next: "LookAgain" },
  NotTheDelegate: { fields: ["none: right"], next: "LookAgain" },
  NotOver: { fields: ["none: file"], next: "Wait" },
  SpaceOfSpouseClosed: { fields: ["none: space"], next: "ContactFund" },

  // Agents
  HasIdentifier: { fields: ["person", "none: file"], next: "LookAgain" },
  NirTaken: { fields: ["nir", "person", "none: file"], next: "LookAgain" },
  IdentifierUnchanged: { fields: ["nir", "none: file"], next: "CorrectField" },
  NoIdentifier: { fields: ["person", "none: file"], next: "LookAgain" },
  SamePerson: { fields: ["merged", "person", "none: file"], next: "CorrectField" },
  BothInFile: { fields: ["merged", "person", "none: file"], next: "DoFirst" },
  NotReopenable: { fields: ["person", "none: space"], next: "LookAgain" },
  AccountIsClosed: { fields: [...person, "none: space"], next: "LookAgain" },
  CauseUnknown: { fields: ["cause", "reason", "none: file"], next: "CorrectField" },
  AgentMissing: { fields: ["agent", "none: file"], next: "CorrectField" },

  // Mandates
  MandateUnknown: { fields: ["number", "replaces", "none: right"], next: "LookAgain" },
  MandateOver: { fields: ["number", "replaces", "none: file"], next: "LookAgain" },
  AlreadyMandatary: { fields: ["mandatary", "none: right"], next: "LookAgain" },
  OwnMandatary: { fields: ["mandatary", "none: right"], next: "CorrectField" },
  MandataryUnknown: { fields: ["mandatary", "none: file"], next: "CorrectField" },
  MandataryProtected: { fields: ["mandatary", "none: file"], next: "LookAgain" },
  SpaceOfMandataryClosed: { fields: ["mandatary", "none: file"], next: "LookAgain" },
  NotOfAnOrganisation: { fields: ["mandatary", "none: right"], next: "LookAgain" },
  TooManyMandates: { fields: ["person", "mandatary", "none: file"], next: "LookAgain" },
  MandateDaysRefused: { fields: ["from", "lastDay", "none: right"], next: "CorrectField" },
  MandateTermsRefused: { fields: ["powers", "leaves", "kind", "organisation", "none: right"], next: "CorrectField" },

  // Programs
  TryLater: { fields: ["none: service"], next: "TryAgain" },
  StateAltered: { fields: ["none: service"], next: "ContactFund" },
  CommandIdRefused: { fields: ["none: request"], next: "ReloadPage" },
  CommandIdReused: { fields: ["none: request"], next: "ReloadPage" },
  WindowRefused: { fields: ["start", "none: file"], next: "CorrectField" },
  WorkUnknown: { fields: ["item", "none: file"], next: "LookAgain" },
  NotReversible: { fields: ["item", "none: file"], next: "LookAgain" },
  CohortRefused: { fields: ["people", "none: file"], next: "CorrectField" },
  ReferenceRefused: { fields: ["reference"], next: "CorrectField" },
  PersonalDataRefused: { fields: ["reference", "organisation", "agent", "commandId", "file"], next: "CorrectField" },
} as const satisfies { readonly [Code in RefusalCode]: Guide }

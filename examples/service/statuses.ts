import type { RefusalCode } from "mon-compte/promise"

/**
 * The HTTP status of every refusal. The compiler requires one for each refusal that is added to the library.
 *
 * A wrong password or ticket has the status 403. The status 401 would require an HTTP authentication scheme (RFC 9110,
 * 15.5.2). The response to `Refused` is the same for every reason, which prevents account enumeration.
 */
export const statuses = {
  Refused: 403,
  CreationRefused: 403,
  TooYoung: 403,
  TicketUnknown: 403,
  TicketInvalid: 403,
  SessionOver: 403,
  // Refusals by a rule of rights.
  NotPermitted: 403,
  NotTheHolder: 403,
  NotTheDelegate: 403,
  NotOfTheCouple: 403,

  CommandIdRefused: 400,
  CommandIdReused: 409,

  IdentifierRefused: 422,
  IdentityIncomplete: 422,
  PasswordRefused: 422,
  ContactRefused: 422,
  ChannelUnavailable: 422,
  CodeMalformed: 422,
  PasswordWrong: 422,
  ReauthenticationRequired: 403,
  ContactUnknown: 422,
  RecoveryCodeRefused: 422,
  CodeWrong: 422,
  CodeSuperseded: 422,
  CodeExpired: 422,

  // The wizard is at another step than the caller assumes. The caller shows the step that `GET /migration` returns.
  NotAllowed: 409,
  TermsChanged: 409,
  Superseded: 409,
  CodeExhausted: 409,
  ResendsExhausted: 409,
  DraftExpired: 410,
  DeviceUnknown: 404,
  SessionUnknown: 404,

  // The household file is in another state than the caller assumes.
  FileUnknown: 404,
  PersonUnknown: 404,
  FileExists: 409,
  FileIsClosed: 410,
  HasIdentifier: 409,
  NirTaken: 409,
  AccountIsClosed: 410,
  AlreadyMember: 409,
  InAnotherFile: 409,
  NotAMember: 409,
  HolderStays: 409,
  SpouseExists: 409,
  NoCurrentSpouse: 409,
  NotTheSpouse: 409,
  AlreadyHolder: 409,
  ChildCannotHold: 409,
  SpaceOfSpouseClosed: 409,
  NoDelegation: 409,
  AlreadyGranted: 409,
  NotOver: 409,
  DateInFuture: 422,
  DateTooEarly: 422,
  LastDayPast: 422,
  CivilDateRefused: 422,
  CauseUnknown: 422,
  ReferenceRefused: 422,
  PersonalDataRefused: 422,
  AgentMissing: 400,

  TooManyMessages: 429,
  TooManyCodesRequested: 429,
  ResendTooSoon: 429,
  Waiting: 429,
  TooManyFailures: 403,

  SendingPaused: 503,
  TryLater: 503,
} as const satisfies { readonly [Code in RefusalCode]: number }

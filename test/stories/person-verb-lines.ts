import * as Effect from "effect/Effect"
import type { Verbs } from "../../src/application/mon-compte.ts"
import { FILE } from "./family.ts"
import { MAIL, PASSWORD } from "./test-context.ts"
import { byPerson, type VerbLine } from "./verb-line.ts"

const NEW_PASSWORD = { password: "Azerty34", confirmation: "Azerty34" }

/** The verbs of persons. A new verb does not compile until it has its line here. Ends: locked, legacy, migrating, closed, foreign. */
export const personVerbLines: Readonly<Record<keyof Verbs, VerbLine>> = {
  signIn: byPerson(
    ({ signIn }, h) => signIn({ identifier: h.identifier, password: h.password }),
    ["Refused", "Refused", "Refused", "Refused", "Refused"],
  ),
  createAccount: byPerson(
    ({ createAccount }, h) => createAccount({ identifier: h.identifier, birthName: "Faure", birthDate: "1969-05-01" }),
    ["CreationRefused", "CreationRefused", "CreationRefused", "CreationRefused", "CreationRefused"],
  ),
  startMigration: byPerson(
    ({ startMigration }, h) => startMigration(h),
    ["TicketUnknown", "TicketUnknown", "TicketInvalid", "TicketUnknown", "TicketUnknown"],
  ),
  termsInForce: byPerson(
    ({ termsInForce }) => Effect.as(termsInForce(), { _tag: "Terms" }),
    ["Terms", "Terms", "Terms", "Terms", "Terms"],
  ),
  acceptTerms: byPerson(
    ({ acceptTerms }, h) => acceptTerms({ ...h, version: "1" }),
    ["TicketUnknown", "TicketUnknown", "PasswordPending", "TicketUnknown", "TicketUnknown"],
  ),
  refuseTerms: byPerson(
    ({ refuseTerms }, h) => refuseTerms(h),
    ["TicketUnknown", "TicketUnknown", "Left", "TicketUnknown", "TicketUnknown"],
  ),
  choosePassword: byPerson(
    ({ choosePassword }, h) => choosePassword({ ...h, ...NEW_PASSWORD }),
    ["TicketUnknown", "TicketUnknown", "NotAllowed", "TicketUnknown", "TicketUnknown"],
  ),
  sendCode: byPerson(
    ({ sendCode }, h) => sendCode({ ...h, contact: MAIL }),
    ["TicketUnknown", "TicketUnknown", "NotAllowed", "TicketUnknown", "TicketUnknown"],
  ),
  resendCode: byPerson(
    ({ resendCode }, h) => resendCode(h),
    ["TicketUnknown", "TicketUnknown", "NotAllowed", "TicketUnknown", "TicketUnknown"],
  ),
  confirmCode: byPerson(
    ({ confirmCode }, h) => confirmCode({ ...h, code: "000000" }),
    ["TicketUnknown", "TicketUnknown", "NotAllowed", "TicketUnknown", "TicketUnknown"],
  ),
  goBack: byPerson(
    ({ goBack }, h) => goBack(h),
    ["TicketUnknown", "TicketUnknown", "NotAllowed", "TicketUnknown", "TicketUnknown"],
  ),
  abandonMigration: byPerson(
    ({ abandonMigration }, h) => abandonMigration(h),
    ["TicketUnknown", "TicketUnknown", "Left", "TicketUnknown", "TicketUnknown"],
  ),
  migrationProgress: byPerson(
    ({ migrationProgress }, h) => migrationProgress(h),
    ["TicketUnknown", "TicketUnknown", "TermsPending", "TicketUnknown", "TicketUnknown"],
  ),
  rememberMe: byPerson(
    ({ rememberMe }, h) => rememberMe(h),
    ["Remembered", "SessionOver", "SessionOver", "SessionOver", "Remembered"],
  ),
  rememberedIdentifier: byPerson(
    ({ rememberedIdentifier }, h) => rememberedIdentifier({ device: h.ticket }),
    ["DeviceUnknown", "DeviceUnknown", "DeviceUnknown", "DeviceUnknown", "DeviceUnknown"],
  ),
  forgetDevice: byPerson(
    ({ forgetDevice }, h) => forgetDevice({ device: h.ticket }),
    ["DeviceUnknown", "DeviceUnknown", "DeviceUnknown", "DeviceUnknown", "DeviceUnknown"],
  ),
  listDevices: byPerson(
    ({ listDevices }, h) => listDevices(h),
    ["Devices", "SessionOver", "SessionOver", "SessionOver", "Devices"],
  ),
  revokeDevice: byPerson(
    ({ revokeDevice }, h) => revokeDevice({ ...h, number: 1 }),
    ["DeviceNotListed", "SessionOver", "SessionOver", "SessionOver", "DeviceNotListed"],
  ),
  whoAmI: byPerson(
    ({ whoAmI }, h) => whoAmI(h),
    ["CurrentPerson", "SessionOver", "SessionOver", "SessionOver", "CurrentPerson"],
  ),
  listSessions: byPerson(
    ({ listSessions }, h) => listSessions(h),
    ["Sessions", "SessionOver", "SessionOver", "SessionOver", "Sessions"],
  ),
  revokeSession: byPerson(
    ({ revokeSession }, h) => revokeSession({ ...h, number: 1 }),
    ["SessionRevoked", "SessionOver", "SessionOver", "SessionOver", "SessionRevoked"],
  ),
  revokeOtherSessions: byPerson(
    ({ revokeOtherSessions }, h) => revokeOtherSessions(h),
    ["OthersRevoked", "SessionOver", "SessionOver", "SessionOver", "OthersRevoked"],
  ),
  signOut: byPerson(
    ({ signOut }, h) => signOut(h),
    ["SignedOut", "SessionOver", "SessionOver", "SessionOver", "SignedOut"],
  ),
  explainClosing: byPerson(
    ({ explainClosing }, h) => explainClosing(h),
    ["ClosingExplained", "SessionOver", "SessionOver", "SessionOver", "ClosingExplained"],
  ),
  closeOwnAccount: byPerson(
    ({ closeOwnAccount }, h) => closeOwnAccount({ ...h, current: PASSWORD }),
    ["Waiting", "SessionOver", "SessionOver", "SessionOver", "OwnAccountClosed"],
  ),
  changePassword: byPerson(
    ({ changePassword }, h) => changePassword({ ...h, ...NEW_PASSWORD, current: PASSWORD }),
    ["Waiting", "SessionOver", "SessionOver", "SessionOver", "PasswordChanged"],
  ),
  changeContact: byPerson(
    ({ changeContact }, h) => changeContact({ ...h, current: PASSWORD, contact: MAIL }),
    ["Waiting", "SessionOver", "SessionOver", "SessionOver", "ContactCodeSent"],
  ),
  resendContactCode: byPerson(
    ({ resendContactCode }, h) => resendContactCode(h),
    ["NotAllowed", "SessionOver", "SessionOver", "SessionOver", "NotAllowed"],
  ),
  confirmContact: byPerson(
    ({ confirmContact }, h) => confirmContact({ ...h, code: "000000" }),
    ["NotAllowed", "SessionOver", "SessionOver", "SessionOver", "NotAllowed"],
  ),
  contactChangeProgress: byPerson(
    ({ contactChangeProgress }, h) => contactChangeProgress(h),
    ["NoContactRequested", "SessionOver", "SessionOver", "SessionOver", "NoContactRequested"],
  ),
  startConfidentialMode: byPerson(
    ({ startConfidentialMode }, h) => startConfidentialMode({ ...h, current: PASSWORD }),
    ["Waiting", "SessionOver", "SessionOver", "SessionOver", "ConfidentialModeOn"],
  ),
  endConfidentialMode: byPerson(
    ({ endConfidentialMode }, h) => endConfidentialMode({ ...h, current: PASSWORD }),
    ["Waiting", "SessionOver", "SessionOver", "SessionOver", "NotConfidential"],
  ),
  startRecovery: byPerson(
    ({ startRecovery }, h) => startRecovery(h),
    ["CodeSentIfKnown", "CodeSentIfKnown", "CodeSentIfKnown", "CodeSentIfKnown", "CodeSentIfKnown"],
  ),
  confirmRecovery: byPerson(
    ({ confirmRecovery }, h) => confirmRecovery({ ...h, code: "000000" }),
    ["TicketUnknown", "TicketUnknown", "TicketUnknown", "TicketUnknown", "TicketUnknown"],
  ),
  chooseRecoveredPassword: byPerson(
    ({ chooseRecoveredPassword }, h) => chooseRecoveredPassword({ ...h, ...NEW_PASSWORD }),
    ["TicketUnknown", "TicketUnknown", "TicketUnknown", "TicketUnknown", "TicketUnknown"],
  ),
  reportNotMine: byPerson(
    ({ reportNotMine }, h) => reportNotMine({ token: h.ticket }),
    ["ReportLinkUnknown", "ReportLinkUnknown", "ReportLinkUnknown", "ReportLinkUnknown", "ReportLinkUnknown"],
  ),
  replacePassword: byPerson(
    ({ replacePassword }, h) => replacePassword({ ...h, ...NEW_PASSWORD }),
    ["TicketUnknown", "TicketUnknown", "TicketUnknown", "TicketUnknown", "TicketUnknown"],
  ),
  acceptNewTerms: byPerson(
    ({ acceptNewTerms }, h) => acceptNewTerms({ ...h, version: "1" }),
    ["TicketUnknown", "TicketUnknown", "TicketUnknown", "TicketUnknown", "TicketUnknown"],
  ),
  grantDelegation: byPerson(
    ({ grantDelegation }, h) => grantDelegation({ ...h, file: FILE }),
    ["DelegationView", "SessionOver", "SessionOver", "SessionOver", "NotPermitted"],
  ),
  revokeDelegation: byPerson(
    ({ revokeDelegation }, h) => revokeDelegation({ ...h, file: FILE }),
    ["NoDelegation", "SessionOver", "SessionOver", "SessionOver", "NotPermitted"],
  ),
  renounceDelegation: byPerson(
    ({ renounceDelegation }, h) => renounceDelegation({ ...h, file: FILE }),
    ["NotPermitted", "SessionOver", "SessionOver", "SessionOver", "NotPermitted"],
  ),
  declareSeparation: byPerson(
    ({ declareSeparation }, h) => declareSeparation({ ...h, file: FILE, fact: "2026-11-01" }),
    ["Separated", "SessionOver", "SessionOver", "SessionOver", "NotPermitted"],
  ),
  previewSeparation: byPerson(
    ({ previewSeparation }, h) => previewSeparation({ ...h, file: FILE }),
    ["SeparationPreview", "SessionOver", "SessionOver", "SessionOver", "NotPermitted"],
  ),
  listMyFiles: byPerson(
    ({ listMyFiles }, h) => listMyFiles(h),
    ["MyFiles", "SessionOver", "SessionOver", "SessionOver", "MyFiles"],
  ),
  listMandates: byPerson(
    ({ listMandates }, h) => listMandates(h),
    ["Mandates", "SessionOver", "SessionOver", "SessionOver", "Mandates"],
  ),
  explainRight: byPerson(
    ({ explainRight }, h) => explainRight({ ...h, file: FILE, action: "ViewFile" }),
    ["Decision", "SessionOver", "SessionOver", "SessionOver", "Decision"],
  ),
  listVisibleFields: byPerson(
    ({ listVisibleFields }, h) => listVisibleFields({ session: h.session, file: FILE }),
    ["VisibleFields", "SessionOver", "SessionOver", "SessionOver", "VisibleFields"],
  ),
  recordAction: byPerson(
    ({ recordAction }, h) => recordAction({ ...h, file: FILE, action: "ViewFile" }),
    ["ActionRecorded", "SessionOver", "SessionOver", "SessionOver", "NotPermitted"],
  ),
  listActions: byPerson(
    ({ listActions }, h) => listActions({ ...h, file: FILE }),
    ["Actions", "SessionOver", "SessionOver", "SessionOver", "Actions"],
  ),
}

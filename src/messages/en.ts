import { freeTextNames, personalDataNames } from "./free-texts.ts"
import { householdMessages, notPermittedMessage } from "./household.ts"
import type { Messages } from "./refusal.ts"
import { timesIn } from "./times.ts"

const { after, day, wait } = timesIn("en")

const tries = (left: number) => (left === 1 ? "You have 1 try left." : `You have ${left} tries left.`)

export const en: Messages = {
  Refused: () =>
    "This number and this password do not match. Check them and try again. After several errors, wait a few minutes " +
    "before you try again, or use “Forgotten password?”.",
  IdentifierRefused: ({ next }) =>
    ({
      UseProvisionalIdentifier:
        "This is not your social security number yet, so you cannot sign in with it. Use your provisional identifier, with " +
        "the link “I have a provisional identifier”.",
      CheckProvisionalIdentifier:
        "This provisional identifier is incomplete or has an error. Compare it with the one that you received.",
      EnterNumber: "Type your social security number: 13 characters, for example 1 85 05 78 006 084.",
      CompleteNumber: "This number is incomplete: it has 13 characters, or 15 with its key.",
      CompareWithCard: "This number is not valid. Compare it with the number on your carte Vitale.",
    })[next],
  CreationRefused: () =>
    "We could not open a personal space with these details. Check them. If you already have a personal space or an " +
    "8-digit password, sign in, or use “Forgotten password?”. Otherwise, contact your Caf.",
  IdentityIncomplete: ({ missing }) =>
    [
      ...(missing.includes("BirthName") ? ["Enter your name at birth, for example Durand."] : []),
      ...(missing.includes("BirthDate") ? ["Enter your date of birth: day, month and year."] : []),
      ...(missing.includes("Evidence") ? ["Your proof of identity could not be read. Send it again."] : []),
    ].join(" "),
  TooYoung: ({ from }) => `You can open your personal space from ${day(from)}.`,
  TryLater: () => "The service is temporarily unavailable. Nothing was lost. Try again in a moment.",
  CommandIdRefused: () => "This request is malformed. Reload the page and start again.",
  CommandIdReused: () =>
    "This request was already sent with other information. Nothing has changed. Reload the page and start again.",
  TicketUnknown: () => "This process is no longer valid. Start it again from the sign-in page.",
  TicketInvalid: () => "This process can no longer be started in this way. Start again from the sign-in page.",
  DraftExpired: () =>
    "The time for the three steps is over. Nothing has changed. Start again from the sign-in page, in the same way as " +
    "the first time.",
  Superseded: () =>
    "You continued in another window or on another device. Continue there. To continue here, start again from the " +
    "sign-in page.",
  NotAllowed: () => "This action is not possible at this step. Go back to the current step.",
  TermsChanged: () =>
    "The general terms of use have just changed. Read and accept the new version. Your other answers are saved.",
  PasswordRefused: () => "You cannot use this password. Correct the points listed.",
  ContactRefused: () => "You cannot use these contact details. Correct the points listed.",
  ChannelUnavailable: ({ kind }) =>
    kind === "Mobile"
      ? "Codes cannot be sent by text message. Give an email address."
      : "Codes cannot be sent by email. Give a mobile number.",
  TooManyMessages: ({ retryAt, waitSeconds }) =>
    `Too many messages were sent to this contact. Try again ${after(retryAt, waitSeconds)}, or give another contact.`,
  TooManyCodesRequested: ({ retryAt, waitSeconds }) =>
    `You asked for many codes in a short time. Try again ${after(retryAt, waitSeconds)}. The latest code that you received works while it is valid.`,
  SendingPaused: ({ retryAt, waitSeconds }) =>
    `We cannot send a code to this contact for the moment. Try again ${after(retryAt, waitSeconds)}, or give another contact.`,
  CodeMalformed: ({ length }) =>
    `A code has ${length} digits, for example ${"0123456789".slice(0, length)}. Copy the code that you received.`,
  RecoveryCodeRefused: () =>
    "This is not the right code, or it is no longer valid. Type the code of the latest message, or start again to receive " +
    "another.",
  CodeWrong: ({ triesLeft }) => `This is not the right code. ${tries(triesLeft)}`,
  CodeSuperseded: ({ current, triesLeft }) =>
    `A newer code was sent to you. Use the code of message no. ${current}. ${tries(triesLeft)}`,
  CodeExpired: () => "This code is no longer valid. Ask for a new one.",
  CodeExhausted: () =>
    "Too many wrong codes were typed. To receive another code, give your contact details again. If you forgot your " +
    "password, give your number again.",
  ResendTooSoon: ({ waitSeconds }) =>
    `A code was just sent to you. Wait for ${wait(waitSeconds)} before you ask for another one, and check whether it has ` +
    "arrived.",
  ResendsExhausted: () => "The code was already sent several times. Check your contact details, then give them again.",
  SessionOver: () => "Your session has ended. Sign in again.",
  DeviceUnknown: () => "This device no longer remembers you. Type your number, or your provisional identifier.",
  SessionUnknown: () => "This session does not exist or has already ended.",
  ContactUnknown: () =>
    "These are not, or no longer, the contact details of this personal space. Check them with the person.",
  ReauthenticationRequired: () => "To confirm this important action, enter your current password again, then confirm.",
  PasswordWrong: () => "This is not your current password. Check it and try again.",
  Waiting: ({ until, waitSeconds }) => `Too many wrong passwords were typed. Try again ${after(until, waitSeconds)}.`,
  TooManyFailures: () =>
    "Too many wrong passwords were typed in a row. To protect your space, choose another password with “Forgotten " +
    "password?”, or contact your Caf.",
  ...householdMessages("en"),
  NotPermitted: notPermittedMessage("en"),
  CivilDateRefused: () =>
    "This date does not exist or is written incorrectly. Give the year, the month and the day: 2026-11-23.",
  InAnotherFile: ({ kind }) =>
    kind === "Child"
      ? "This child is already in two files, one for each parent."
      : "This person is already in another open file and must leave it first.",
  FileUnknown: () => "There is no file with this number. Check the number.",
  FileExists: () => "There is already a file with this number. Choose another number.",
  FileIsClosed: () => "This file is closed and can no longer be changed.",
  PersonUnknown: () => "This person is unknown. Check the identifier.",
  HasIdentifier: () => "This person already has an identifier and signs in with it.",
  NirTaken: () =>
    "Another personal space has this social security number. Nothing was changed. First find out which of the two is " +
    "right.",
  AccountIsClosed: () => "This personal space is already closed.",
  SpaceOfSpouseClosed: () =>
    "Your spouse’s personal space is closed, so the authorisation would have no effect. Contact your Caf.",
  AgentMissing: () => "Give the agent who performs this action.",
  CauseUnknown: () => "This cause does not fit this action. Choose one from the list.",
  ReferenceRefused: () =>
    "You cannot use this reference. Give 1 to 100 letters, digits or simple signs, for example letter/2026-17.",
  PersonalDataRefused: ({ field, found }) =>
    `${freeTextNames[field].en} contains ${personalDataNames[found].en}. This text would be stored in clear: remove the ` +
    "personal data and try again.",
}

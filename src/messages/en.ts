import { after, dayOf, wait } from "./clock.ts"
import type { Messages } from "./code.ts"
import { householdIn, notPermittedIn } from "./file.ts"

const tries = (left: number) => (left === 1 ? "You have 1 try left." : `You have ${left} tries left.`)

export const en: Messages = {
  Refused: () =>
    "This number and this password do not go together. Check them and try again; after several mistakes, wait a few " +
    "minutes before the next try.",
  IdentifierRefused: ({ next }) =>
    ({
      UseProvisionalIdentifier:
        "This is not your social security number yet: it cannot be used to sign in. Use your provisional identifier, with the link " +
        "“I have a provisional identifier”.",
      CheckProvisionalIdentifier:
        "This provisional identifier is incomplete or has a mistake in it. Compare it with the one you were given.",
      EnterNumber: "Type your social security number: 13 characters, for example 1 85 05 78 006 084.",
      CompleteNumber: "This number is incomplete: it has 13 characters, or 15 with its key.",
      CompareWithCard: "This number is not valid. Compare it with the one on your carte Vitale.",
    })[next],
  CreationRefused: () =>
    "We could not open a personal space with these details. Check them. If you have a space already, or an 8-digit " +
    "password, sign in, or use “Forgotten password?”. Otherwise, contact your Caf.",
  IdentityIncomplete: ({ missing }) =>
    [
      ...(missing.includes("BirthName") ? ["Give your name at birth, for example Durand."] : []),
      ...(missing.includes("BirthDate") ? ["Give your date of birth: day, month and year."] : []),
    ].join(" "),
  TooYoung: ({ from }) => `You can open your personal space from ${dayOf(from)} on.`,
  TryLater: () => "The service is unavailable for the moment. Nothing was lost: try again shortly.",
  CommandIdRefused: () => "This request was already used for something else. Reload the page and start again.",
  TicketUnknown: () => "This is no longer valid. Start it again from the sign-in page.",
  NotInvited: () => "This can no longer be started in this way. Start again from the sign-in page.",
  DraftExpired: () =>
    "The time for the three steps has run out. Nothing has changed: start again from the sign-in page, in the same way " +
    "as the first time.",
  Superseded: () =>
    "You went on in another window or on another device. Continue there or, to carry on here, start again from the " +
    "sign-in page.",
  NotAllowed: () => "This cannot be done at this step. Go back to the step under way.",
  TermsChanged: () =>
    "The general terms of use have just changed. Read and accept the new version; everything else is kept.",
  PasswordRefused: () => "This password cannot be used. Correct what is pointed out.",
  ContactRefused: () => "These contact details cannot be used. Correct what is pointed out.",
  ChannelUnavailable: ({ kind }) =>
    kind === "Mobile"
      ? "Codes cannot be sent by text message. Give an e-mail address."
      : "Codes cannot be sent by e-mail. Give a mobile number.",
  TooManyMessages: ({ retryAt, waitSeconds }) =>
    `Too many messages were sent to this contact. Try again ${after(retryAt, waitSeconds)}, or give another one.`,
  CodeMalformed: () => "A code has 6 digits, for example 012345. Copy the one you received.",
  CodeWrong: ({ triesLeft }) => `This is not the right code. ${tries(triesLeft)}`,
  CodeSuperseded: ({ current, triesLeft }) =>
    `A newer code was sent to you: use the one in message no. ${current}. ${tries(triesLeft)}`,
  CodeExpired: () => "This code is no longer valid. Ask for a new one.",
  CodeExhausted: () =>
    "Too many wrong codes were typed. To receive another, give your contact details again or, if you forgot your " +
    "password, your number.",
  ResendTooSoon: ({ waitSeconds }) =>
    `A code has just been sent to you. Wait for ${wait(waitSeconds)} before asking for another, and check that it has not ` +
    "arrived already.",
  ResendsExhausted: () => "The code was sent several times already. Check your contact details, then give them again.",
  SessionOver: () => "Your session has ended. Sign in again.",
  DeviceUnknown: () => "This device no longer remembers you. Type your number, or your provisional identifier.",
  SessionUnknown: () => "There is no such session, or it has already ended.",
  PasswordWrong: () => "This is not your present password. Check it and try again.",
  Waiting: ({ until, waitSeconds }) => `Too many wrong passwords were typed. Try again ${after(until, waitSeconds)}.`,
  ...householdIn("en"),
  NotPermitted: notPermittedIn("en"),
  CivilDateRefused: () => "There is no such date, or it is not written as year, month and day: 2026-11-23.",
  InAnotherFile: ({ kind }) =>
    kind === "Child"
      ? "This child is in two files already, one for each parent."
      : "This person is in another open file already. They leave that one first.",
  FileUnknown: () => "There is no file of this number. Check it.",
  FileExists: () => "There is a file of this number already. Choose another.",
  FileIsClosed: () => "This file is closed: nothing changes in it any more.",
  PersonUnknown: () => "This person is not known. Check the identifier.",
  HasIdentifier: () => "This person has an identifier already: they sign in with it.",
  NirTaken: () =>
    "Another personal space has this social security number. Nothing was changed: find out which of the two is right " +
    "before anything else.",
  AccountIsClosed: () => "This personal space is closed already.",
  SpaceOfSpouseClosed: () =>
    "Your spouse’s personal space is closed: the authorisation could have no effect. Contact your Caf.",
  AgentMissing: () => "Say which agent does this.",
  CauseUnknown: () => "This is no cause for that. Choose one of the list.",
  ReferenceRefused: () =>
    "This reference cannot be used: 1 to 100 letters, digits or plain signs, and never a social security number.",
}

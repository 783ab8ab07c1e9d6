import { AGENT_COMMANDS, CONTACT_CHANGE } from "./commands.ts"
import { freeTextNames, personalDataNames } from "./free-texts.ts"
import { householdMessages, notPermittedMessage } from "./household.ts"
import { mandateMessages } from "./mandate.ts"
import type { Messages } from "./refusal.ts"
import { notReopenable } from "./reopening.ts"
import { reversalTexts } from "./reversals.ts"
import { timesIn } from "./times.ts"

const { day, wait } = timesIn("en")

const tries = (left: number) => (left === 1 ? "You have 1 try left." : `You have ${left} tries left.`)

export const en: Messages = {
  Refused: () =>
    "We could not sign you in. Check your number and your password. After several errors, sign-in is blocked for a while, " +
    "even with the right password: wait, or use “Forgotten password?”. No personal space yet, or an 8-digit password that " +
    "no longer works? Use “Create my account”.",
  FieldEmpty: ({ field }) =>
    ({
      password: "Type your password.",
      current: "Type your current password.",
      code: "Type the code that you received.",
    })[field],
  LegacySignInClosed: ({ lastDay }) =>
    `Passwords of 8 digits let you sign in up to and including ${day(lastDay)}. Use “Forgotten password?” or “Create my ` +
    "account”. If that does not work, contact your Caf.",
  LegacyPasswordRefused: () =>
    "A password of 8 digits goes with the social security number of the holder, not with a provisional identifier. Type " +
    "that number, or the password that you chose. If you have none yet, use “Create my account”.",
  IdentifierRefused: ({ next }) =>
    ({
      UseProvisionalIdentifier:
        "This is not your social security number yet, so you cannot sign in with it. Use your provisional identifier, with " +
        "the link “I have a provisional identifier”. If you have none, ask your Caf for it.",
      CheckProvisionalIdentifier:
        "This provisional identifier is incomplete or has an error. Compare it with the one that you received.",
      NotEmail:
        "This is an email address. Type your social security number (13 digits) or your provisional identifier instead.",
      NotPhone:
        "This is a phone number. Type your social security number (13 digits) or your provisional identifier instead.",
      NotWords: "This is not a number. Type your social security number (13 digits) or your provisional identifier.",
      EnterNumber:
        "Type your social security number: 13 digits, for example 2 69 05 49 588 157. For a birth in Corsica, 2A or 2B " +
        "replaces two digits.",
      CompleteNumber: "This number is incomplete: it has 13 digits, or 15 with its key. Complete it.",
      CompareWithCard: "This number is not valid. Compare it with the number on your carte Vitale.",
    })[next],
  CreationRefused: () =>
    "We could not open a personal space with these details. Check them. If you already have a personal space or an " +
    "8-digit password, sign in, or use “Forgotten password?”. After several tries, wait for a while. Otherwise, contact " +
    "your Caf.",
  IdentityIncomplete: ({ missing }) =>
    [
      ...(missing.includes("BirthName") ? ["Enter your name at birth, for example Durand."] : []),
      ...(missing.includes("BirthDate")
        ? ["Enter your date of birth, for example 01/05/1969. If the day or the month is unknown, type 00: 00/00/1969."]
        : []),
      ...(missing.includes("Evidence") ? ["Complete your proof of identity, for example the code sent by post."] : []),
    ].join(" "),
  TooYoung: ({ from, unknown }) =>
    unknown === undefined
      ? `A personal space is for children over 15. You can open yours from ${day(from)}.`
      : `A personal space is for children over 15. Your date of birth is known without the day${unknown === "Day" ? "" : " and the month"}, so ` +
        `you can open yours from ${day(from)} at the latest. Your Caf can decide on an earlier day: contact it.`,
  TryLater: () => "The service is temporarily unavailable. Nothing was lost. Try again in a moment.",
  StateAltered: () =>
    "For your safety, this request was not processed: some data must be verified first. Nothing has changed. Contact your Caf.",
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
  NotAllowed: ({ command }) =>
    CONTACT_CHANGE.includes(command)
      ? "No change of contact details is under way. Give your new contact details first."
      : AGENT_COMMANDS.includes(command)
        ? "The personal space is not active, so this action is not possible. Check its state first."
        : "This action is not possible at this step. Go back to the current step.",
  TermsChanged: () =>
    "The general terms of use have just changed. Read and accept the new version. Your other answers are saved.",
  PasswordRefused: () => "You cannot use this password. Correct the points listed.",
  ContactRefused: () => "You cannot use these contact details. Correct the points listed.",
  ChannelUnavailable: ({ kind }) =>
    kind === "Mobile"
      ? "Codes cannot be sent by text message. Give an email address."
      : "Codes cannot be sent by email. Give a mobile number.",
  TooManyMessages: ({ waitSeconds }) =>
    `Too many messages were sent to this contact. Try again in ${wait(waitSeconds)}, or give another contact.`,
  TooManyCodesRequested: ({ waitSeconds }) =>
    `You asked for many codes in a short time. Try again in ${wait(waitSeconds)}. The latest code that you received works ` +
    "while it is valid.",
  TooManyWrongCodes: ({ waitSeconds }) =>
    `Too many wrong codes were entered. For security, you can ask for another one in ${wait(waitSeconds)}. Need help? ` +
    "Contact your Caf.",
  SendingPaused: ({ waitSeconds }) =>
    `We cannot send a code to this contact for the moment. Try again in ${wait(waitSeconds)}, or give another contact.`,
  CodeMalformed: ({ length }) =>
    `A code has ${length} digits, for example ${"0123456789".slice(0, length)}. Copy the code that you received.`,
  RecoveryCodeRefused: () =>
    "This is not the right code, or it is no longer valid. Type the code of the latest message, or start again to receive " +
    "another.",
  CodeWrong: ({ triesLeft }) => `This is not the right code. Copy the code of the latest message. ${tries(triesLeft)}`,
  CodeSuperseded: ({ current }) => `A newer code was sent to you. Use the code of message no. ${current}.`,
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
  ReportLinkUnknown: () =>
    "This link does not work: it was used, it is too old, or it is incomplete. If you did not make the change, use " +
    "“Forgotten password?” on the sign-in page, then contact your Caf.",
  DeviceNotListed: () =>
    "This browser is no longer on your list: it does not remember you any more. Reload the list to check.",
  SessionUnknown: () => "This session does not exist or has already ended. Reload the list of your sessions.",
  ContactUnknown: () =>
    "These are not, or no longer, the contact details of this personal space. Check them with the person.",
  ContactWithheld: () =>
    "The confidential mode is on, and another person may read these contact details: no code is sent to them. Give an " +
    "email address or a mobile number that no one else can read.",
  ConfidentialModeByAgents: () => "Your Caf sets the confidential mode. Contact it: it can do so at once.",
  ContactsNamedByAgents: () =>
    "Your Caf names the contact details that another person may read: contact it. You can already set the confidential " +
    "mode for the details that you both have.",
  NotConfidential: () => "The confidential mode is not on: reload the page to see the state of your space.",
  ReauthenticationRequired: () => "To confirm this important action, enter your current password again, then confirm.",
  PasswordWrong: () => "This is not your current password. Check it and try again, or use “Forgotten password?”.",
  Waiting: ({ waitSeconds }) =>
    "Too many wrong passwords were typed. Until the wait is over, even the right one is refused. Try again in " +
    `${wait(waitSeconds)}, or use “Forgotten password?”.`,
  TooManyFailures: () =>
    "Too many wrong passwords were typed in a row. To protect your space, choose another password with “Forgotten " +
    "password?”, or contact your Caf.",
  ...householdMessages("en"),
  ...mandateMessages("en"),
  NotPermitted: notPermittedMessage("en"),
  BirthDateRefused: () =>
    "This date of birth does not exist, is in the future, or is written incorrectly. Example: 12/03/2015. If the day or the " +
    "month is unknown, type 00: 00/00/2015.",
  CivilDateRefused: () =>
    "This date does not exist or is written incorrectly. Give the day, the month and the year, for example 23/11/2026.",
  InAnotherFile: ({ kind }) =>
    kind === "Child"
      ? "This child is already in two files, one for each parent. Remove the child from one of them first."
      : "This person is already in another open file. Remove the person from that file first.",
  FileUnknown: () => "There is no file with this number. Check the number.",
  FileExists: () => "There is already a file with this number. Choose another number.",
  FileIsClosed: () => "This file is closed and can no longer be changed. Check the number of the file.",
  FileIsOpen: () => "This file is open: there is no closing to correct. Check its number.",
  SameFile: () => "Both numbers are those of one file. Give the number of the other file.",
  PersonUnknown: () => "This person is unknown. Check the identifier.",
  HasIdentifier: () =>
    "This person already has an identifier and signs in with it. Check that this is the right person.",
  NirTaken: () =>
    "Another personal space has this social security number. Nothing was changed. If both are of the same person, merge " +
    "the two spaces. If not, check which of the two has the right number.",
  IdentifierUnchanged: () =>
    "This person already has this social security number: there is nothing to correct. Please check the number.",
  NoIdentifier: () =>
    "This person has neither a social security number nor a provisional identifier yet. Record the number as their first.",
  SamePerson: () => "Both references name the same personal space. Give the two spaces to merge.",
  BothInFile: ({ file }) =>
    `Both spaces are in the file ${file}. First remove the one that is to go from it, with the cause “Mistake”, or ` +
    "keep the other space. Then try again.",
  NotReopenable: ({ because }) => notReopenable[because].en,
  AccountIsClosed: () => "This personal space is already closed. Check that this is the right person.",
  SpaceOfSpouseClosed: () =>
    "The personal space of the other member of the couple is closed, so the authorisation would have no effect. Contact " +
    "your Caf.",
  AgentMissing: () => "Give the agent who performs this action.",
  CauseUnknown: () => "This cause does not fit this action. Choose one from the list.",
  WindowRefused: () =>
    "This window of time cannot be read. Give its beginning, then its end, which is later. To go on, send the value of " +
    "the page before.",
  WorkUnknown: () => "No command has this item. Take the value from the list of commands.",
  NotReversible: ({ because }) => reversalTexts[because].en,
  CohortRefused: () =>
    "Give either the people, from 1 to 100, or the day before which the passwords were chosen. To go on, send the value " +
    "of the page before.",
  ReferenceRefused: () =>
    "You cannot use this reference. Give 1 to 100 letters, digits or simple signs, for example letter/2026-17.",
  PersonalDataRefused: ({ field, found }) =>
    `${freeTextNames[field].en} contains ${personalDataNames[found].en}. This text would be stored in clear: remove the ` +
    "personal data and try again.",
}

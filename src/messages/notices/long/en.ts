import { announcementFrom, code } from "./compose-en.ts"
import { household } from "./household-en.ts"
import { lives } from "./lives-en.ts"
import type { AnnouncementTexts, LongTexts } from "./text.ts"

const FORGOTTEN = "use “Forgotten password?” on the sign-in page, then contact your Caf."

const announcements: AnnouncementTexts = {
  AccountOpened: {
    subject: "your personal space is open",
    lead: "Your personal space was opened {at}, with a new password and confirmed contact details.",
    paragraphs: ["An 8-digit password no longer works."],
    unexpected: "If this was not you, contact your Caf at once.",
  },
  MemberAccountOpened: {
    subject: "a personal space was opened in your household",
    lead: "The other adult of your household file now has a personal space, opened {at}.",
    paragraphs: [
      "Did you give them a management authorisation? Check in your space whether it waits for your confirmation.",
    ],
    unexpected: "If the other adult did not do this, contact your Caf at once.",
  },
  PasswordChanged: {
    subject: "your password was changed",
    lead: "Your password was changed {at}.",
    paragraphs: ["All sessions of your account were ended, including the one in which it was changed."],
    unexpected: `If this was not you, do not wait: ${FORGOTTEN}`,
  },
  PasswordRecovered: {
    subject: "your password was replaced",
    lead: "Your password was replaced {at}, after a “Forgotten password?” request.",
    paragraphs: ["All sessions of your account were ended."],
    unexpected: `If you did not ask for it, do not wait: ${FORGOTTEN}`,
  },
  ContactChanged: {
    subject: "your contact details were changed",
    lead: "The contact details we write to you at were changed {at}.",
    paragraphs: [
      "The new ones do not recover your account at once. Until they do, the previous ones still recover it, unless they were barred.",
      "For some time, we also write to the previous ones.",
    ],
    unexpected: `If this was not you, do not wait: ${FORGOTTEN}`,
  },
  ContactRestored: {
    subject: "your previous contact details are in use again",
    lead: "Your previous contact details are in use again {at}, because a code sent to them was entered.",
    paragraphs: ["The details that had replaced them are no longer used. You can give new ones in your space."],
    unexpected: "If this was not you, contact your Caf at once.",
  },
  ContactBarred: {
    subject: "some contact details no longer recover your account",
    lead: "Some contact details no longer recover your account. An agent decided this {at}.",
    paragraphs: ["To use them again, confirm them in your space."],
    unexpected: "If you did not expect this, contact your Caf at once.",
  },
  AccessRestored: {
    subject: "an agent recorded contact details at the counter",
    lead: "An agent recorded contact details at the counter for your account {at}, after checking an identity.",
    paragraphs: [
      "Only these details can now be used to choose a new password.",
      "The old password no longer works, and all sessions were ended.",
    ],
    unexpected: "If this was not you, contact your Caf at once.",
  },
  ManyWrongPasswords: {
    subject: "several wrong passwords were typed",
    lead: "Several wrong passwords were typed for your account, the last one {at}. None of them opened it.",
    paragraphs: [
      "To protect your account, sign-in is blocked for a while, even with the right password.",
      "If it was you, wait a little, or use “Forgotten password?” on the sign-in page.",
    ],
    unexpected:
      "If it was not you, your password was not guessed, and you do not need to do anything. If it goes on, contact your Caf.",
  },
  AccountUnlocked: {
    subject: "sign-in to your account was unlocked",
    lead: "An agent unlocked the sign-in to your account {at}, after checking an identity.",
    paragraphs: ["Your password has not changed. It can be typed again, even after many wrong attempts."],
    unexpected: "If this was not you, contact your Caf at once.",
  },
  AccountClosed: {
    subject: "your personal space is closed",
    lead: "Your personal space was closed {at}.",
    paragraphs: ["You can no longer sign in to it. Your benefits do not depend on it."],
    unexpected: "If you did not expect this, contact your Caf at once.",
  },
  ...lives,
  ...household,
  ConfidentialModeStarted: {
    subject: "the confidential mode is on",
    lead: "The confidential mode of your personal space was set {at}.",
    paragraphs: [
      "We send nothing more to contact details that another person may read, and they no longer recover your account.",
      "You can see these details in your space, and end this mode there.",
    ],
    unexpected: "If this was not you, contact your Caf at once.",
  },
  ConfidentialModeEnded: {
    subject: "the confidential mode has ended",
    lead: "The confidential mode of your personal space ended {at}.",
    paragraphs: [
      "The contact details that this mode set aside are used again, unless they are barred for another reason.",
    ],
    unexpected: "If this was not you, contact your Caf at once.",
  },
  DelegationGranted: {
    subject: "a management authorisation was given",
    lead: "A management authorisation was given {at} in your household file.",
    paragraphs: [
      "The person who gave it can end it at any time. The person who received it can give it up at any time.",
    ],
    unexpected: "If you did not expect this, contact your Caf at once.",
  },
  DelegationEnded: {
    subject: "a management authorisation has ended",
    lead: "A management authorisation ended {at} in your household file.",
    paragraphs: [],
    unexpected: "If you did not expect this, contact your Caf at once.",
  },
  DelegationEnding: {
    subject: "your management authorisation ends soon",
    lead: "Reminder sent {at}: the management authorisation of your file ends soon.",
    paragraphs: [
      "In your space you see its last day. After it, the account holder alone manages the file.",
      "To extend it, the account holder cancels it and gives another one.",
    ],
    unexpected: "If you have a question, contact your Caf.",
  },
  MustChangePassword: {
    subject: "you must change your password",
    lead: "You must change your password. This was decided {at}.",
    paragraphs: [
      "To choose a new one, use “Forgotten password?” on the sign-in page. If no code arrives, contact your Caf.",
    ],
    unexpected: "There is no link in this message: use the address that you know.",
  },
  PasswordChangeRequired: {
    subject: "you will be asked for a new password",
    lead: "Your Caf asks you to choose a new password. This was decided {at}.",
    paragraphs: [
      "At your next sign-in, a page says why and lets you choose it. You can also change it in your space now.",
    ],
    unexpected: "There is no link in this message: use the address that you know.",
  },
  ChangeReported: {
    subject: "a change was reported",
    lead: "A change of your personal space was reported {at}, with the “This was not me” link in one of our messages.",
    paragraphs: [
      "For your safety, all sessions were ended and the password no longer works. More recent contact details, if there are any, can no longer recover your account.",
      "To get in, use “Forgotten password?” on the sign-in page. If no code arrives, contact your Caf.",
    ],
    unexpected: "If this report is not yours, contact your Caf at once.",
  },
  IdentifierReplaced: {
    subject: "your social security number is recorded",
    lead: "Your social security number was recorded {at}.",
    paragraphs: [
      "Sign in with this number from now on: your provisional identifier no longer works. Your password stays the same.",
    ],
    unexpected: "If it is not yours, or you did not expect this, contact your Caf at once.",
  },
  MandateRecorded: {
    subject: "a person is in charge of acting for you",
    lead: "A court decision was recorded {at}: a person is in charge of acting for you with your Caf.",
    paragraphs: [
      "You keep your personal space, your password and your contact details. That person has an access of their own.",
      "In your space you see what they may do, and what they did for you.",
    ],
    unexpected: "If you did not expect this, contact your Caf at once.",
  },
  MandateChanged: {
    subject: "your protection has changed",
    lead: "The court decision on record for you changed {at}.",
    paragraphs: ["In your space you see who acts for you, and what they may do."],
    unexpected: "If you did not expect this, contact your Caf at once.",
  },
  MandateEnded: {
    subject: "your protection has ended",
    lead: "A court decision on record for you ended {at}.",
    paragraphs: ["The person who acted for you no longer has access to your data. In your space you see the reason."],
    unexpected: "If you did not expect this, contact your Caf at once.",
  },
  MandateEnding: {
    subject: "your protection ends soon",
    lead: "Reminder sent {at}: the court decision on record for you ends soon.",
    paragraphs: [
      "In your space you see its last day, and who acts for you.",
      "If you still need help after it, the judge must be asked for another decision.",
    ],
    unexpected: "If you have a question, contact your Caf.",
  },
  HeldMandateRecorded: {
    subject: "a court mandate is on record in your name",
    lead: "A court mandate for another person was recorded in your name {at}.",
    paragraphs: ["In your space you see for whom, and what you may do. Never use the password of that person."],
    unexpected: "If you did not expect this, contact your Caf at once.",
  },
  HeldMandateChanged: {
    subject: "a court mandate has changed",
    lead: "A court mandate on record in your name changed {at}.",
    paragraphs: ["In your space you see what you may do now."],
    unexpected: "If you did not expect this, contact your Caf at once.",
  },
  HeldMandateEnding: {
    subject: "a court mandate ends soon",
    lead: "Reminder sent {at}: a court mandate on record in your name ends soon.",
    paragraphs: [
      "In your space you see its last day. To extend it, ask the judge for another decision.",
      "Then send that decision to your Caf, which records it.",
    ],
    unexpected: "If you have a question, contact your Caf.",
  },
  HeldMandateEnded: {
    subject: "a court mandate has ended",
    lead: "A court mandate on record in your name ended {at}.",
    paragraphs: ["You no longer have access to the data of that person. Your Caf can give you the reason."],
    unexpected: "If you did not expect this, contact your Caf at once.",
  },
}

/** The long texts in English. */
export const en: LongTexts = { code, announcement: announcementFrom(announcements) }

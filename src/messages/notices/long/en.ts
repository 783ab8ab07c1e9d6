import type { CodePurpose } from "../../../domain/challenge/purpose.ts"
import type { CodeFacts } from "../code-facts.ts"
import type { AnnouncementFacts, AnnouncementTexts, LongText, LongTexts } from "./text.ts"

const FOOTER = "This message is sent automatically: there is no need to reply."

/** What the code does. */
const purposes: Readonly<Record<CodePurpose, (service: string) => string>> = {
  migration: (service) => `to activate your ${service} sign-in`,
  recovery: (service) => `to change your ${service} password`,
  contact: (service) => `to change your ${service} contact details`,
}

const code = ({ code, minutes, number, purpose, service }: CodeFacts): LongText => ({
  subject: `${code} is your code ${purposes[purpose](service)}`,
  lead: `Your code ${purposes[purpose](service)}:`,
  code,
  paragraphs: [
    ...(number > 1
      ? [`This is message no. ${number}: only its code works. The codes in earlier messages no longer work.`]
      : []),
    `Enter this code on the page of ${service} where you asked for it, and nowhere else. It works for ${minutes} ${
      minutes === 1 ? "minute" : "minutes"
    } from when you asked for it.`,
  ],
  warning:
    "Do not give this code to anyone. We will never ask you for your password or for this code by telephone, text message or email.",
  unexpected:
    "If you did not ask for it, do not pass this code on: nothing changes without it. You can delete this message.",
  footer: FOOTER,
})

const FORGOTTEN = "use “Forgotten password?” on the sign-in page, then contact your fund."

const announcements: AnnouncementTexts = {
  AccountOpened: {
    subject: "your personal space is open",
    lead: "Your personal space was opened {at}, with a new password and confirmed contact details.",
    paragraphs: ["An 8-digit password no longer works."],
    unexpected: "If this was not you, contact your fund at once.",
  },
  MemberAccountOpened: {
    subject: "a personal space was opened in your household",
    lead: "The other adult of your household file now has a personal space, opened {at}.",
    paragraphs: [
      "Did you give them a management authorisation? Check in your space whether it waits for your confirmation.",
    ],
    unexpected: "If the other adult did not do this, contact your fund at once.",
  },
  PasswordChanged: {
    subject: "your password was changed",
    lead: "Your password was changed {at}.",
    paragraphs: ["All other sessions of your account were ended."],
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
      "You can still use the previous ones to recover your account for 24 hours.",
      "For some time, we also write to the previous ones.",
    ],
    unexpected: `If this was not you, do not wait: ${FORGOTTEN}`,
  },
  ContactAdded: {
    subject: "contact details were added",
    lead: "Contact details were added to your account {at}.",
    paragraphs: [],
    unexpected: `If this was not you, do not wait: ${FORGOTTEN}`,
  },
  ContactRestored: {
    subject: "your previous contact details are in use again",
    lead: "Your previous contact details are in use again {at}, because a code sent to them was entered.",
    paragraphs: ["The details that had replaced them are no longer used. You can give new ones in your space."],
    unexpected: "If this was not you, contact your fund at once.",
  },
  ContactBarred: {
    subject: "some contact details no longer recover your account",
    lead: "Some contact details no longer recover your account. An agent decided this {at}.",
    paragraphs: ["To use them again, confirm them in your space."],
    unexpected: "If this was not you, contact your fund at once.",
  },
  AccessRestored: {
    subject: "an agent recorded new contact details",
    lead: "An agent recorded new contact details for your account {at}, after checking an identity.",
    paragraphs: [
      "Only these new details can now be used to choose a new password.",
      "The old password no longer works, and all sessions were ended.",
    ],
    unexpected: "If this was not you, contact your fund at once.",
  },
  AccountClosed: {
    subject: "your personal space is closed",
    lead: "Your personal space was closed {at}.",
    paragraphs: ["You can no longer sign in to it. Your benefits do not depend on it."],
    unexpected: "If you did not expect this, contact your fund at once.",
  },
  SeparationDeclared: {
    subject: "a separation was declared",
    lead: "A separation was declared {at} in your household file.",
    paragraphs: [
      "The management authorisation in it, if there was one, has ended.",
      "If you still signed in with an 8-digit password, it no longer works. To get in, use “Forgotten password?” on the sign-in page, or contact your fund.",
    ],
    unexpected: "If this was not you, or if it is a mistake, contact your fund at once.",
  },
  DelegationGranted: {
    subject: "a management authorisation was given",
    lead: "A management authorisation was given {at} in your household file.",
    paragraphs: [
      "The person who gave it can end it at any time. The person who received it can give it up at any time.",
    ],
    unexpected: "If you did not expect this, contact your fund at once.",
  },
  DelegationEnded: {
    subject: "a management authorisation has ended",
    lead: "A management authorisation ended {at} in your household file.",
    paragraphs: [],
    unexpected: "If you did not expect this, sign in to see why, or contact your fund.",
  },
  MustChangePassword: {
    subject: "you must change your password",
    lead: "You must change your password. This was decided {at}.",
    paragraphs: [
      "To choose a new one, use “Forgotten password?” on the sign-in page. If no code arrives, contact your fund.",
    ],
    unexpected: "There is no link in this message: use the address that you know.",
  },
}

const day = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Paris", dateStyle: "long" })
const hour = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Paris", timeStyle: "short" })

/** A date and time in Paris: `on 1 July 2026 at 00:30 (Paris time)`. */
const dateTime = (at: number) => `on ${day.format(at)} at ${hour.format(at)} (Paris time)`

const announcement = ({ about, at, service }: AnnouncementFacts): LongText => {
  const { lead, paragraphs, subject, unexpected } = announcements[about]
  return {
    subject: `${service}: ${subject}`,
    lead: lead.replace("{at}", dateTime(at)),
    code: null,
    paragraphs,
    warning: "We will never ask you for your password by telephone, text message or email.",
    unexpected,
    footer: FOOTER,
  }
}

/** The long texts in English. */
export const en: LongTexts = { code, announcement }

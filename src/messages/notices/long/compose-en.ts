import type { CodePurpose } from "../../../domain/challenge/purpose.ts"
import { defaultTimeZone, type TimeZone, timeZoneNames } from "../../../domain/language/time-zone.ts"
import type { CodeFacts } from "../code-facts.ts"
import type { AnnouncementFacts, AnnouncementTexts, LongText, ReportText } from "./text.ts"

const FOOTER = "This message is sent automatically: there is no need to reply."

/** What the code does. */
const purposes: Readonly<Record<CodePurpose, (service: string) => string>> = {
  migration: (service) => `to activate your ${service} sign-in`,
  recovery: (service) => `to change your ${service} password`,
  contact: (service) => `to change your ${service} contact details`,
}

/** The letter with a code. */
export const code = ({ code, minutes, number, purpose, service }: CodeFacts): LongText => ({
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
  report: null,
  warning:
    "Do not give this code to anyone. We will never ask you for your password or for this code by telephone, text message or email.",
  unexpected:
    "If you did not ask for it, do not pass this code on: nothing changes without it. You can delete this message.",
  footer: FOOTER,
})

/** A date and time with its zone: `on 1 July 2026 at 09:05 (Paris time)`. */
const dateTime = (at: number, timeZone: TimeZone) => {
  const day = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "long" }).format(at)
  const hour = new Intl.DateTimeFormat("en-GB", { timeZone, timeStyle: "short" }).format(at)
  return `on ${day} at ${hour} (${timeZoneNames[timeZone].en})`
}

/** What the link does, and how long it works. */
const reportText = (
  { days, link, until }: NonNullable<AnnouncementFacts["report"]>,
  timeZone: TimeZone,
): ReportText => ({
  lead: "Not you? Open this page and press the button “This was not me”:",
  link,
  paragraphs: [
    "All sessions are then ended, and another password must be chosen. New contact details, if there are any, can no longer recover your account.",
    `This link works once, for ${days} ${days === 1 ? "day" : "days"} from the change, until ${dateTime(until, timeZone).slice("on ".length)}. Opening the page changes nothing, and it asks for no password.`,
  ],
})

/** Beside the link, the text says what to do only if the link does not work: a person must not have to choose. */
const withoutLink = (unexpected: string) =>
  unexpected.replace(/^If .*?, (?=do not wait|contact)/u, "If the link does not work, ")

/** The letter of an announcement, from the table of its texts. */
export const announcementFrom =
  (texts: AnnouncementTexts) =>
  (facts: AnnouncementFacts): LongText => {
    const { about, at, report, service, timeZone = defaultTimeZone } = facts
    const { lead, paragraphs, subject, unexpected } = texts[about]
    return {
      subject: `${service}: ${subject}`,
      lead: lead.replace("{at}", dateTime(at, timeZone)),
      code: null,
      paragraphs,
      report: report === null ? null : reportText(report, timeZone),
      warning: "We will never ask you for your password by telephone, text message or email.",
      unexpected: report === null ? unexpected : withoutLink(unexpected),
      footer: FOOTER,
    }
  }

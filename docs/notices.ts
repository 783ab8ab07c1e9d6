import * as Redacted from "effect/Redacted"
import { codePurposes } from "../src/domain/challenge/purpose.ts"
import { CivilDate } from "../src/domain/civil-date/civil-date.ts"
import type { Language } from "../src/domain/language/language.ts"
import { legacyClosingText } from "../src/messages/legacy-closing.ts"
import { smsLength } from "../src/messages/notices/gsm-alphabet.ts"
import { longTextOf } from "../src/messages/notices/long.ts"
import { shortTextOf } from "../src/messages/notices/short.ts"
import { announcements } from "../src/ports/notifier.ts"

/** The service and the site of the examples on the page of texts. */
export const SERVICE = "Mon Compte"
const AT = Date.UTC(2026, 10, 23, 8, 5)
export const DOMAIN = "www.example.org"

/** The announcement of the last day of the 8-digit passwords, with an example of a day. */
export const legacyClosing = { legacyClosingText: legacyClosingText(CivilDate.make("2027-03-31")) }

type Written = Parameters<typeof longTextOf>[0] & Parameters<typeof shortTextOf>[0]

const codeNotice = (purpose: (typeof codePurposes)[number], language: Language, number = 2, minutes = 10) =>
  ({ _tag: "ConfirmationCode", code: Redacted.make("012345"), purpose, language, number, minutes }) as const
const announcementNotice = (about: (typeof announcements)[number], language: Language) =>
  ({ _tag: "Announcement", about, language, at: AT }) as const

const DAYS = 7
const reportedNotice = (about: (typeof announcements)[number], language: Language) => ({
  ...announcementNotice(about, language),
  report: {
    link: Redacted.make(`https://${DOMAIN}/pas-moi#${"a".repeat(43)}`),
    days: DAYS,
    until: AT + DAYS * 24 * 60 * 60_000,
  },
})

/** The letter of a notice, one paragraph a line. */
export const letterOf = (notice: Written) => {
  const { code, footer, lead, paragraphs, report, subject, unexpected, warning } = longTextOf(notice, SERVICE)
  return [
    `**${subject}**`,
    lead,
    ...(code === null ? [] : [code]),
    ...paragraphs,
    ...(report === null ? [] : [report.lead, report.link, ...report.paragraphs]),
    unexpected,
    warning,
    footer,
  ].join("\n")
}

/** The text message of a notice, and its length. */
export const smsOf = (notice: Written) => {
  const text = shortTextOf(notice, { service: SERVICE, domain: DOMAIN })
  const { alphabet, length, segments } = smsLength(text)
  return { text, size: `${length} (${alphabet}, ${segments} SMS)` }
}

/** Every notice, in each language. */
export const kinds: ReadonlyArray<readonly [string, (language: Language) => Written]> = [
  ...codePurposes.map(
    (purpose) => [`code: ${purpose}`, (language: Language) => codeNotice(purpose, language)] as const,
  ),
  ...announcements.map((about) => [about, (language: Language) => announcementNotice(about, language)] as const),
  ["PasswordChanged, with a way back", (language) => reportedNotice("PasswordChanged", language)],
]

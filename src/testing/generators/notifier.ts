import * as Redacted from "effect/Redacted"
import * as fc from "fast-check"
import { codePurposes } from "../../domain/challenge/purpose.ts"
import { type Contact, Email, Mobile } from "../../domain/contact/contact.ts"
import { languages } from "../../domain/language/language.ts"
import { type Announcement, announcements, type ConfirmationCode, type ReportLink } from "../../ports/notifier.ts"

/** A sample for the laws of notifiers: one code and one announcement for each kind of contact. */
export interface NotifierSample {
  readonly emailCode: ConfirmationCode
  readonly mobileCode: ConfirmationCode
  readonly emailAnnouncement: Announcement
  readonly mobileAnnouncement: Announcement
}

const digits = (count: number) => fc.nat(10 ** count - 1).map((number) => `${number}`.padStart(count, "0"))

/** RFC 2606 reserves `example.org`: no mail is delivered there. */
const email = digits(6).map((number) => Email.restore(`camille.${number}@example.org`))

/** ARCEP, the French regulator, reserves these numbers for fiction. */
const mobile = digits(4).map((lastDigits) => Mobile.restore(`+3363998${lastDigits}`))

const time = fc.integer({ min: 1_800_000_000_000, max: 1_900_000_000_000 })

/** The address of a page with a token of 56 characters, as `reports.page` and `makeReportToken` make it. */
const reportLink: fc.Arbitrary<ReportLink> = fc.record({
  link: fc
    .stringMatching(/^[A-Za-z0-9_-]{56}$/)
    .map((token) => Redacted.make(`https://www.example.org/pas-moi#${token}`)),
  days: fc.integer({ min: 1, max: 30 }),
  until: time,
})

const announcementTo = (contact: fc.Arbitrary<Contact>): fc.Arbitrary<Announcement> =>
  fc.record({
    _tag: fc.constant("Announcement"),
    id: fc.uuid(),
    to: contact,
    language: fc.constantFrom(...languages),
    about: fc.constantFrom(...announcements),
    at: time,
    report: fc.option(reportLink, { nil: undefined }),
  })

const codeTo = (contact: fc.Arbitrary<Contact>): fc.Arbitrary<ConfirmationCode> =>
  fc.record({
    _tag: fc.constant("ConfirmationCode"),
    id: fc.uuid(),
    to: contact,
    language: fc.constantFrom(...languages),
    purpose: fc.constantFrom(...codePurposes),
    code: digits(6).map((code) => Redacted.make(code)),
    number: fc.integer({ min: 1, max: 5 }),
    expiresAt: time,
    minutes: fc.constantFrom(10, 15),
  })

/** Samples for `notifierLaws`. No generated contact reaches a person. */
export const notifierSample: fc.Arbitrary<NotifierSample> = fc.record({
  emailCode: codeTo(email),
  mobileCode: codeTo(mobile),
  emailAnnouncement: announcementTo(email),
  mobileAnnouncement: announcementTo(mobile),
})

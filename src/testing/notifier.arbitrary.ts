import * as Redacted from "effect/Redacted"
import * as fc from "fast-check"
import { codePurposes } from "../domain/challenge/purpose.ts"
import { type Contact, Email, Mobile } from "../domain/contact/contact.ts"
import { type Announcement, announcements, type ConfirmationCode } from "../ports/notifier.ts"

/** What a law of notifiers is tried with: one code and one announcement for each kind of contact. */
export interface NotifierSample {
  readonly Email: ConfirmationCode
  readonly Mobile: ConfirmationCode
  readonly told: { readonly [Kind in Contact["_tag"]]: Announcement }
}

const digits = (count: number) => fc.nat(10 ** count - 1).map((number) => `${number}`.padStart(count, "0"))

/** Nobody reads mail there. */
const email = digits(6).map((who) => Email.restore(`camille.${who}@example.org`))

/** Nobody answers there: numbers that ARCEP keeps for fiction. */
const mobile = digits(4).map((last) => Mobile.restore(`+3363998${last}`))

const time = fc.integer({ min: 1_800_000_000_000, max: 1_900_000_000_000 })

const about = (contact: fc.Arbitrary<Contact>): fc.Arbitrary<Announcement> =>
  fc.record({
    _tag: fc.constant("Announcement"),
    id: fc.uuid(),
    to: contact,
    language: fc.constantFrom("fr", "en"),
    about: fc.constantFrom(...announcements),
    at: time,
  })

const to = (contact: fc.Arbitrary<Contact>): fc.Arbitrary<ConfirmationCode> =>
  fc.record({
    _tag: fc.constant("ConfirmationCode"),
    id: fc.uuid(),
    to: contact,
    language: fc.constantFrom("fr", "en"),
    purpose: fc.constantFrom(...codePurposes),
    code: digits(6).map((code) => Redacted.make(code)),
    number: fc.integer({ min: 1, max: 5 }),
    expiresAt: time,
    minutes: fc.constantFrom(10, 15),
  })

/** What `notifierLaws` are tried on. */
export const notifierSample: fc.Arbitrary<NotifierSample> = fc.record({
  Email: to(email),
  Mobile: to(mobile),
  told: fc.record({ Email: about(email), Mobile: about(mobile) }),
})

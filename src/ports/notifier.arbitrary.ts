import * as Redacted from "effect/Redacted"
import * as fc from "fast-check"
import { type Contact, Email, Mobile } from "../contact/contact.ts"
import type { Notice } from "./notifier.ts"

/** What a law of notifiers is tried with: one notice for each kind of contact. */
export type NotifierSample = { readonly [Kind in Contact["_tag"]]: Notice }

const digits = (count: number) => fc.nat(10 ** count - 1).map((number) => `${number}`.padStart(count, "0"))

/** Nobody reads mail there. */
const email = digits(6).map((who) => Email.restore(`camille.${who}@example.org`))

/** Nobody answers there: numbers that ARCEP keeps for fiction. */
const mobile = digits(4).map((last) => Mobile.restore(`+3363998${last}`))

const to = (contact: fc.Arbitrary<Contact>): fc.Arbitrary<Notice> =>
  fc.record({
    _tag: fc.constant("ConfirmationCode"),
    id: fc.uuid(),
    to: contact,
    language: fc.constantFrom("fr", "en"),
    code: digits(6).map((code) => Redacted.make(code)),
    number: fc.integer({ min: 1, max: 5 }),
    expiresAt: fc.integer({ min: 1_800_000_000_000, max: 1_900_000_000_000 }),
    minutes: fc.constantFrom(10, 15),
  })

export const notifierSample: fc.Arbitrary<NotifierSample> = fc.record({ Email: to(email), Mobile: to(mobile) })

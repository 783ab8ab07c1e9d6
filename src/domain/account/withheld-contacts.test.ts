import * as fc from "fast-check"
import { expect, it } from "vitest"
import { contactOf } from "../../../test/models/account.ts"
import { barReasonOf } from "./bar.ts"
import { contactRecovery } from "./contact-recovery.ts"
import {
  barFromRecovery,
  barYoungContact,
  type Contacts,
  changeContact,
  contactsToNotify,
  initialContacts,
  proveContact,
  recordPending,
  recoveryContacts,
} from "./contacts.ts"
import { reporters, withReportedChange } from "./report.ts"

const INDEXES = ["i", "j", "k", "l"] as const
const index = fc.constantFrom(...INDEXES)
const step = fc.oneof(
  index.map(
    (index) => (contacts: Contacts, at: number) =>
      changeContact(contacts, contactOf(index), { at, recoversFrom: at + 24, formerUntil: at + 720 }),
  ),
  index.map((index) => (contacts: Contacts, at: number) => proveContact(contacts, index, at)),
  index.map((index) => (contacts: Contacts) => barFromRecovery(contacts, [index])),
  index.map(
    (index) => (contacts: Contacts, at: number) =>
      recordPending(contacts, contactOf(index), { at, until: at + 72, formerUntil: at + 720 }),
  ),
  index.map(
    (index) => (contacts: Contacts, at: number) => withReportedChange(contacts, index, { at, formerUntil: at + 720 }),
  ),
  fc.constant((contacts: Contacts, at: number) =>
    barYoungContact(contacts, { at, formerUntil: at + 720, provedAfter: at - 100 }),
  ),
)

it("a withheld contact is notified of nothing, recovers nothing and reports nothing, whatever changes after", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(step, fc.nat(60)), { maxLength: 12 }),
      fc.subarray([...INDEXES]),
      (steps, withheld) => {
        let contacts: Contacts = { ...initialContacts(contactOf("i"), 0), withheld }
        let at = 0
        for (const [change, hours] of steps) {
          at += hours
          contacts = change(contacts, at)
          expect(contacts.withheld).toEqual(withheld)
          const used = [
            ...recoveryContacts(contacts, at),
            ...contactsToNotify(contacts, at),
            ...reporters(contacts, at),
          ]
          const { index: present } = contacts.present
          // A present contact that is barred because others read it is withheld as long as it is barred.
          const isRead = (index: string) =>
            withheld.some((one) => one === index) || (index === present && barReasonOf(contacts) === "OthersRead")
          expect(used.filter(({ index }) => isRead(index))).toEqual([])
          const isPresentWithheld = isRead(present)
          expect(contactRecovery(contacts, at)._tag === "Withheld").toBe(isPresentWithheld)
        }
      },
    ),
    { seed: 13, numRuns: 2_000 },
  )
})

it("outside the confidential mode, the same contacts are used as if it had never been", () => {
  const contacts = initialContacts(contactOf("i"), 0)
  expect(contactsToNotify(contacts, 1)).toEqual([contactOf("i")])
  expect(contactsToNotify({ ...contacts, withheld: [] }, 1)).toEqual([contactOf("i")])
  expect(contactsToNotify({ ...contacts, withheld: ["i"] }, 1)).toEqual([])
})

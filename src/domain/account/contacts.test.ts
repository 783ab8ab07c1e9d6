import { describe, expect, it } from "vitest"
import { barFromRecovery, changeContact, contactsToNotify, initialContacts, recoveryContacts } from "./contacts.ts"

const contact = (index: string) => ({ kind: "Email", index, sealed: `s-${index}`, language: "fr" }) as const
const former = contact("former")
const newer = contact("newer")
const indexes = (contacts: ReadonlyArray<{ readonly index: string }>) => contacts.map(({ index }) => index)

describe("the first proved contact", () => {
  it("recovers the account and receives announcements at once", () => {
    expect(indexes(recoveryContacts(initialContacts(former), 0))).toEqual(["former"])
    expect(indexes(contactsToNotify(initialContacts(former), 0))).toEqual(["former"])
  })
})

describe("a new contact", () => {
  const changed = changeContact(initialContacts(former), newer, { recoversFrom: 1_000, at: 0 })

  it.each([
    [999, ["former"], ["newer", "former"]],
    [1_000, ["newer"], ["newer"]],
  ] as const)(
    "takes over recovery after its wait: at %i ms %j recovers and %j is notified",
    (at, recovery, notified) => {
      expect(indexes(recoveryContacts(changed, at))).toEqual(recovery)
      expect(indexes(contactsToNotify(changed, at))).toEqual(notified)
    },
  )

  it("does not wait again when it is proved a second time", () => {
    expect(changeContact(changed, newer, { recoversFrom: 9_999, at: 500 })).toEqual(changed)
  })

  it.each([
    [999, ["former"], ["third", "former"]],
    [1_998, ["former"], ["third", "former"]],
    [1_999, ["third"], ["third"]],
  ] as const)("that follows one still waiting leaves recovery to the oldest: at %i ms", (at, recovery, notified) => {
    const twice = changeContact(changed, contact("third"), { recoversFrom: 1_999, at: 999 })
    expect(indexes(recoveryContacts(twice, at))).toEqual(recovery)
    expect(indexes(contactsToNotify(twice, at))).toEqual(notified)
  })

  it("leaves recovery to the previous contact once that one's wait is over", () => {
    const twice = changeContact(changed, contact("third"), { recoversFrom: 2_000, at: 1_000 })
    expect(indexes(recoveryContacts(twice, 1_999))).toEqual(["newer"])
  })

  it("that is the one still recovering the account takes effect at once, and the one between never recovers it", () => {
    const back = changeContact(changed, former, { recoversFrom: 1_999, at: 999 })
    for (const at of [999, 1_000, 1_999]) expect(indexes(recoveryContacts(back, at))).toEqual(["former"])
    expect(indexes(contactsToNotify(back, 999))).toEqual(["former"])
  })
})

describe("a contact barred by a separation", () => {
  it("does not recover the account until it is proved again, and still receives announcements", () => {
    const barred = barFromRecovery(initialContacts(former), ["other", "former"])
    expect(recoveryContacts(barred, 5)).toEqual([])
    expect(indexes(contactsToNotify(barred, 5))).toEqual(["former"])
    expect(indexes(recoveryContacts(changeContact(barred, former, { recoversFrom: 9_999, at: 5 }), 5))).toEqual([
      "former",
    ])
  })

  it("does not recover the account as the former contact after a change", () => {
    const barred = barFromRecovery(initialContacts(former), ["former"])
    const changed = changeContact(barred, newer, { recoversFrom: 1_000, at: 0 })
    expect(recoveryContacts(changed, 999)).toEqual([])
  })

  it("stops recovering the account as the former contact, and the present one is not affected", () => {
    const changed = changeContact(initialContacts(former), newer, { recoversFrom: 1_000, at: 0 })
    const barred = barFromRecovery(changed, ["former"])
    expect(recoveryContacts(barred, 999)).toEqual([])
    expect(indexes(recoveryContacts(barred, 1_000))).toEqual(["newer"])
  })

  it("does not affect other contacts", () => {
    expect(barFromRecovery(initialContacts(former), ["other"])).toEqual(initialContacts(former))
  })
})

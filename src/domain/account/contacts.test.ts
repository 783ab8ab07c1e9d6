import { describe, expect, it } from "vitest"
import {
  allContacts,
  barFromRecovery,
  barYoungContact,
  changeContact,
  contactsToNotify,
  initialContacts,
  proveContact,
  recordPending,
  recoveryContacts,
} from "./contacts.ts"

const contact = (index: string) => ({ kind: "Email", index, sealed: `s-${index}`, language: "fr" }) as const
const former = contact("former")
const newer = contact("newer")
const indexes = (contacts: ReadonlyArray<{ readonly index: string }>) => contacts.map(({ index }) => index)

describe("the first proved contact", () => {
  it("recovers the account and receives announcements at once", () => {
    expect(indexes(recoveryContacts(initialContacts(former, 0), 0))).toEqual(["former"])
    expect(indexes(contactsToNotify(initialContacts(former, 0), 0))).toEqual(["former"])
  })
})

describe("a new contact", () => {
  const changed = changeContact(initialContacts(former, 0), newer, { recoversFrom: 1_000, at: 0 })

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
    const barred = barFromRecovery(initialContacts(former, 0), ["other", "former"])
    expect(recoveryContacts(barred, 5)).toEqual([])
    expect(indexes(contactsToNotify(barred, 5))).toEqual(["former"])
    expect(indexes(recoveryContacts(changeContact(barred, former, { recoversFrom: 9_999, at: 5 }), 5))).toEqual([
      "former",
    ])
  })

  it("does not recover the account as the former contact after a change", () => {
    const barred = barFromRecovery(initialContacts(former, 0), ["former"])
    const changed = changeContact(barred, newer, { recoversFrom: 1_000, at: 0 })
    expect(recoveryContacts(changed, 999)).toEqual([])
  })

  it("stops recovering the account as the former contact, and the present one is not affected", () => {
    const changed = changeContact(initialContacts(former, 0), newer, { recoversFrom: 1_000, at: 0 })
    const barred = barFromRecovery(changed, ["former"])
    expect(recoveryContacts(barred, 999)).toEqual([])
    expect(indexes(recoveryContacts(barred, 1_000))).toEqual(["newer"])
  })

  it("does not affect other contacts", () => {
    expect(barFromRecovery(initialContacts(former, 0), ["other"])).toEqual(initialContacts(former, 0))
  })
})

describe("a contact that was replaced", () => {
  const DAY = 86_400_000
  const change = { recoversFrom: 100 * DAY + 1_000, formerUntil: 130 * DAY, at: 100 * DAY }
  const changed = changeContact(initialContacts(former, 0), newer, change)

  it.each([
    [130 * DAY - 1, ["newer", "former"]],
    [130 * DAY, ["newer"]],
  ])("is notified until its time is over: at %i ms %j are notified", (at, expected) => {
    expect(indexes(contactsToNotify(changed, at))).toEqual(expected)
  })

  it("is the present one again when a recovery proves it, and the later ones are dropped", () => {
    const restored = proveContact(changed, "former", 100 * DAY + 5)
    expect(restored).toMatchObject({ present: former, barred: false, former: null, provedAt: 0, replaced: [] })
    expect(indexes(recoveryContacts(restored, 100 * DAY + 5))).toEqual(["former"])
    expect(indexes(allContacts(restored))).toEqual(["former"])
  })

  it("stays when many changes follow, because the oldest are kept", () => {
    const many = ["a", "b", "c", "d", "e"].reduce(
      (contacts, index, minute) =>
        changeContact(contacts, contact(index), {
          recoversFrom: 102 * DAY,
          formerUntil: 131 * DAY,
          at: 100 * DAY + minute,
        }),
      changed,
    )
    expect(indexes(contactsToNotify(many, 101 * DAY))).toEqual(["e", "former", "newer", "a"])
    expect(indexes(recoveryContacts(many, 101 * DAY))).toEqual(["former"])
  })

  it("that never recovered the account still waits when the person goes back to it", () => {
    const there = changeContact(changed, contact("third"), { ...change, at: 100 * DAY + 10, recoversFrom: 101 * DAY })
    const back = changeContact(there, newer, { ...change, at: 100 * DAY + 20, recoversFrom: 101 * DAY })
    expect(back).toMatchObject({ present: newer, recoversFrom: 100 * DAY + 1_000, former: { contact: former } })
    expect(indexes(recoveryContacts(back, 100 * DAY + 999))).toEqual(["former"])
  })

  it("is not remembered if it was barred", () => {
    const barred = barFromRecovery(initialContacts(former, 0), ["former"])
    expect(indexes(contactsToNotify(changeContact(barred, newer, change), 100 * DAY))).toEqual(["newer"])
  })

  describe("after a compromise", () => {
    const compromise = { at: 110 * DAY, formerUntil: 140 * DAY }

    it.each([
      [100 * DAY - 1, true, ["former"]],
      [100 * DAY, false, ["newer"]],
    ])("recovers the account if the present one was proved after %i ms", (provedAfter, barred, recovering) => {
      const compromised = barYoungContact(changed, { ...compromise, provedAfter })
      expect(compromised.barred).toBe(barred)
      expect(indexes(recoveryContacts(compromised, 139 * DAY))).toEqual(recovering)
    })

    it("does not recover the account if it is as young as the present one", () => {
      const young = barYoungContact(changed, { ...compromise, provedAfter: -1 })
      expect(indexes(recoveryContacts(young, 111 * DAY))).toEqual([])
      const older = { present: newer, recoversFrom: 5, barred: false, former: { contact: former, until: 9 } }
      expect(indexes(recoveryContacts(barYoungContact(older, { at: 6, formerUntil: 20, provedAfter: 4 }), 19))).toEqual(
        ["former"],
      )
    })
  })
})

describe("a contact that an agent recorded", () => {
  const recorded = recordPending(initialContacts(former, 0), newer, { at: 10, until: 20, formerUntil: 100 })

  it("alone recovers the account until its time is over, and is not notified before it is proved", () => {
    expect([19, 20].map((at) => indexes(recoveryContacts(recorded, at)))).toEqual([["newer"], []])
    expect(indexes(contactsToNotify(recorded, 19))).toEqual(["former"])
    expect(indexes(allContacts(recorded))).toEqual(["former", "newer"])
  })

  it("is the present one once it is proved, and the earlier one is notified", () => {
    const proved = proveContact(recorded, "newer", 15)
    expect(indexes(recoveryContacts(proved, 15))).toEqual(["newer"])
    expect(indexes(contactsToNotify(proved, 99))).toEqual(["newer", "former"])
    expect(indexes(contactsToNotify(proved, 100))).toEqual(["newer"])
  })

  it("may be the present one, whose bar is lifted", () => {
    const same = recordPending(initialContacts(former, 0), former, { at: 10, until: 20, formerUntil: 100 })
    expect(proveContact(same, "former", 15)).toMatchObject({ present: former, barred: false })
    expect(indexes(contactsToNotify(proveContact(same, "former", 15), 16))).toEqual(["former"])
  })

  it("recovers nothing once it is barred", () => {
    expect(recoveryContacts(barFromRecovery(recorded, ["newer"]), 15)).toEqual([])
  })
})

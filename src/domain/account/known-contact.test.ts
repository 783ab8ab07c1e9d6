import { describe, expect, it } from "vitest"
import { bar, change, contactsToNotify, first, forRecovery } from "./known-contact.ts"

const contact = (index: string) => ({ kind: "Email", index, sealed: `s-${index}`, language: "fr" }) as const
const old = contact("old")
const young = contact("young")
const indexes = (contacts: ReadonlyArray<{ readonly index: string }>) => contacts.map(({ index }) => index)

describe("the contact proved first", () => {
  it("serves for everything at once", () => {
    expect(indexes(forRecovery(first(old), 0))).toEqual(["old"])
    expect(indexes(contactsToNotify(first(old), 0))).toEqual(["old"])
  })
})

describe("another contact", () => {
  const changed = change(first(old), young, { recoversFrom: 1_000, at: 0 })

  it.each([
    [999, ["old"], ["young", "old"]],
    [1_000, ["young"], ["young"]],
  ] as const)("at %i ms recovery goes to %j and news to %j", (at, recovery, told) => {
    expect(indexes(forRecovery(changed, at))).toEqual(recovery)
    expect(indexes(contactsToNotify(changed, at))).toEqual(told)
  })

  it("proved twice is the same contact, and does not wait anew", () => {
    expect(change(changed, young, { recoversFrom: 9_999, at: 500 })).toEqual(changed)
  })

  it.each([
    [999, ["old"], ["third", "old"]],
    [1_998, ["old"], ["third", "old"]],
    [1_999, ["third"], ["third"]],
  ] as const)("asked for before the last one served lets the one that serves go on: at %i ms", (at, recovery, told) => {
    const twice = change(changed, contact("third"), { recoversFrom: 1_999, at: 999 })
    expect(indexes(forRecovery(twice, at))).toEqual(recovery)
    expect(indexes(contactsToNotify(twice, at))).toEqual(told)
  })

  it("asked for once the last one serves has that one go on", () => {
    const twice = change(changed, contact("third"), { recoversFrom: 2_000, at: 1_000 })
    expect(indexes(forRecovery(twice, 1_999))).toEqual(["young"])
  })

  it("that is the one before, and still serves, goes on serving, and the one between never does", () => {
    const back = change(changed, old, { recoversFrom: 1_999, at: 999 })
    for (const at of [999, 1_000, 1_999]) expect(indexes(forRecovery(back, at))).toEqual(["old"])
    expect(indexes(contactsToNotify(back, 999))).toEqual(["old"])
  })
})

describe("a contact shared at a separation", () => {
  it("does not serve for recovery until it is proved again, and is still told of what happens", () => {
    const barred = bar(first(old), ["other", "old"])
    expect(forRecovery(barred, 5)).toEqual([])
    expect(indexes(contactsToNotify(barred, 5))).toEqual(["old"])
    expect(indexes(forRecovery(change(barred, old, { recoversFrom: 9_999, at: 5 }), 5))).toEqual(["old"])
  })

  it("does not come back as the former one when another takes its place", () => {
    const changed = change(bar(first(old), ["old"]), young, { recoversFrom: 1_000, at: 0 })
    expect(forRecovery(changed, 999)).toEqual([])
  })

  it("that was the former one stops serving, and the present one goes on", () => {
    const changed = bar(change(first(old), young, { recoversFrom: 1_000, at: 0 }), ["old"])
    expect(forRecovery(changed, 999)).toEqual([])
    expect(indexes(forRecovery(changed, 1_000))).toEqual(["young"])
  })

  it("of somebody else changes nothing", () => {
    expect(bar(first(old), ["other"])).toEqual(first(old))
  })
})

import { describe, expect, it } from "vitest"
import { bar, change, first, forRecovery, toTell } from "./known-contact.ts"

const contact = (index: string) => ({ kind: "Email", index, sealed: `s-${index}`, language: "fr" }) as const
const old = contact("old")
const young = contact("young")
const indexes = (contacts: ReadonlyArray<{ readonly index: string }>) => contacts.map(({ index }) => index)

describe("the contact proved first", () => {
  it("serves for everything at once", () => {
    expect(indexes(forRecovery(first(old), 0))).toEqual(["old"])
    expect(indexes(toTell(first(old), 0))).toEqual(["old"])
  })
})

describe("another contact", () => {
  const changed = change(first(old), young, 1_000)

  it.each([
    [999, ["old"], ["young", "old"]],
    [1_000, ["young"], ["young"]],
  ] as const)("at %i ms recovery goes to %j and news to %j", (at, recovery, told) => {
    expect(indexes(forRecovery(changed, at))).toEqual(recovery)
    expect(indexes(toTell(changed, at))).toEqual(told)
  })

  it("proved twice is the same contact, and does not wait anew", () => {
    expect(change(changed, young, 9_999)).toEqual(changed)
  })
})

describe("a contact shared at a separation", () => {
  it("does not serve for recovery until it is proved again, and is still told of what happens", () => {
    const barred = bar(first(old), ["other", "old"])
    expect(forRecovery(barred, 5)).toEqual([])
    expect(indexes(toTell(barred, 5))).toEqual(["old"])
    expect(indexes(forRecovery(change(barred, old, 9_999), 5))).toEqual(["old"])
  })

  it("does not come back as the former one when another takes its place", () => {
    expect(forRecovery(change(bar(first(old), ["old"]), young, 1_000), 999)).toEqual([])
  })

  it("that was the former one stops serving, and the present one goes on", () => {
    const changed = bar(change(first(old), young, 1_000), ["old"])
    expect(forRecovery(changed, 999)).toEqual([])
    expect(indexes(forRecovery(changed, 1_000))).toEqual(["young"])
  })

  it("of somebody else changes nothing", () => {
    expect(bar(first(old), ["other"])).toEqual(first(old))
  })
})

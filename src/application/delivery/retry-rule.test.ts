import { describe, expect, it } from "vitest"
import { deliveryPolicies } from "../contract/delivery-policy.ts"
import type { SendAnnouncement, SendCode } from "../outbox/orders.ts"
import { announcementDeadline, dueAgainAt, retryRuleOf } from "./retry-rule.ts"

const policy = deliveryPolicies.standard
const HOUR = 60 * 60_000
const contact = { kind: "Email", index: "i", sealed: "s", language: "fr" } as const
const code: SendCode = {
  _tag: "SendCode",
  account: "a",
  purpose: "migration",
  challenge: "c",
  nonce: "n",
  number: 1,
  contact,
  language: "fr",
  expiresAt: 600_000,
  minutes: 10,
}
const announcement: SendAnnouncement = {
  _tag: "SendAnnouncement",
  account: "a",
  contact,
  about: "ContactChanged",
  at: 1,
}

describe("the retry rule", () => {
  it.each([
    [code, { deadline: 600_000, longestPause: 60 }],
    [announcement, { deadline: 1 + 72 * HOUR, longestPause: 900 }],
    [{ _tag: "ExpireDraft", account: "a" } as const, { deadline: Number.POSITIVE_INFINITY, longestPause: 900 }],
    [
      { _tag: "ExpireDelegation", file: "f", delegation: 1 } as const,
      { deadline: Number.POSITIVE_INFINITY, longestPause: 900 },
    ],
  ])("of $_tag has its deadline and its longest pause", (order, rule) => {
    expect(retryRuleOf(order, policy)).toEqual(rule)
  })

  it("gives an announcement as many hours as the policy", () => {
    expect(announcementDeadline({ at: 5 }, { announcementHours: 2 })).toBe(5 + 2 * HOUR)
  })
})

describe("a failed message", () => {
  it.each([
    [0, 100, 1_000, 100],
    [950, 100, 1_000, 1_000],
    [999, 1, 1_000, 1_000],
    [1_000, 100, 1_000, 1_100],
    [0, 100, Number.POSITIVE_INFINITY, 100],
  ])("at %i with a pause of %i and a deadline at %d is due again at %i", (now, pause, deadline, dueAt) => {
    expect(dueAgainAt(now, pause, { deadline })).toBe(dueAt)
  })
})

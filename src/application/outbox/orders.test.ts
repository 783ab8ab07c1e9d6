import * as Option from "effect/Option"
import { expect, it } from "vitest"
import { isExpiryOf, kindOf, orderDraftExpiry, readOrder } from "./orders.ts"

const message = (body: { readonly _tag: string; readonly [field: string]: unknown }) => ({ id: "m", dueAt: 0, body })

it("reads the order of a message, and none from a body that it does not know", () => {
  const expire = { _tag: "ExpireDraft", account: "a" }
  expect(readOrder(message(expire))).toEqual(Option.some(expire))
  expect(readOrder(message({ _tag: "FromTheFuture" }))).toEqual(Option.none())
  expect(readOrder(message({ _tag: "ExpireDraft" }))).toEqual(Option.none())
})

it.each([
  "SendCode",
  "SendAnnouncement",
  "ExpireDraft",
  "ExpireDelegation",
  "ExpireMandate",
  "RemindOfDelegation",
  "RemindOfMandate",
  "WarnOfAttempts",
])("names the kind %s", (_tag) => {
  expect(kindOf(message({ _tag }))).toBe(_tag)
})

it("names any other kind Unknown, so that its text reaches no log and no metric", () => {
  expect(kindOf(message({ _tag: "ada@example.org" }))).toBe("Unknown")
})

it("recognises the expiry message of a draft by the hash of its ticket", () => {
  const { id } = orderDraftExpiry({ account: "a", ticket: "t", until: 5 })
  expect([isExpiryOf(id, "t"), isExpiryOf(id, "u")]).toEqual([true, false])
})

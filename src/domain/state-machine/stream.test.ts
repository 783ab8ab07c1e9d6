import { expect, it } from "vitest"
import * as Account from "../account/account.ts"
import { streamOf } from "./stream.ts"

it("a stream builds an id from the category, a slash and the key, and reads the key back", () => {
  const stream = streamOf("account")
  expect(stream.id("a-1")).toBe("account/a-1")
  expect(stream.keyOf(stream.id("a/1.b"))).toBe("a/1.b")
})

it.each(["", "account", "accounts/1", "household/1", "Account/1"])(
  "throws for %j, the id of another category",
  (id) => {
    expect(() => streamOf("account").keyOf(id)).toThrow("category account")
  },
)

it("the category of a stream is the name of its state machine", () => {
  expect(Account.machine.name).toBe(Account.stream.category)
})

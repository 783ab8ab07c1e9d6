import { expect, it } from "vitest"
import * as Account from "../account/account.ts"
import { streamOf } from "./stream.ts"

it("an id is its category, a slash and its key, and gives the key back", () => {
  const stream = streamOf("account")
  expect(stream.id("a-1")).toBe("account/a-1")
  expect(stream.keyOf(stream.id("a/1.b"))).toBe("a/1.b")
})

it.each(["", "account", "accounts/1", "household/1", "Account/1"])("refuses %j as an id of another category", (id) => {
  expect(() => streamOf("account").keyOf(id)).toThrow("category account")
})

it("names the machine of the aggregate", () => {
  expect(Account.machine.name).toBe(Account.stream.category)
})

import { describe, expect, it } from "vitest"
import { addTicket, type IssuedTicket, isValidTicket, withoutTicket } from "./ticket.ts"

const ticket = (name: string, until = 1_000): IssuedTicket => ({ ticket: name, until })
const names = (tickets: ReadonlyArray<IssuedTicket>) => tickets.map(({ ticket }) => ticket)

describe("a ticket", () => {
  it.each([
    [999, true],
    [1_000, false],
  ])("that ends at 1,000 ms is valid at %i ms: %s", (at, expected) => {
    expect(isValidTicket([ticket("a")], "a", at)).toBe(expected)
  })

  it("is not valid under another hash", () => {
    expect(isValidTicket([ticket("a")], "b", 0)).toBe(false)
  })

  it("replaces those that have ended when it is added", () => {
    expect(names(addTicket([ticket("a"), ticket("b", 2_000)], ticket("c"), 1_000))).toEqual(["b", "c"])
  })

  it("replaces the oldest of five when it is added", () => {
    const five = ["a", "b", "c", "d", "e"].map((name) => ticket(name))
    expect(names(addTicket(five.slice(1), ticket("f"), 0))).toEqual(["b", "c", "d", "e", "f"])
    expect(names(addTicket(five, ticket("f"), 0))).toEqual(["b", "c", "d", "e", "f"])
  })

  it("is removed once it was used, and the others remain", () => {
    expect(names(withoutTicket([ticket("a"), ticket("b")], "a"))).toEqual(["b"])
  })
})

import { describe, expect, expectTypeOf, it } from "vitest"
import { day, family, order, stateAfter, TODAY, TOMORROW } from "../../../test/models/household.ts"
import { agePolicies } from "../civil-date/over-fifteen.ts"
import { initial, type State } from "./household.ts"
import { partnerOf, type Question, standingOf } from "./standing.ts"

const asked = (person: string, question: Partial<Question> = {}): Question => ({
  person,
  today: TODAY,
  agePolicy: agePolicies.fromBirthday,
  account: "Active",
  partnerAccount: "Active",
  ...question,
})

const granted = stateAfter(...family, order.grant())
const brief = (state: State, person: string, question: Partial<Question> = {}) => {
  const { couple, delegation, role } = standingOf(state, asked(person, question))
  return `${role}, ${couple}, ${delegation}`
}

describe("what a person is to a household", () => {
  it.each([
    ["ada", "Holder, Current, Live"],
    ["bob", "Spouse, Current, Live"],
    ["cleo", "ChildOver15, Current, None"],
    ["dora", "Dependant, Current, None"],
    ["eve", "Outsider, Current, None"],
  ])("%s: %s", (person, expected) => {
    expect(brief(granted, person)).toBe(expected)
  })

  it("after a separation, the spouse is the one of a couple that has ended", () => {
    const separated = stateAfter(...family, order.grant(), order.separate())
    expect(brief(separated, "bob")).toBe("Spouse, Ended, Over")
    expect(brief(separated, "ada")).toBe("Holder, Ended, Over")
  })

  it("after a separation and another couple, the former spouse still is, and the present one is another", () => {
    const withEve = stateAfter(
      ...family,
      order.separate(),
      order.formCouple({ spouse: "eve", on: TODAY }),
      order.grant({ to: "eve" }),
    )
    expect(standingOf(withEve, asked("bob"))).toMatchObject({ role: "Spouse", couple: "Ended" })
    expect(brief(withEve, "bob")).toBe("Spouse, Ended, None")
    expect(brief(withEve, "eve")).toBe("Spouse, Current, Live")
    expect(brief(withEve, "eve", { account: "Legacy" })).toBe("Spouse, Current, Pending")
  })

  it("a new spouse starts without the delegation of the one before", () => {
    const withEve = stateAfter(
      ...family,
      order.grant(),
      order.separate(),
      order.formCouple({ spouse: "eve", on: TODAY }),
    )
    expect(brief(withEve, "eve")).toBe("Spouse, Current, None")
    expect(brief(withEve, "bob")).toBe("Spouse, Ended, Over")
  })

  it("before any couple there is none; who left in another way is an outsider", () => {
    expect(brief(stateAfter(order.open()), "ada")).toBe("Holder, None, None")
    expect(brief(stateAfter(...family, order.removeMember({ person: "bob" })), "bob")).toBe("Outsider, Ended, None")
  })

  it.each([initial, stateAfter(...family, order.grant(), order.close())])(
    "nobody is anything to a file that is not open: case %#",
    (state) => {
      for (const person of ["ada", "bob", "cleo"]) expect(brief(state, person)).toBe("Outsider, None, None")
    },
  )

  it.each([
    [day("2026-05-05"), "fromBirthday", "YoungerChild"],
    [day("2026-05-06"), "fromBirthday", "ChildOver15"],
    [day("2026-05-06"), "fromDayAfter", "YoungerChild"],
    [day("2026-05-07"), "fromDayAfter", "ChildOver15"],
    [day("2027-05-05"), "fromSixteen", "YoungerChild"],
    [day("2027-05-06"), "fromSixteen", "ChildOver15"],
  ] as const)("a child born on 6 May 2011 is, on %s, read %s, a %s", (today, policy, role) => {
    expect(standingOf(granted, asked("cleo", { today, agePolicy: agePolicies[policy] })).role).toBe(role)
  })

  it("a delegation waits for the account of either, whoever asks, and is over when one is closed", () => {
    for (const person of ["ada", "bob"]) {
      expect(brief(granted, person, { account: "Legacy" })).toContain("Pending")
      expect(brief(granted, person, { partnerAccount: "Migrating" })).toContain("Pending")
      expect(brief(granted, person, { account: "Closed" })).toContain("Over")
      expect(brief(granted, person, { partnerAccount: "Closed" })).toContain("Over")
    }
    const account = "Migrating"
    expect(standingOf(granted, asked("bob", { account })).account).toBe(account)
  })

  it("a delegation is over after its last day, though nobody noted it", () => {
    const short = stateAfter(...family, order.grant({ lastDay: TODAY }))
    expect(brief(short, "bob")).toBe("Spouse, Current, Live")
    expect(brief(short, "bob", { today: TOMORROW })).toBe("Spouse, Current, Over")
  })
})

it("holder and spouse are each other's partner, and nobody else has one", () => {
  expect(["ada", "bob", "cleo", "eve"].map((person) => partnerOf(granted, person))).toEqual(["bob", "ada", null, null])
  expect(partnerOf(stateAfter(...family, order.separate()), "bob")).toBeNull()
  expect(partnerOf(stateAfter(order.open()), "ada")).toBeNull()
  expectTypeOf(partnerOf).returns.toEqualTypeOf<string | null>()
})

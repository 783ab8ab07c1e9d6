import { describe, expect, expectTypeOf, it } from "vitest"
import { command, day, family, stateAfter, TODAY, TOMORROW } from "../../../test/models/household.ts"
import { agePolicies } from "../civil-date/over-fifteen.ts"
import { initial, type State } from "./household.ts"
import { type PersonFactsInput, partnerOf, personFactsOf } from "./person-facts.ts"

const inputFor = (person: string, input: Partial<PersonFactsInput> = {}): PersonFactsInput => ({
  person,
  today: TODAY,
  agePolicy: agePolicies.fromBirthday,
  account: "Active",
  partnerAccount: "Active",
  openedOnFacts: false,
  partnerOpenedOnFacts: false,
  ...input,
})

const granted = stateAfter(...family, command.grant())
const brief = (state: State, person: string, input: Partial<PersonFactsInput> = {}) => {
  const { couple, delegation, role } = personFactsOf(state, inputFor(person, input))
  return `${role}, ${couple}, ${delegation}`
}

describe("the facts about a person", () => {
  it.each([
    ["ada", "Holder, Current, Live"],
    ["bob", "Spouse, Current, Live"],
    ["cleo", "ChildOver15, Current, None"],
    ["dora", "Dependant, Current, None"],
    ["eve", "Outsider, Current, None"],
  ])("for %s are %s", (person, expected) => {
    expect(brief(granted, person)).toBe(expected)
  })

  it("show the former spouse as the spouse of an ended couple after a separation", () => {
    const separated = stateAfter(...family, command.grant(), command.separate())
    expect(brief(separated, "bob")).toBe("Spouse, Ended, Over")
    expect(brief(separated, "ada")).toBe("Holder, Ended, Over")
  })

  it("show the former and the current spouse apart after a separation and a new couple", () => {
    const withEve = stateAfter(
      ...family,
      command.separate(),
      command.formCouple({ spouse: "eve", on: TODAY }),
      command.grant({ to: "eve" }),
    )
    expect(personFactsOf(withEve, inputFor("bob"))).toMatchObject({ role: "Spouse", couple: "Ended" })
    expect(brief(withEve, "bob")).toBe("Spouse, Ended, None")
    expect(brief(withEve, "eve")).toBe("Spouse, Current, Live")
    expect(brief(withEve, "eve", { account: "Legacy" })).toBe("Spouse, Current, Pending")
  })

  it("show no delegation for a new spouse", () => {
    const withEve = stateAfter(
      ...family,
      command.grant(),
      command.separate(),
      command.formCouple({ spouse: "eve", on: TODAY }),
    )
    expect(brief(withEve, "eve")).toBe("Spouse, Current, None")
    expect(brief(withEve, "bob")).toBe("Spouse, Ended, Over")
  })

  it("show no couple before the first one, and an outsider after any other departure", () => {
    expect(brief(stateAfter(command.open()), "ada")).toBe("Holder, None, None")
    expect(brief(stateAfter(...family, command.removeMember({ person: "bob" })), "bob")).toBe("Outsider, Ended, None")
  })

  it.each([initial, stateAfter(...family, command.grant(), command.close())])(
    "show an outsider to a file that is not open: case %#",
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
  ] as const)(
    "for a child born on 6 May 2011, on %s and under the policy %s, have the role %s",
    (today, policy, role) => {
      expect(personFactsOf(granted, inputFor("cleo", { today, agePolicy: agePolicies[policy] })).role).toBe(role)
    },
  )

  it("show a delegation as pending until both accounts are active, and as over once one is closed", () => {
    for (const person of ["ada", "bob"]) {
      expect(brief(granted, person, { account: "Legacy" })).toContain("Pending")
      expect(brief(granted, person, { partnerAccount: "Migrating" })).toContain("Pending")
      expect(brief(granted, person, { account: "Closed" })).toContain("Over")
      expect(brief(granted, person, { partnerAccount: "Closed" })).toContain("Over")
    }
    const account = "Migrating"
    expect(personFactsOf(granted, inputFor("bob", { account })).account).toBe(account)
  })

  it("show a delegation as over after its last day, before its end is recorded", () => {
    const short = stateAfter(...family, command.grant({ lastDay: TODAY }))
    expect(brief(short, "bob")).toBe("Spouse, Current, Live")
    expect(brief(short, "bob", { today: TOMORROW })).toBe("Spouse, Current, Over")
  })
})

it("only the holder and the spouse have a partner: each other", () => {
  expect(["ada", "bob", "cleo", "eve"].map((person) => partnerOf(granted, person))).toEqual(["bob", "ada", null, null])
  expect(partnerOf(stateAfter(...family, command.separate()), "bob")).toBeNull()
  expect(partnerOf(stateAfter(command.open()), "ada")).toBeNull()
  expectTypeOf(partnerOf).returns.toEqualTypeOf<string | null>()
})

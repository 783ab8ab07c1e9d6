import { describe, expect, it } from "vitest"
import {
  day,
  eventsOf,
  family,
  fileAfter,
  NOW,
  noon,
  order,
  person,
  refusal,
  stateAfter,
  TODAY,
  TOMORROW,
} from "../../../test/models/household.ts"

const FACT = day("2026-10-01")

describe("a separation", () => {
  it.each(["ada", "bob"])("declared by %s ends couple and delegation in one decision", (by) => {
    expect(eventsOf(stateAfter(...family, order.grant()), order.separate({ by }))).toEqual([
      { _tag: "SeparationDeclared", by, holder: "ada", spouse: "bob", fact: FACT, on: TODAY, at: NOW },
      { _tag: "DelegationEnded", id: 1, cause: "Separation", by: person(by), at: NOW },
    ])
  })

  // Leaflet: authorisation.ended, household.separation
  it("takes effect the day it is declared; the day they parted is kept apart", () => {
    const file = fileAfter(...family, order.separate())
    expect(file.couple).toBeNull()
    expect(file.formerCouples).toEqual([
      { holder: "ada", spouse: "bob", formed: day("2021-01-01"), until: TODAY, cause: "Separation" },
    ])
    expect(file.former).toEqual([
      { person: "bob", role: "Spouse", since: day("2021-01-01"), until: TODAY, cause: "Separation" },
    ])
  })

  it.each([
    [TODAY, "accepted"],
    [TOMORROW, "DateInFuture"],
    [day("1999-01-01"), "accepted"],
  ])("with %s as the day they parted is %s", (fact, expected) => {
    expect(refusal(stateAfter(...family), order.separate({ fact }))).toBe(expected)
    expect(refusal(stateAfter(...family, order.separate()), order.separate({ fact }))).toBe(expected)
  })

  it("needs no delegation to end", () => {
    expect(eventsOf(stateAfter(...family), order.separate())).toHaveLength(1)
    expect(eventsOf(stateAfter(...family, order.grant(), order.revoke()), order.separate())).toHaveLength(1)
  })

  it.each(["ada", "bob"])("declared a second time, by %s, is noted and changes nothing", (by) => {
    const separated = stateAfter(...family, order.grant(), order.separate())
    const again = order.separate({ by, fact: day("2026-09-09"), at: NOW + 1 })
    expect(eventsOf(separated, again)).toEqual([
      { _tag: "SeparationDeclaredAgain", by, fact: day("2026-09-09"), at: NOW + 1 },
    ])
    expect(stateAfter(...family, order.grant(), order.separate(), again)).toEqual(separated)
  })

  it("is not for anybody else to declare", () => {
    for (const by of ["cleo", "dora", "eve", ""]) {
      expect(refusal(stateAfter(...family), order.separate({ by }))).toBe("NotOfTheCouple")
      expect(refusal(stateAfter(...family, order.separate()), order.separate({ by }))).toBe("NotOfTheCouple")
    }
  })

  it("needs a couple: none formed, or ended in another way", () => {
    expect(refusal(stateAfter(order.open()), order.separate({ by: "ada" }))).toBe("NoCurrentSpouse")
    const widowed = stateAfter(...family, order.recordDeath())
    expect(refusal(widowed, order.separate({ by: "ada" }))).toBe("NoCurrentSpouse")
    const left = stateAfter(...family, order.removeMember({ person: "bob" }))
    expect(refusal(left, order.separate({ by: "bob" }))).toBe("NotOfTheCouple")
    const again = [...family, order.separate(), order.formCouple({ on: TODAY })] as const
    expect(refusal(stateAfter(...again, order.recordDeath()), order.separate({ by: "ada" }))).toBe("NoCurrentSpouse")
  })

  it("of an earlier couple, declared again, does not touch the present one", () => {
    const withEve = [
      ...family,
      order.separate(),
      order.formCouple({ spouse: "eve", on: TODAY }),
      order.grant({ to: "eve" }),
    ] as const
    const before = fileAfter(...withEve)
    expect(fileAfter(...withEve, order.separate({ by: "bob" }))).toEqual(before)
    const after = fileAfter(...withEve, order.separate({ by: "ada", at: noon(TOMORROW) }))
    expect(after.couple).toBeNull()
    expect(after.delegation).toMatchObject({ spouse: "eve", cause: "Separation" })
  })
})

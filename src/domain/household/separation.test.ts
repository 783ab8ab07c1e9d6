import { describe, expect, it } from "vitest"
import {
  command,
  day,
  eventsOf,
  family,
  fileAfter,
  NOW,
  noon,
  person,
  refusal,
  stateAfter,
  TODAY,
  TOMORROW,
} from "../../../test/models/household.ts"

const FACT = day("2026-10-01")

describe("a separation", () => {
  it.each(["ada", "bob"])("declared by %s ends the couple and the delegation in one decision", (by) => {
    expect(eventsOf(stateAfter(...family, command.grant()), command.separate({ by }))).toEqual([
      { _tag: "SeparationDeclared", by, holder: "ada", spouse: "bob", fact: FACT, on: TODAY, at: NOW },
      { _tag: "DelegationEnded", id: 1, cause: "Separation", by: person(by), at: NOW },
    ])
  })

  // Leaflet: authorisation.ended, household.separation
  it("takes effect on the day of the declaration, whatever the day they parted", () => {
    const file = fileAfter(...family, command.separate())
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
    expect(refusal(stateAfter(...family), command.separate({ fact }))).toBe(expected)
    expect(refusal(stateAfter(...family, command.separate()), command.separate({ fact }))).toBe(expected)
  })

  it("needs no delegation", () => {
    expect(eventsOf(stateAfter(...family), command.separate())).toHaveLength(1)
    expect(eventsOf(stateAfter(...family, command.grant(), command.revoke()), command.separate())).toHaveLength(1)
  })

  it.each(["ada", "bob"])("declared a second time, by %s, is recorded and changes nothing", (by) => {
    const separated = stateAfter(...family, command.grant(), command.separate())
    const again = command.separate({ by, fact: day("2026-09-09"), at: NOW + 1 })
    expect(eventsOf(separated, again)).toEqual([
      { _tag: "SeparationDeclaredAgain", by, fact: day("2026-09-09"), at: NOW + 1 },
    ])
    expect(stateAfter(...family, command.grant(), command.separate(), again)).toEqual(separated)
  })

  it("is refused to every person outside the couple", () => {
    for (const by of ["cleo", "dora", "eve", ""]) {
      expect(refusal(stateAfter(...family), command.separate({ by }))).toBe("NotOfTheCouple")
      expect(refusal(stateAfter(...family, command.separate()), command.separate({ by }))).toBe("NotOfTheCouple")
    }
  })

  it("is refused where no couple formed, or the couple ended in another way", () => {
    expect(refusal(stateAfter(command.open()), command.separate({ by: "ada" }))).toBe("NoCurrentSpouse")
    const widowed = stateAfter(...family, command.recordDeath())
    expect(refusal(widowed, command.separate({ by: "ada" }))).toBe("NoCurrentSpouse")
    const left = stateAfter(...family, command.removeMember({ person: "bob" }))
    expect(refusal(left, command.separate({ by: "bob" }))).toBe("NotOfTheCouple")
    const again = [...family, command.separate(), command.formCouple({ on: TODAY })] as const
    expect(refusal(stateAfter(...again, command.recordDeath()), command.separate({ by: "ada" }))).toBe(
      "NoCurrentSpouse",
    )
  })

  it("of an earlier couple, declared again, does not change the current couple", () => {
    const withEve = [
      ...family,
      command.separate(),
      command.formCouple({ spouse: "eve", on: TODAY }),
      command.grant({ to: "eve" }),
    ] as const
    const before = fileAfter(...withEve)
    expect(fileAfter(...withEve, command.separate({ by: "bob" }))).toEqual(before)
    const after = fileAfter(...withEve, command.separate({ by: "ada", at: noon(TOMORROW) }))
    expect(after.couple).toBeNull()
    expect(after.delegation).toMatchObject({ spouse: "eve", cause: "Separation" })
  })
})

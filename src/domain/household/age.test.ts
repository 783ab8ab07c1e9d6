import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { birthDate, command, day, NOW, refusal, stateAfter, TODAY } from "../../../test/models/household.ts"
import { agePolicies, oldestChildBirth } from "../civil-date/over-fifteen.ts"
import { childOverFifteenFrom } from "./age.ts"
import { decide } from "./household.ts"
import { personFactsOf } from "./person-facts.ts"

const opened = stateAfter(command.open())
const inFile = (birth: string) => stateAfter(command.open(), command.addChild({ birth: birthDate(birth), on: TODAY }))

const roleOf = (state: ReturnType<typeof inFile>, today: string) =>
  personFactsOf(state, {
    person: "cleo",
    today: day(today),
    agePolicy: agePolicies.fromBirthday,
    account: "Legacy",
    partnerAccount: "Legacy",
    openedOnFacts: false,
    partnerOpenedOnFacts: false,
  }).role

describe("a child born in 2011 on no known day", () => {
  const file = inFile("2011-00-00")

  it("is over 15 on the last day of 2026, without a decision", () => {
    expect(roleOf(file, "2026-12-30")).toBe("YoungerChild")
    expect(roleOf(file, "2026-12-31")).toBe("ChildOver15")
  })

  it("is over 15 from the day that an agent decided", () => {
    const decided = stateAfter(
      command.open(),
      command.addChild({ birth: birthDate("2011-00-00"), on: TODAY }),
      command.decideAge({ from: day("2026-11-25") }),
    )
    expect(roleOf(decided, "2026-11-24")).toBe("YoungerChild")
    expect(roleOf(decided, "2026-11-25")).toBe("ChildOver15")
  })

  it.each([
    ["2025-12-31", "AgeImpossible"],
    ["2026-01-01", null],
    ["2028-01-01", null],
    ["2028-01-02", "AgeImpossible"],
  ])("may be over 15 from %s by decision: %s", (from, expected) => {
    const decision = decide(command.decideAge({ from: day(from) }), file)
    expect(Result.isFailure(decision) ? decision.failure._tag : null).toBe(expected)
  })
})

describe("a decision on the age", () => {
  it("is refused for a child with a day of birth, for the holder and for a stranger", () => {
    const file = inFile("2011-05-06")
    expect(refusal(file, command.decideAge())).toBe("NoAgeToDecide")
    expect(refusal(file, command.decideAge({ person: "ada" }))).toBe("NoAgeToDecide")
    expect(refusal(file, command.decideAge({ person: "eve" }))).toBe("NotAMember")
  })

  it("is replaced by a later one, and counts before the rule", () => {
    const child = { person: "cleo", birth: birthDate("2011-00-00"), since: TODAY }
    expect(childOverFifteenFrom(child, agePolicies.fromBirthday)).toBe("2026-12-31")
    expect(childOverFifteenFrom({ ...child, overFifteenFrom: TODAY }, agePolicies.fromBirthday)).toBe(TODAY)
  })
})

describe("a child", () => {
  const bornFrom = oldestChildBirth(TODAY, agePolicies.fromBirthday)
  const adding = (birth: string) => command.addChild({ birth: birthDate(birth), bornFrom, on: TODAY, at: NOW })

  it.each([
    ["1826-05-06", "ChildTooOld"],
    ["1826-00-00", "ChildTooOld"],
    ["1996-11-22", "ChildTooOld"],
    ["1996-11-23", "none"],
    // The latest day that is possible counts.
    ["1996-00-00", "none"],
    ["1996-10-00", "ChildTooOld"],
    ["2026-11-23", "none"],
    ["2026-11-24", "DateTooEarly"],
    ["2026-00-00", "none"],
  ])("born on %s is added on 23 November 2026, or refused: %s", (birth, expected) => {
    const decision = decide(adding(birth), opened)
    expect(Result.isFailure(decision) ? decision.failure._tag : "none").toBe(expected)
  })

  it("born 130 years before is refused even without a policy", () => {
    expect(refusal(opened, command.addChild({ birth: birthDate("1826-05-06") }))).toBe("ChildTooOld")
  })

  it("is not the holder of the same file", () => {
    expect(refusal(opened, command.addChild({ person: "ada" }))).toBe("HolderNotChild")
  })
})

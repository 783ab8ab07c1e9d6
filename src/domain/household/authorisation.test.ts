import { describe, expect, it } from "vitest"
import {
  agent,
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

const granted = [...family, command.grant()] as const

describe("the grant of an authorisation", () => {
  // Leaflet: authorisation.given
  it("is accepted from the holder, for the current spouse only", () => {
    const file = stateAfter(...family)
    expect(refusal(file, command.grant())).toBe("accepted")
    expect(refusal(file, command.grant({ to: "dora" }))).toBe("NotTheSpouse")
    expect(refusal(file, command.grant({ to: "ada" }))).toBe("NotTheSpouse")
    for (const by of ["bob", "cleo", "eve"]) expect(refusal(file, command.grant({ by }))).toBe("NotTheHolder")
  })

  it("is refused where there is no current spouse", () => {
    expect(refusal(stateAfter(command.open()), command.grant())).toBe("NoCurrentSpouse")
    expect(refusal(stateAfter(...family, command.separate()), command.grant())).toBe("NoCurrentSpouse")
  })

  it("is refused to a former spouse after the couple changed", () => {
    const withEve = stateAfter(...family, command.separate(), command.formCouple({ spouse: "eve", on: TODAY }))
    expect(refusal(withEve, command.grant({ to: "bob" }))).toBe("NotTheSpouse")
  })

  it("is recorded under the same number and changes nothing when it is repeated", () => {
    const file = stateAfter(...granted)
    expect(eventsOf(file, command.grant({ at: NOW + 1 }))).toEqual([
      { _tag: "DelegationGrantRepeated", id: 1, at: NOW + 1 },
    ])
    expect(stateAfter(...granted, command.grant({ at: NOW + 1 }))).toEqual(file)
    expect(refusal(file, command.grant({ lastDay: TOMORROW }))).toBe("AlreadyGranted")
  })

  it("after the end of another one has the next number", () => {
    const second = [...granted, command.revoke(), command.grant()] as const
    expect(fileAfter(...second)).toMatchObject({ delegation: { _tag: "Granted", id: 2 }, delegations: 2 })
    expect(fileAfter(...second, command.renounce(), command.grant())).toMatchObject({ delegation: { id: 3 } })
  })

  it.each([
    [TODAY, "accepted"],
    [day("2026-11-22"), "LastDayPast"],
  ])("with the last day %s, given on 2026-11-23, is %s", (lastDay, expected) => {
    expect(refusal(stateAfter(...family), command.grant({ lastDay }))).toBe(expected)
  })

  it("after the last day of another one records first that it expired", () => {
    const short = stateAfter(...family, command.grant({ lastDay: TODAY }))
    expect(eventsOf(short, command.grant({ lastDay: TODAY, at: NOW + 1 }))).toMatchObject([
      { _tag: "DelegationGrantRepeated" },
    ])
    const at = noon(TOMORROW)
    expect(eventsOf(short, command.grant({ at }))).toEqual([
      { _tag: "DelegationEnded", id: 1, cause: "Expired", by: { _tag: "Time" }, at },
      { _tag: "DelegationGranted", id: 2, holder: "ada", spouse: "bob", lastDay: null, at },
    ])
    expect(refusal(short, command.grant({ lastDay: TODAY, at }))).toBe("LastDayPast")
  })
})

describe("the end of an authorisation", () => {
  // Leaflet: authorisation.cancelled
  it("is accepted from the holder at any time, and from the spouse who renounces", () => {
    expect(fileAfter(...granted, command.revoke()).delegation).toMatchObject({
      cause: "RevokedByHolder",
      by: person("ada"),
    })
    expect(fileAfter(...granted, command.renounce()).delegation).toMatchObject({
      cause: "RenouncedBySpouse",
      by: person("bob"),
    })
  })

  it("is refused to every other person", () => {
    const file = stateAfter(...granted)
    for (const by of ["bob", "cleo", "eve"]) expect(refusal(file, command.revoke({ by }))).toBe("NotTheHolder")
    for (const by of ["ada", "cleo", "eve"]) expect(refusal(file, command.renounce({ by }))).toBe("NotTheDelegate")
  })

  it("is refused where none is in force", () => {
    for (const file of [stateAfter(...family), stateAfter(...granted, command.revoke())]) {
      const ends = [command.revoke(), command.renounce(), command.expire(), command.accountClosed()]
      expect(ends.map((command) => refusal(file, command))).toEqual(Array(4).fill("NoDelegation"))
      expect(refusal(file, command.renounce({ by: "cleo" }))).toBe("NotTheDelegate")
      expect(refusal(file, command.revoke({ by: "cleo" }))).toBe("NotTheHolder")
    }
  })

  it("comes with the closing of the account of the holder or the spouse only", () => {
    for (const closing of ["ada", "bob"]) {
      expect(fileAfter(...granted, command.accountClosed({ person: closing })).delegation).toMatchObject({
        _tag: "Ended",
        cause: "AccountClosed",
        by: agent,
      })
    }
    expect(refusal(stateAfter(...granted), command.accountClosed({ person: "cleo" }))).toBe("NoDelegation")
    expect(refusal(stateAfter(...granted), command.protect({ person: "bob" }))).toBe("NoDelegation")
  })

  it("comes with the closing of the file, in the same decision", () => {
    expect(eventsOf(stateAfter(...granted), command.close())).toMatchObject([
      { _tag: "FileClosed" },
      { _tag: "DelegationEnded", cause: "FileClosed", by: agent },
    ])
    expect(stateAfter(...granted, command.close())).toMatchObject({
      delegation: { _tag: "Ended", cause: "FileClosed" },
    })
  })

  it.each([
    [Date.parse("2026-11-23T22:59:59.999Z"), "NotOver"],
    [Date.parse("2026-11-23T23:00:00Z"), "accepted"],
  ])("by expiry comes after its last day: at %i it is %s", (at, expected) => {
    expect(refusal(stateAfter(...family, command.grant({ lastDay: TODAY })), command.expire({ at }))).toBe(expected)
  })
})

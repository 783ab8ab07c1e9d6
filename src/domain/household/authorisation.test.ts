import { describe, expect, it } from "vitest"
import {
  agent,
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

const granted = [...family, order.grant()] as const

describe("giving the authorisation", () => {
  // Leaflet: authorisation.given
  it("is the holder's, to the current spouse", () => {
    const file = stateAfter(...family)
    expect(refusal(file, order.grant())).toBe("accepted")
    expect(refusal(file, order.grant({ to: "dora" }))).toBe("NotTheSpouse")
    expect(refusal(file, order.grant({ to: "ada" }))).toBe("NotTheSpouse")
    for (const by of ["bob", "cleo", "eve"]) expect(refusal(file, order.grant({ by }))).toBe("NotTheHolder")
  })

  it("needs a spouse", () => {
    expect(refusal(stateAfter(order.open()), order.grant())).toBe("NoCurrentSpouse")
    expect(refusal(stateAfter(...family, order.separate()), order.grant())).toBe("NoCurrentSpouse")
  })

  it("does not reach somebody the holder did not mean", () => {
    const withEve = stateAfter(...family, order.separate(), order.formCouple({ spouse: "eve", on: TODAY }))
    expect(refusal(withEve, order.grant({ to: "bob" }))).toBe("NotTheSpouse")
  })

  it("twice is noted under the same number, and changes nothing", () => {
    const file = stateAfter(...granted)
    expect(eventsOf(file, order.grant({ at: NOW + 1 }))).toEqual([
      { _tag: "DelegationGrantRepeated", id: 1, at: NOW + 1 },
    ])
    expect(stateAfter(...granted, order.grant({ at: NOW + 1 }))).toEqual(file)
    expect(refusal(file, order.grant({ lastDay: TOMORROW }))).toBe("AlreadyGranted")
  })

  it("again after its end gives it the next number, and never an old one", () => {
    const second = [...granted, order.revoke(), order.grant()] as const
    expect(fileAfter(...second)).toMatchObject({ delegation: { _tag: "Granted", id: 2 }, delegations: 2 })
    expect(fileAfter(...second, order.renounce(), order.grant())).toMatchObject({ delegation: { id: 3 } })
  })

  it.each([
    [TODAY, "accepted"],
    [day("2026-11-22"), "LastDayPast"],
  ])("until %s, today, is %s", (lastDay, expected) => {
    expect(refusal(stateAfter(...family), order.grant({ lastDay }))).toBe(expected)
  })

  it("again after its last day notes first that it expired", () => {
    const short = stateAfter(...family, order.grant({ lastDay: TODAY }))
    expect(eventsOf(short, order.grant({ lastDay: TODAY, at: NOW + 1 }))).toMatchObject([
      { _tag: "DelegationGrantRepeated" },
    ])
    const at = noon(TOMORROW)
    expect(eventsOf(short, order.grant({ at }))).toEqual([
      { _tag: "DelegationEnded", id: 1, cause: "Expired", by: { _tag: "Time" }, at },
      { _tag: "DelegationGranted", id: 2, holder: "ada", spouse: "bob", lastDay: null, at },
    ])
    expect(refusal(short, order.grant({ lastDay: TODAY, at }))).toBe("LastDayPast")
  })
})

describe("ending it", () => {
  // Leaflet: authorisation.cancelled
  it("is the holder's at any time, and the spouse's by renouncing", () => {
    expect(fileAfter(...granted, order.revoke()).delegation).toMatchObject({
      cause: "RevokedByHolder",
      by: person("ada"),
    })
    expect(fileAfter(...granted, order.renounce()).delegation).toMatchObject({
      cause: "RenouncedBySpouse",
      by: person("bob"),
    })
  })

  it("is nobody else's", () => {
    const file = stateAfter(...granted)
    for (const by of ["bob", "cleo", "eve"]) expect(refusal(file, order.revoke({ by }))).toBe("NotTheHolder")
    for (const by of ["ada", "cleo", "eve"]) expect(refusal(file, order.renounce({ by }))).toBe("NotTheDelegate")
  })

  it("needs one in force", () => {
    for (const file of [stateAfter(...family), stateAfter(...granted, order.revoke())]) {
      const ends = [order.revoke(), order.renounce(), order.expire(), order.accountClosed()]
      expect(ends.map((command) => refusal(file, command))).toEqual(Array(4).fill("NoDelegation"))
      expect(refusal(file, order.renounce({ by: "cleo" }))).toBe("NotTheDelegate")
      expect(refusal(file, order.revoke({ by: "cleo" }))).toBe("NotTheHolder")
    }
  })

  it("comes with the closing of either account, and of no other", () => {
    for (const closing of ["ada", "bob"]) {
      expect(fileAfter(...granted, order.accountClosed({ person: closing })).delegation).toMatchObject({
        _tag: "Ended",
        cause: "AccountClosed",
        by: agent,
      })
    }
    expect(refusal(stateAfter(...granted), order.accountClosed({ person: "cleo" }))).toBe("NoDelegation")
  })

  it("comes with the closing of the file, in the same decision", () => {
    expect(eventsOf(stateAfter(...granted), order.close())).toMatchObject([
      { _tag: "FileClosed" },
      { _tag: "DelegationEnded", cause: "FileClosed", by: agent },
    ])
    expect(stateAfter(...granted, order.close())).toMatchObject({ delegation: { _tag: "Ended", cause: "FileClosed" } })
  })

  it.each([
    [Date.parse("2026-11-23T22:59:59.999Z"), "NotOver"],
    [Date.parse("2026-11-23T23:00:00Z"), "accepted"],
  ])("by time comes after its last day: at %i it is %s", (at, expected) => {
    expect(refusal(stateAfter(...family, order.grant({ lastDay: TODAY })), order.expire({ at }))).toBe(expected)
  })
})

import { describe, expect, it } from "vitest"
import {
  agent,
  day,
  family,
  fileAfter,
  NOW,
  noon,
  order,
  refusal,
  stateAfter,
  TODAY,
  TOMORROW,
} from "../../../test/models/household.ts"
import { initial, members, membersOn } from "./household.ts"

const names = (stays: ReadonlyArray<{ readonly person: string }>) => stays.map(({ person }) => person).join(" ")

describe("a file", () => {
  it("is opened with its holder, and has nobody else in it", () => {
    expect(stateAfter(order.open())).toEqual({
      _tag: "Open",
      opened: day("2020-01-01"),
      holder: { person: "ada", since: day("2020-01-01") },
      couple: null,
      children: [],
      dependants: [],
      former: [],
      formerCouples: [],
      delegation: { _tag: "NotGranted" },
      delegations: 0,
    })
  })

  it("is opened once, and nothing can be done to it before", () => {
    expect(refusal(stateAfter(order.open()), order.open())).toBe("NotAllowed")
    expect(refusal(initial, order.addChild())).toBe("NotAllowed")
  })

  it("names the holder, the spouse, children and dependants, each since their day", () => {
    expect(members(fileAfter(...family))).toEqual([
      { person: "ada", role: "Holder", since: day("2020-01-01") },
      { person: "bob", role: "Spouse", since: day("2021-01-01") },
      { person: "cleo", role: "Child", since: day("2020-01-01") },
      { person: "dora", role: "Dependant", since: day("2020-01-01") },
    ])
  })

  it("closes for everybody in it, with a cause", () => {
    const closed = stateAfter(...family, order.close())
    expect(closed).toMatchObject({ _tag: "Closed", closed: TODAY })
    expect(closed).toMatchObject({ former: { length: 4 }, formerCouples: [{ cause: "FileClosed", until: TODAY }] })
    expect(refusal(closed, order.addChild({ person: "eli" }))).toBe("NotAllowed")
    expect(membersOn(closed, TODAY)).toEqual([])
    expect(names(membersOn(closed, day("2026-11-22")))).toBe("ada bob cleo dora")
  })

  it.each([
    [day("2021-01-01"), "accepted"],
    [day("2020-12-31"), "DateTooEarly"],
    [TODAY, "accepted"],
    [TOMORROW, "DateInFuture"],
  ])("closes no sooner than the last thing dated in it, and no later than today: %s is %s", (on, expected) => {
    expect(refusal(stateAfter(...family), order.close({ on }))).toBe(expected)
  })

  it("remembers stays that are over when it closes", () => {
    const left = stateAfter(...family, order.removeMember({ on: day("2026-06-02") }))
    expect(refusal(left, order.close({ on: day("2026-06-01") }))).toBe("DateTooEarly")
    expect(refusal(left, order.close({ on: day("2026-06-02") }))).toBe("accepted")
  })
})

describe("the day of an order", () => {
  const open = stateAfter(order.open())
  const all = [
    ["a child", (on = TODAY) => order.addChild({ on })],
    ["a dependant", (on = TODAY) => order.addDependant({ on })],
    ["a couple", (on = TODAY) => order.formCouple({ on })],
  ] as const

  it.each(all)("is not before the file was opened, nor to come: %s", (_, ordered) => {
    expect(refusal(open, ordered(day("2019-12-31")))).toBe("DateTooEarly")
    expect(refusal(open, ordered(day("2020-01-01")))).toBe("accepted")
    expect(refusal(open, ordered(TODAY))).toBe("accepted")
    expect(refusal(open, ordered(TOMORROW))).toBe("DateInFuture")
  })

  it("is a day in Paris: at 23:00 UTC in winter it is tomorrow already", () => {
    const at = Date.parse("2026-11-23T23:00:00Z")
    expect(refusal(open, order.addChild({ on: TOMORROW, at }))).toBe("accepted")
    expect(refusal(open, order.addChild({ on: TOMORROW, at: at - 1 }))).toBe("DateInFuture")
  })

  it("of the opening is not to come", () => {
    expect(refusal(initial, order.open({ on: TODAY }))).toBe("accepted")
    expect(refusal(initial, order.open({ on: TOMORROW }))).toBe("DateInFuture")
  })

  it("of a child is not before their birth", () => {
    const on = day("2022-02-02")
    expect(refusal(open, order.addChild({ on, birth: day("2022-02-03") }))).toBe("DateTooEarly")
    expect(refusal(open, order.addChild({ on, birth: on }))).toBe("accepted")
  })

  it.each([
    ["dora", day("2020-01-01"), "accepted"],
    ["dora", day("2019-12-31"), "DateTooEarly"],
    ["dora", TOMORROW, "DateInFuture"],
    ["bob", day("2021-01-01"), "accepted"],
    ["bob", day("2020-12-31"), "DateTooEarly"],
  ])("%s leaves no sooner than they came, and no later than today: %s is %s", (person, on, expected) => {
    expect(refusal(stateAfter(...family), order.removeMember({ person, on }))).toBe(expected)
  })
})

describe("nobody is twice in a file", () => {
  it.each(["ada", "bob", "cleo", "dora"])("%s is in it, and cannot join again in any role", (person) => {
    const file = stateAfter(...family)
    expect(refusal(file, order.addChild({ person }))).toBe("AlreadyMember")
    expect(refusal(file, order.addDependant({ person }))).toBe("AlreadyMember")
    expect(refusal(file, order.formCouple({ spouse: person }))).toBe(
      person === "bob" ? "AlreadyMember" : "SpouseExists",
    )
    const alone = stateAfter(...family, order.removeMember({ person: "bob" }))
    expect(refusal(alone, order.formCouple({ spouse: person, on: TODAY }))).toBe(
      person === "bob" ? "accepted" : "AlreadyMember",
    )
  })

  it("may come back, in another role too, no sooner than they left", () => {
    const left = stateAfter(...family, order.removeMember({ person: "cleo", on: day("2026-06-02") }))
    expect(refusal(left, order.addDependant({ person: "cleo", on: day("2026-06-01") }))).toBe("DateTooEarly")
    expect(refusal(left, order.addDependant({ person: "cleo", on: day("2026-06-02") }))).toBe("accepted")
  })
})

describe("leaving", () => {
  it("keeps who was there, until when and why", () => {
    const file = fileAfter(...family, order.removeMember({ on: day("2026-06-02"), cause: "OwnFile" }))
    expect(file.former).toEqual([
      {
        person: "dora",
        role: "Dependant",
        since: day("2020-01-01"),
        until: day("2026-06-02"),
        cause: "OwnFile",
      },
    ])
    expect(names(membersOn(file, day("2026-06-01")))).toBe("ada bob cleo dora")
    expect(names(membersOn(file, day("2026-06-02")))).toBe("ada bob cleo")
    expect(names(membersOn(file, day("2020-12-31")))).toBe("ada cleo dora")
    expect(membersOn(file, day("2019-12-31"))).toEqual([])
    expect(membersOn(initial, TODAY)).toEqual([])
  })

  it("is not for the holder, nor for somebody who is not there", () => {
    const file = stateAfter(...family)
    expect(refusal(file, order.removeMember({ person: "ada" }))).toBe("HolderStays")
    expect(refusal(file, order.removeMember({ person: "eli" }))).toBe("NotAMember")
    expect(refusal(stateAfter(...family, order.removeMember()), order.removeMember())).toBe("NotAMember")
  })

  it("of the spouse ends the couple and the delegation", () => {
    const file = fileAfter(...family, order.grant(), order.removeMember({ person: "bob" }))
    expect(file.couple).toBeNull()
    expect(file.formerCouples).toMatchObject([{ cause: "SpouseLeft", until: TODAY }])
    expect(file.delegation).toMatchObject({ _tag: "Ended", cause: "SpouseLeft", by: agent, at: NOW })
  })

  it("of a child leaves the delegation as it is", () => {
    expect(fileAfter(...family, order.grant(), order.removeMember({ person: "cleo" })).delegation._tag).toBe("Granted")
  })
})

describe("a couple", () => {
  it("is one at a time", () => {
    expect(refusal(stateAfter(...family), order.formCouple({ spouse: "eve" }))).toBe("SpouseExists")
    expect(refusal(stateAfter(...family, order.separate()), order.formCouple({ spouse: "eve", on: TODAY }))).toBe(
      "accepted",
    )
  })

  it("forms no sooner than the one before ended, nor than its holder came", () => {
    const after = stateAfter(...family, order.removeMember({ person: "bob", on: day("2026-06-02") }))
    expect(refusal(after, order.formCouple({ spouse: "eve", on: day("2026-06-01") }))).toBe("DateTooEarly")
    expect(refusal(after, order.formCouple({ spouse: "eve", on: day("2026-06-02") }))).toBe("accepted")
    const successor = stateAfter(
      order.open(),
      order.addDependant(),
      order.changeHolder({ to: "dora", on: day("2023-03-03") }),
    )
    expect(refusal(successor, order.formCouple({ spouse: "eve", on: day("2023-03-02") }))).toBe("DateTooEarly")
    expect(refusal(successor, order.formCouple({ spouse: "eve", on: day("2023-03-03") }))).toBe("accepted")
  })

  it("may form again after a separation, and revives nothing", () => {
    const again = fileAfter(
      ...family,
      order.grant(),
      order.separate(),
      order.formCouple({ on: TOMORROW, at: noon(TOMORROW) }),
    )
    expect(again.couple).toEqual({ spouse: { person: "bob", since: TOMORROW }, formed: TOMORROW })
    expect(again.delegation).toMatchObject({ _tag: "Ended", id: 1, cause: "Separation" })
  })
})

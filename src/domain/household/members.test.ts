import { describe, expect, it } from "vitest"
import {
  agent,
  command,
  day,
  family,
  fileAfter,
  NOW,
  noon,
  refusal,
  stateAfter,
  TODAY,
  TOMORROW,
} from "../../../test/models/household.ts"
import { initial, members, membersOn } from "./household.ts"

const names = (stays: ReadonlyArray<{ readonly person: string }>) => stays.map(({ person }) => person).join(" ")

describe("a household file", () => {
  it("is opened with its holder as the only member", () => {
    expect(stateAfter(command.open())).toEqual({
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

  it("is opened once, and refuses every other command before", () => {
    expect(refusal(stateAfter(command.open()), command.open())).toBe("NotAllowed")
    expect(refusal(initial, command.addChild())).toBe("NotAllowed")
  })

  it("lists the holder, the spouse, children and dependants, each with the day of joining", () => {
    expect(members(fileAfter(...family))).toEqual([
      { person: "ada", role: "Holder", since: day("2020-01-01") },
      { person: "bob", role: "Spouse", since: day("2021-01-01") },
      { person: "cleo", role: "Child", since: day("2020-01-01") },
      { person: "dora", role: "Dependant", since: day("2020-01-01") },
    ])
  })

  it("closes for every member, with a cause", () => {
    const closed = stateAfter(...family, command.close())
    expect(closed).toMatchObject({ _tag: "Closed", closed: TODAY })
    expect(closed).toMatchObject({ former: { length: 4 }, formerCouples: [{ cause: "FileClosed", until: TODAY }] })
    expect(refusal(closed, command.addChild({ person: "eli" }))).toBe("NotAllowed")
    expect(membersOn(closed, TODAY)).toEqual([])
    expect(names(membersOn(closed, day("2026-11-22")))).toBe("ada bob cleo dora")
  })

  it.each([
    [day("2021-01-01"), "accepted"],
    [day("2020-12-31"), "DateTooEarly"],
    [TODAY, "accepted"],
    [TOMORROW, "DateInFuture"],
  ])("closes on or after its latest date, and today at the latest: %s is %s", (on, expected) => {
    expect(refusal(stateAfter(...family), command.close({ on }))).toBe(expected)
  })

  it("does not close before the end of a former stay", () => {
    const left = stateAfter(...family, command.removeMember({ on: day("2026-06-02") }))
    expect(refusal(left, command.close({ on: day("2026-06-01") }))).toBe("DateTooEarly")
    expect(refusal(left, command.close({ on: day("2026-06-02") }))).toBe("accepted")
  })
})

describe("the day of a command", () => {
  const open = stateAfter(command.open())
  const all = [
    ["a child", (on = TODAY) => command.addChild({ on })],
    ["a dependant", (on = TODAY) => command.addDependant({ on })],
    ["a couple", (on = TODAY) => command.formCouple({ on })],
  ] as const

  it.each(all)("is between the opening of the file and today for %s", (_, ordered) => {
    expect(refusal(open, ordered(day("2019-12-31")))).toBe("DateTooEarly")
    expect(refusal(open, ordered(day("2020-01-01")))).toBe("accepted")
    expect(refusal(open, ordered(TODAY))).toBe("accepted")
    expect(refusal(open, ordered(TOMORROW))).toBe("DateInFuture")
  })

  it("is a day in Paris, where 23:00 UTC in winter is the next day", () => {
    const at = Date.parse("2026-11-23T23:00:00Z")
    expect(refusal(open, command.addChild({ on: TOMORROW, at }))).toBe("accepted")
    expect(refusal(open, command.addChild({ on: TOMORROW, at: at - 1 }))).toBe("DateInFuture")
  })

  it("of the opening is today at the latest", () => {
    expect(refusal(initial, command.open({ on: TODAY }))).toBe("accepted")
    expect(refusal(initial, command.open({ on: TOMORROW }))).toBe("DateInFuture")
  })

  it("on which a child joins is on or after their birth", () => {
    const on = day("2022-02-02")
    expect(refusal(open, command.addChild({ on, birth: day("2022-02-03") }))).toBe("DateTooEarly")
    expect(refusal(open, command.addChild({ on, birth: on }))).toBe("accepted")
  })

  it.each([
    ["dora", day("2020-01-01"), "accepted"],
    ["dora", day("2019-12-31"), "DateTooEarly"],
    ["dora", TOMORROW, "DateInFuture"],
    ["bob", day("2021-01-01"), "accepted"],
    ["bob", day("2020-12-31"), "DateTooEarly"],
  ])("on which %s leaves is between their joining and today: %s is %s", (person, on, expected) => {
    expect(refusal(stateAfter(...family), command.removeMember({ person, on }))).toBe(expected)
  })
})

describe("a member", () => {
  it.each(["ada", "bob", "cleo", "dora"])("%s cannot join the same file again in any role", (person) => {
    const file = stateAfter(...family)
    expect(refusal(file, command.addChild({ person }))).toBe(person === "ada" ? "HolderNotChild" : "AlreadyMember")
    expect(refusal(file, command.addDependant({ person }))).toBe("AlreadyMember")
    expect(refusal(file, command.formCouple({ spouse: person }))).toBe(
      person === "bob" ? "AlreadyMember" : "SpouseExists",
    )
    const alone = stateAfter(...family, command.removeMember({ person: "bob" }))
    expect(refusal(alone, command.formCouple({ spouse: person, on: TODAY }))).toBe(
      person === "bob" ? "accepted" : "AlreadyMember",
    )
  })

  it("may come back in another role, on or after the day of leaving", () => {
    const left = stateAfter(...family, command.removeMember({ person: "cleo", on: day("2026-06-02") }))
    expect(refusal(left, command.addDependant({ person: "cleo", on: day("2026-06-01") }))).toBe("DateTooEarly")
    expect(refusal(left, command.addDependant({ person: "cleo", on: day("2026-06-02") }))).toBe("accepted")
  })
})

describe("the departure of a member", () => {
  it("is recorded with the role, the days and the cause", () => {
    const file = fileAfter(...family, command.removeMember({ on: day("2026-06-02"), cause: "OwnFile" }))
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

  it("is refused for the holder and for a person who is not a member", () => {
    const file = stateAfter(...family)
    expect(refusal(file, command.removeMember({ person: "ada" }))).toBe("HolderStays")
    expect(refusal(file, command.removeMember({ person: "eli" }))).toBe("NotAMember")
    expect(refusal(stateAfter(...family, command.removeMember()), command.removeMember())).toBe("NotAMember")
  })

  it("ends the couple and the delegation if it is the spouse", () => {
    const file = fileAfter(...family, command.grant(), command.removeMember({ person: "bob" }))
    expect(file.couple).toBeNull()
    expect(file.formerCouples).toMatchObject([{ cause: "SpouseLeft", until: TODAY }])
    expect(file.delegation).toMatchObject({ _tag: "Ended", cause: "SpouseLeft", by: agent, at: NOW })
  })

  it("leaves the delegation as it is if it is a child", () => {
    expect(fileAfter(...family, command.grant(), command.removeMember({ person: "cleo" })).delegation._tag).toBe(
      "Granted",
    )
  })
})

describe("a couple", () => {
  it("is refused while the file has another one", () => {
    expect(refusal(stateAfter(...family), command.formCouple({ spouse: "eve" }))).toBe("SpouseExists")
    expect(refusal(stateAfter(...family, command.separate()), command.formCouple({ spouse: "eve", on: TODAY }))).toBe(
      "accepted",
    )
  })

  it("forms on or after the end of the one before, and the day on which its holder became the holder", () => {
    const after = stateAfter(...family, command.removeMember({ person: "bob", on: day("2026-06-02") }))
    expect(refusal(after, command.formCouple({ spouse: "eve", on: day("2026-06-01") }))).toBe("DateTooEarly")
    expect(refusal(after, command.formCouple({ spouse: "eve", on: day("2026-06-02") }))).toBe("accepted")
    const next = stateAfter(
      command.open(),
      command.addDependant(),
      command.changeHolder({ to: "dora", on: day("2023-03-03") }),
    )
    expect(refusal(next, command.formCouple({ spouse: "eve", on: day("2023-03-02") }))).toBe("DateTooEarly")
    expect(refusal(next, command.formCouple({ spouse: "eve", on: day("2023-03-03") }))).toBe("accepted")
  })

  it("may form again after a separation, without the earlier delegation", () => {
    const again = fileAfter(
      ...family,
      command.grant(),
      command.separate(),
      command.formCouple({ on: TOMORROW, at: noon(TOMORROW) }),
    )
    expect(again.couple).toEqual({ spouse: { person: "bob", since: TOMORROW }, formed: TOMORROW })
    expect(again.delegation).toMatchObject({ _tag: "Ended", id: 1, cause: "Separation" })
  })
})

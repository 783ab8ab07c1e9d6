import { describe, expect, it } from "vitest"
import {
  agent,
  command,
  day,
  eventsOf,
  family,
  fileAfter,
  NOW,
  refusal,
  stateAfter,
  TODAY,
  TOMORROW,
} from "../../../test/models/household.ts"
import { members, membersOn } from "./household.ts"

const roles = (stays: ReadonlyArray<{ readonly person: string; readonly role: string }>) =>
  Object.fromEntries(stays.map(({ person, role }) => [person, role]))

const ON = day("2024-04-04")

describe("a change of holder", () => {
  it.each(["Agreement", "FundDecision"] as const)(
    "by %s swaps the roles of the two, and their couple continues",
    (cause) => {
      const file = fileAfter(...family, command.changeHolder({ cause, on: ON }))
      expect(roles(members(file))).toEqual({ bob: "Holder", ada: "Spouse", cleo: "Child", dora: "Dependant" })
      expect(file.couple).toEqual({ spouse: { person: "ada", since: ON }, formed: day("2021-01-01") })
      expect(file.formerCouples).toEqual([])
      expect(roles(membersOn(file, day("2024-04-03")))).toMatchObject({ ada: "Holder", bob: "Spouse" })
      expect(roles(membersOn(file, ON))).toMatchObject({ bob: "Holder", ada: "Spouse" })
    },
  )

  it("ends the delegation, and the new holder may give one with the next number", () => {
    const changed = [...family, command.grant(), command.changeHolder()] as const
    expect(fileAfter(...changed).delegation).toMatchObject({
      _tag: "Ended",
      cause: "HolderChanged",
      by: agent,
      at: NOW,
    })
    const given = fileAfter(...changed, command.grant({ by: "bob", to: "ada" }))
    expect(given.delegation).toMatchObject({ _tag: "Granted", id: 2, holder: "bob", spouse: "ada" })
  })

  it("ends the couple too if the holder left", () => {
    const file = fileAfter(...family, command.grant(), command.changeHolder({ cause: "HolderLeft" }))
    expect(roles(members(file))).toEqual({ bob: "Holder", cleo: "Child", dora: "Dependant" })
    expect(file.formerCouples).toMatchObject([{ holder: "ada", spouse: "bob", until: TODAY, cause: "HolderLeft" }])
    expect(file.delegation).toMatchObject({ cause: "HolderChanged" })
    expect(file.former).toMatchObject([
      { person: "ada", role: "Holder", cause: "HolderLeft" },
      { person: "bob", role: "Spouse", cause: "HolderChanged" },
    ])
  })

  it("is possible to the spouse while there is one, else to a dependant, and never to a child", () => {
    expect(refusal(stateAfter(...family), command.changeHolder({ to: "dora" }))).toBe("NotTheSpouse")
    expect(refusal(stateAfter(...family), command.changeHolder({ to: "cleo" }))).toBe("ChildCannotHold")
    const alone = [command.open(), command.addChild(), command.addDependant()] as const
    expect(refusal(stateAfter(...alone), command.changeHolder({ to: "cleo" }))).toBe("ChildCannotHold")
    expect(roles(members(fileAfter(...alone, command.changeHolder({ to: "dora" }))))).toEqual({
      dora: "Holder",
      cleo: "Child",
      ada: "Dependant",
    })
    expect(roles(members(fileAfter(...alone, command.changeHolder({ to: "dora", cause: "HolderLeft" }))))).toEqual({
      dora: "Holder",
      cleo: "Child",
    })
  })

  it("is refused to the current holder and to a person who is not a member", () => {
    expect(refusal(stateAfter(...family), command.changeHolder({ to: "ada" }))).toBe("AlreadyHolder")
    expect(refusal(stateAfter(...family), command.changeHolder({ to: "eve" }))).toBe("NotAMember")
  })

  it.each([
    [day("2020-12-31"), "DateTooEarly"],
    [day("2021-01-01"), "accepted"],
    [TODAY, "accepted"],
    [TOMORROW, "DateInFuture"],
  ])("is dated between the joining of the next holder and today: %s is %s", (on, expected) => {
    expect(refusal(stateAfter(...family), command.changeHolder({ on }))).toBe(expected)
  })

  it("is dated on or after the last change of holder and the end of the last couple", () => {
    const changed = stateAfter(...family, command.changeHolder({ on: ON }))
    expect(refusal(changed, command.changeHolder({ to: "ada", on: day("2024-04-03") }))).toBe("DateTooEarly")
    expect(refusal(changed, command.changeHolder({ to: "ada", on: ON }))).toBe("accepted")
    const threeAdults = [command.open(), command.addDependant(), command.addDependant({ person: "eve" })] as const
    const dora = stateAfter(...threeAdults, command.changeHolder({ to: "dora", on: ON }))
    expect(refusal(dora, command.changeHolder({ to: "eve", on: day("2024-04-03") }))).toBe("DateTooEarly")
    expect(refusal(dora, command.changeHolder({ to: "eve", on: ON }))).toBe("accepted")
    const alone = stateAfter(...family, command.removeMember({ person: "bob", on: ON }))
    expect(refusal(alone, command.changeHolder({ to: "dora", on: day("2024-04-03") }))).toBe("DateTooEarly")
    expect(refusal(alone, command.changeHolder({ to: "dora", on: ON }))).toBe("accepted")
  })
})

describe("a death", () => {
  it("of the spouse ends the couple and the delegation in one decision", () => {
    expect(eventsOf(stateAfter(...family, command.grant()), command.recordDeath({ on: ON }))).toEqual([
      { _tag: "DeathRecorded", person: "bob", on: ON, by: agent, at: NOW },
      { _tag: "DelegationEnded", id: 1, cause: "Death", by: agent, at: NOW },
    ])
    const file = fileAfter(...family, command.recordDeath({ on: ON }))
    expect(file.formerCouples).toMatchObject([{ until: ON, cause: "Death" }])
    expect(file.former).toMatchObject([{ person: "bob", until: ON, cause: "Death" }])
  })

  it("of the holder makes the spouse the holder, and ends the couple and the delegation", () => {
    const file = fileAfter(...family, command.grant(), command.recordDeath({ person: "ada", on: ON }))
    expect(roles(members(file))).toEqual({ bob: "Holder", cleo: "Child", dora: "Dependant" })
    expect(file.holder.since).toBe(ON)
    expect(file.formerCouples).toMatchObject([{ holder: "ada", spouse: "bob", until: ON, cause: "Death" }])
    expect(file.delegation).toMatchObject({ _tag: "Ended", cause: "Death", by: agent })
    expect(file.former).toMatchObject([{ person: "ada", cause: "Death" }, { person: "bob" }])
  })

  it("of a holder without a spouse closes the file", () => {
    const state = stateAfter(command.open(), command.addChild(), command.recordDeath({ person: "ada", on: ON }))
    expect(state).toMatchObject({ _tag: "Closed", closed: ON })
    expect(state).toMatchObject({
      former: [
        { person: "ada", cause: "Death" },
        { person: "cleo", cause: "FileClosed" },
      ],
    })
  })

  it.each(["cleo", "dora"])("of %s only removes them from the file", (person) => {
    const file = fileAfter(...family, command.grant(), command.recordDeath({ person, on: ON }))
    expect(file.former).toMatchObject([{ person, until: ON, cause: "Death" }])
    expect(members(file)).toHaveLength(3)
    expect(file.delegation._tag).toBe("Granted")
  })

  it("older than later entries of the file is accepted and takes effect where it can", () => {
    const early = day("2019-05-05")
    expect(fileAfter(...family, command.recordDeath({ on: early })).former).toMatchObject([
      { person: "bob", since: day("2021-01-01"), until: day("2021-01-01") },
    ])
    expect(fileAfter(...family, command.recordDeath({ on: early })).formerCouples).toMatchObject([
      { formed: day("2021-01-01"), until: day("2021-01-01"), cause: "Death" },
    ])
    const widowed = fileAfter(...family, command.recordDeath({ person: "ada", on: early }))
    expect(widowed.holder).toEqual({ person: "bob", since: day("2021-01-01") })
    expect(stateAfter(command.open(), command.recordDeath({ person: "ada", on: early }))).toMatchObject({
      _tag: "Closed",
      closed: day("2020-01-01"),
    })
  })

  it("is refused for a person who is not a member, and for a day in the future", () => {
    expect(refusal(stateAfter(...family), command.recordDeath({ person: "eve" }))).toBe("NotAMember")
    expect(refusal(stateAfter(...family), command.recordDeath({ on: TODAY }))).toBe("accepted")
    expect(refusal(stateAfter(...family), command.recordDeath({ on: TOMORROW }))).toBe("DateInFuture")
  })
})

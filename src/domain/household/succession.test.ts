import { describe, expect, it } from "vitest"
import {
  agent,
  day,
  eventsOf,
  family,
  fileAfter,
  NOW,
  order,
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
    "by %s makes the two change places; their couple goes on",
    (cause) => {
      const file = fileAfter(...family, order.changeHolder({ cause, on: ON }))
      expect(roles(members(file))).toEqual({ bob: "Holder", ada: "Spouse", cleo: "Child", dora: "Dependant" })
      expect(file.couple).toEqual({ spouse: { person: "ada", since: ON }, formed: day("2021-01-01") })
      expect(file.formerCouples).toEqual([])
      expect(roles(membersOn(file, day("2024-04-03")))).toMatchObject({ ada: "Holder", bob: "Spouse" })
      expect(roles(membersOn(file, ON))).toMatchObject({ bob: "Holder", ada: "Spouse" })
    },
  )

  it("ends the delegation, and the new holder may give one with the next number", () => {
    const changed = [...family, order.grant(), order.changeHolder()] as const
    expect(fileAfter(...changed).delegation).toMatchObject({
      _tag: "Ended",
      cause: "HolderChanged",
      by: agent,
      at: NOW,
    })
    const given = fileAfter(...changed, order.grant({ by: "bob", to: "ada" }))
    expect(given.delegation).toMatchObject({ _tag: "Granted", id: 2, holder: "bob", spouse: "ada" })
  })

  it("because the holder left ends their couple as well", () => {
    const file = fileAfter(...family, order.grant(), order.changeHolder({ cause: "HolderLeft" }))
    expect(roles(members(file))).toEqual({ bob: "Holder", cleo: "Child", dora: "Dependant" })
    expect(file.formerCouples).toMatchObject([{ holder: "ada", spouse: "bob", until: TODAY, cause: "HolderLeft" }])
    expect(file.delegation).toMatchObject({ cause: "HolderChanged" })
    expect(file.former).toMatchObject([
      { person: "ada", role: "Holder", cause: "HolderLeft" },
      { person: "bob", role: "Spouse", cause: "HolderChanged" },
    ])
  })

  it("goes to the spouse while there is one, then to a dependant, and never to a child", () => {
    expect(refusal(stateAfter(...family), order.changeHolder({ to: "dora" }))).toBe("NotTheSpouse")
    expect(refusal(stateAfter(...family), order.changeHolder({ to: "cleo" }))).toBe("ChildCannotHold")
    const alone = [order.open(), order.addChild(), order.addDependant()] as const
    expect(refusal(stateAfter(...alone), order.changeHolder({ to: "cleo" }))).toBe("ChildCannotHold")
    expect(roles(members(fileAfter(...alone, order.changeHolder({ to: "dora" }))))).toEqual({
      dora: "Holder",
      cleo: "Child",
      ada: "Dependant",
    })
    expect(roles(members(fileAfter(...alone, order.changeHolder({ to: "dora", cause: "HolderLeft" }))))).toEqual({
      dora: "Holder",
      cleo: "Child",
    })
  })

  it("goes to another member", () => {
    expect(refusal(stateAfter(...family), order.changeHolder({ to: "ada" }))).toBe("AlreadyHolder")
    expect(refusal(stateAfter(...family), order.changeHolder({ to: "eve" }))).toBe("NotAMember")
  })

  it.each([
    [day("2020-12-31"), "DateTooEarly"],
    [day("2021-01-01"), "accepted"],
    [TODAY, "accepted"],
    [TOMORROW, "DateInFuture"],
  ])("is no sooner than the next holder came, and no later than today: %s is %s", (on, expected) => {
    expect(refusal(stateAfter(...family), order.changeHolder({ on }))).toBe(expected)
  })

  it("is no sooner than the last change, nor than the end of a couple", () => {
    const changed = stateAfter(...family, order.changeHolder({ on: ON }))
    expect(refusal(changed, order.changeHolder({ to: "ada", on: day("2024-04-03") }))).toBe("DateTooEarly")
    expect(refusal(changed, order.changeHolder({ to: "ada", on: ON }))).toBe("accepted")
    const successor = [order.open(), order.addDependant(), order.addDependant({ person: "eve" })] as const
    const dora = stateAfter(...successor, order.changeHolder({ to: "dora", on: ON }))
    expect(refusal(dora, order.changeHolder({ to: "eve", on: day("2024-04-03") }))).toBe("DateTooEarly")
    expect(refusal(dora, order.changeHolder({ to: "eve", on: ON }))).toBe("accepted")
    const alone = stateAfter(...family, order.removeMember({ person: "bob", on: ON }))
    expect(refusal(alone, order.changeHolder({ to: "dora", on: day("2024-04-03") }))).toBe("DateTooEarly")
    expect(refusal(alone, order.changeHolder({ to: "dora", on: ON }))).toBe("accepted")
  })
})

describe("a death", () => {
  it("of the spouse ends couple and delegation in one decision", () => {
    expect(eventsOf(stateAfter(...family, order.grant()), order.recordDeath({ on: ON }))).toEqual([
      { _tag: "DeathRecorded", person: "bob", on: ON, by: agent, at: NOW },
      { _tag: "DelegationEnded", id: 1, cause: "Death", by: agent, at: NOW },
    ])
    const file = fileAfter(...family, order.recordDeath({ on: ON }))
    expect(file.formerCouples).toMatchObject([{ until: ON, cause: "Death" }])
    expect(file.former).toMatchObject([{ person: "bob", until: ON, cause: "Death" }])
  })

  it("of the holder makes the spouse the holder, and ends couple and delegation", () => {
    const file = fileAfter(...family, order.grant(), order.recordDeath({ person: "ada", on: ON }))
    expect(roles(members(file))).toEqual({ bob: "Holder", cleo: "Child", dora: "Dependant" })
    expect(file.holder.since).toBe(ON)
    expect(file.formerCouples).toMatchObject([{ holder: "ada", spouse: "bob", until: ON, cause: "Death" }])
    expect(file.delegation).toMatchObject({ _tag: "Ended", cause: "Death", by: agent })
    expect(file.former).toMatchObject([{ person: "ada", cause: "Death" }, { person: "bob" }])
  })

  it("of a holder without a spouse closes the file", () => {
    const state = stateAfter(order.open(), order.addChild(), order.recordDeath({ person: "ada", on: ON }))
    expect(state).toMatchObject({ _tag: "Closed", closed: ON })
    expect(state).toMatchObject({
      former: [
        { person: "ada", cause: "Death" },
        { person: "cleo", cause: "FileClosed" },
      ],
    })
  })

  it.each(["cleo", "dora"])("of %s only takes them out of the file", (person) => {
    const file = fileAfter(...family, order.grant(), order.recordDeath({ person, on: ON }))
    expect(file.former).toMatchObject([{ person, until: ON, cause: "Death" }])
    expect(members(file)).toHaveLength(3)
    expect(file.delegation._tag).toBe("Granted")
  })

  it("older than what the file learned since takes effect where it can, and is not refused", () => {
    const early = day("2019-05-05")
    expect(fileAfter(...family, order.recordDeath({ on: early })).former).toMatchObject([
      { person: "bob", since: day("2021-01-01"), until: day("2021-01-01") },
    ])
    expect(fileAfter(...family, order.recordDeath({ on: early })).formerCouples).toMatchObject([
      { formed: day("2021-01-01"), until: day("2021-01-01"), cause: "Death" },
    ])
    const widowed = fileAfter(...family, order.recordDeath({ person: "ada", on: early }))
    expect(widowed.holder).toEqual({ person: "bob", since: day("2021-01-01") })
    expect(stateAfter(order.open(), order.recordDeath({ person: "ada", on: early }))).toMatchObject({
      _tag: "Closed",
      closed: day("2020-01-01"),
    })
  })

  it("is of a member, and not to come", () => {
    expect(refusal(stateAfter(...family), order.recordDeath({ person: "eve" }))).toBe("NotAMember")
    expect(refusal(stateAfter(...family), order.recordDeath({ on: TODAY }))).toBe("accepted")
    expect(refusal(stateAfter(...family), order.recordDeath({ on: TOMORROW }))).toBe("DateInFuture")
  })
})

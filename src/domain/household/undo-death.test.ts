import { describe, expect, it } from "vitest"
import { birthDate, command, day, fileAfter, noon, refusal, stateAfter, TODAY } from "../../../test/models/household.ts"
import { membersOn } from "./household.ts"

const LATER = { at: noon("2026-12-24") }

describe("an undone death", () => {
  const couple = [command.open(), command.formCouple()] as const

  it("gives a holder the file back, with a new couple, and each day has one holder", () => {
    const undone = stateAfter(
      ...couple,
      command.recordDeath({ person: "ada" }),
      command.undoDeath({ person: "ada", ...LATER }),
    )
    expect(undone).toMatchObject({
      _tag: "Open",
      holder: { person: "ada", since: "2026-12-24" },
      couple: { spouse: { person: "bob" }, formed: "2026-12-24" },
      formerCouples: [{ holder: "ada", spouse: "bob", cause: "DeathUndone" }],
    })
    for (const date of ["2026-11-22", "2026-11-24", "2026-12-23", "2026-12-24"] as const) {
      expect(membersOn(undone, day(date)).filter(({ role }) => role === "Holder")).toHaveLength(1)
    }
  })

  it("makes a child a member again without a gap, with the day of birth of before", () => {
    const child = command.addChild()
    const before = fileAfter(command.open(), child)
    const undone = stateAfter(
      command.open(),
      child,
      command.recordDeath({ person: "cleo" }),
      command.undoDeath({ person: "cleo", children: before.children, ...LATER }),
    )
    expect(undone).toMatchObject({ children: [{ person: "cleo", birth: before.children[0]?.birth }] })
    expect(membersOn(undone, day("2026-12-01")).map(({ person }) => person)).toContain("cleo")
  })

  it("is refused without a death, and a second time", () => {
    expect(refusal(stateAfter(...couple), command.undoDeath({ person: "ada" }))).toBe("NoDeathRecorded")
    const undone = stateAfter(...couple, command.recordDeath(), command.undoDeath())
    expect(refusal(undone, command.undoDeath())).toBe("NoDeathRecorded")
  })

  it("reopens only a file that this death closed", () => {
    const died = [command.open(), command.recordDeath({ person: "ada" })] as const
    expect(stateAfter(...died)._tag).toBe("Closed")
    expect(stateAfter(...died, command.undoDeath({ person: "ada" }))).toMatchObject({ _tag: "Open" })
    const closedLater = stateAfter(
      ...couple,
      command.recordDeath({ person: "ada" }),
      command.close(),
      command.undoDeath({ person: "ada" }),
    )
    expect(closedLater._tag).toBe("Closed")
  })

  it("leaves a person whose spouse formed another couple outside, and their couple ended while both live", () => {
    const moved = stateAfter(
      ...couple,
      command.recordDeath({ person: "ada" }),
      command.formCouple({ spouse: "eve", on: TODAY }),
      command.undoDeath({ person: "ada", ...LATER }),
    )
    expect(moved).toMatchObject({
      holder: { person: "bob" },
      couple: { spouse: { person: "eve" } },
      formerCouples: [{ holder: "ada", spouse: "bob", cause: "HolderLeft" }],
    })
  })
})

describe("a person who was merged into another account", () => {
  it("is named by the account that stays, in every role, and an authorisation ends", () => {
    const file = [command.open(), command.formCouple(), command.addChild({ birth: birthDate("2015-01-01") })] as const
    for (const [from, role] of [
      ["ada", { holder: { person: "zoe" } }],
      ["bob", { couple: { spouse: { person: "zoe" } } }],
      ["cleo", { children: [{ person: "zoe" }] }],
    ] as const) {
      const replaced = stateAfter(...file, command.grant(), command.replacePerson({ from }))
      expect(replaced).toMatchObject(role)
      expect(replaced).toMatchObject({ delegation: { _tag: from === "cleo" ? "Granted" : "Ended" } })
    }
    expect(refusal(stateAfter(...file), command.replacePerson({ from: "ada", to: "bob" }))).toBe("AlreadyMember")
    expect(refusal(stateAfter(...file), command.replacePerson({ from: "eve" }))).toBe("NotAMember")
  })
})

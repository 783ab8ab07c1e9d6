import { describe, expect, it } from "vitest"
import { agent, command, eventsOf, family, stateAfter } from "../../../test/models/household.ts"
import type { Command } from "./command.ts"
import { endedWhileBothLive } from "./couple.ts"
import { everHeld } from "./members.ts"

const endedBy = (next: Command) => endedWhileBothLive(stateAfter(...family), stateAfter(...family, next))

describe("a couple that ended while both live", () => {
  it.each<readonly [string, Command, string]>([
    ["a separation", command.separate(), "Separation"],
    ["the departure of the spouse", command.removeMember({ person: "bob" }), "SpouseLeft"],
    ["the departure of the holder", command.changeHolder({ cause: "HolderLeft" }), "HolderLeft"],
    ["the closing of the file", command.close(), "FileClosed"],
  ])("is found after %s", (_, next, cause) => {
    expect(endedBy(next)).toMatchObject({ holder: "ada", spouse: "bob", cause })
  })

  it.each<readonly [string, Command]>([
    ["a change of holder by agreement", command.changeHolder()],
    ["the death of the spouse", command.recordDeath()],
    ["the death of the holder", command.recordDeath({ person: "ada" })],
    ["the departure of another member", command.removeMember()],
    ["an authorisation", command.grant()],
  ])("is not found after %s", (_, next) => {
    expect(endedBy(next)).toBeNull()
  })

  it("is found once: a later decision on the file does not find it again", () => {
    const separated = [...family, command.separate()] as const
    expect(endedWhileBothLive(stateAfter(...separated), stateAfter(...separated, command.removeMember()))).toBeNull()
    expect(endedWhileBothLive(stateAfter(), stateAfter(command.open()))).toBeNull()
  })
})

describe("a person who holds or held a file", () => {
  it("is found in an open file and in a closed one", () => {
    const swapped = stateAfter(...family, command.changeHolder())
    expect(["ada", "bob", "cleo"].map((person) => everHeld(swapped, person))).toEqual([true, true, false])
    const closed = stateAfter(...family, command.close())
    expect(["ada", "bob"].map((person) => everHeld(closed, person))).toEqual([true, false])
    expect(everHeld(stateAfter(), "ada")).toBe(false)
  })
})

describe("a separation that an agent records", () => {
  it("keeps the person who declared it apart from the agent", () => {
    const [declared] = eventsOf(stateAfter(...family), command.separate({ recordedBy: agent }))
    expect(declared).toMatchObject({ by: "bob", recordedBy: agent })
  })
})

import { describe, expect, it } from "vitest"
import { activate, issue, owner, refusal, start, stateAfter } from "../../../test/models/account.ts"
import type { Command } from "./account.ts"

describe("a disabled legacy password", () => {
  const disable: Command = { _tag: "DisableLegacyPassword", at: 3 }

  it("opens nothing any more, and other proofs still open the account", () => {
    const disabled = stateAfter(issue("t1"), disable)
    expect(refusal(disabled, issue("t2"))).toBe("ProofNotAccepted")
    expect(refusal(disabled, start("t1"))).toBe("TicketInvalid")
    for (const by of ["RecordedContact", "Identity"] as const) {
      expect(refusal(disabled, issue("t2", 4, by))).toBe("accepted")
      expect(stateAfter(issue("t1"), disable, issue("t2", 4, by), start("t2", 5))._tag).toBe("Migrating")
    }
  })

  it("can take the contact on record out of use too, for good", () => {
    const barred = stateAfter(issue("t1"), { ...disable, barsRecordedContact: true } as Command)
    expect(refusal(barred, issue("t2", 4, "RecordedContact"))).toBe("ProofNotAccepted")
    expect(refusal(barred, issue("t2", 4, "Identity"))).toBe("accepted")
    const twice = stateAfter(
      issue("t1"),
      { ...disable, barsRecordedContact: true } as Command,
      { ...disable, barsRecordedContact: false } as Command,
    )
    expect(refusal(twice, issue("t2", 4, "RecordedContact"))).toBe("ProofNotAccepted")
  })

  it("ends the migration that it had opened", () => {
    const left = stateAfter(issue("t1"), start("t1"), disable)
    expect(left).toEqual({ _tag: "Legacy", owner, tickets: [], legacyPasswordDisabled: true })
    expect(refusal(left, activate)).toBe("NotAllowed")
  })

  it("can be disabled before the first sign-in", () => {
    expect(refusal(stateAfter(disable), issue("t1"))).toBe("ProofNotAccepted")
  })
})

import { describe, expect, it } from "vitest"
import {
  activate,
  compromise,
  contact,
  contactOf,
  issue,
  owner,
  refusal,
  start,
  stateAfter,
  terms,
  withoutFile,
} from "../../../test/models/account.ts"
import { acceptsIdentifier, acceptsProof, type Command, isOutranked } from "./account.ts"
import type { Requirement } from "./requirement.ts"

describe("a legacy account", () => {
  it("starts its migration with a ticket that was issued, once per ticket", () => {
    const issued = stateAfter(issue("t1"))
    expect(refusal(issued, start("t2"))).toBe("TicketInvalid")
    expect(refusal(issued, start("t1"))).toBe("accepted")
    expect(refusal(stateAfter(issue("t1"), start("t1")), start("t1"))).toBe("TicketInvalid")
  })

  it.each([
    [999, "accepted"],
    [1_000, "TicketInvalid"],
  ])("starts its migration before the ticket ends: at %i ms the answer is %s", (at, expected) => {
    expect(refusal(stateAfter(issue("t1")), start("t1", at))).toBe(expected)
  })

  it("keeps the five latest tickets, and removes those that ended", () => {
    const six = stateAfter(...[1, 2, 3, 4, 5, 6].map((number) => issue(`t${number}`)))
    expect(six).toMatchObject({ tickets: { length: 5 } })
    expect(refusal(six, start("t1"))).toBe("TicketInvalid")
    expect(stateAfter(issue("t1"), issue("t2", 1_000))).toMatchObject({ tickets: [{ ticket: "t2" }] })
  })

  it("is legacy again when the person leaves the migration", () => {
    expect(stateAfter(issue("t1"), start("t1"), { _tag: "LeaveMigration", at: 2 })._tag).toBe("Legacy")
  })

  it("cannot become active without migrating", () => {
    expect(refusal(stateAfter(issue("t1")), activate)).toBe("NotAllowed")
  })

  it("is not activated by a migration that facts started, once the legacy password or a document was right", () => {
    const facts = { ...issue("t1", 0, "Identity"), owner: withoutFile } as Command
    const onFacts = [facts, start("t1")]
    expect(refusal(stateAfter(...onFacts), activate)).toBe("accepted")
    for (const by of ["LegacyPassword", "RecordedContact", "Document", "Counter"] as const) {
      const outranked = stateAfter(...onFacts, issue("t2", 1, by))
      expect(isOutranked(outranked)).toBe(true)
      expect(refusal(outranked, activate)).toBe("ProofNotAccepted")
      expect(refusal(stateAfter(facts, issue("t2", 1, by)), start("t1"))).toBe("TicketInvalid")
      expect(refusal(stateAfter(...onFacts, issue("t2", 1, by), start("t2")), activate)).toBe("accepted")
    }
    expect(
      refusal(stateAfter(...onFacts, { ...issue("t2", 1, "Document"), owner: withoutFile } as Command), facts),
    ).toBe("ProofNotAccepted")
  })

  it.each([
    [owner, "ProofNotAccepted"],
    [withoutFile, "accepted"],
  ])("whose owner is %j answers a proof of identity with: %s", (person, expected) => {
    const known = stateAfter(issue("t1", 0, "LegacyPassword", person))
    expect(refusal(known, issue("t2", 1, "Identity"))).toBe(expected)
    expect(acceptsProof(known, "Identity")).toBe(expected === "accepted")
  })
})

describe("an active account", () => {
  const opened = [issue("t1"), start("t1"), activate]
  const active = stateAfter(...opened)
  const requireAction = (ticket: string, requirement: Requirement = "NewPassword", at = 3): Command => ({
    _tag: "RequireAction",
    requirement,
    ticket,
    until: at + 1_000,
    at,
  })

  it("has the terms and the contact of the migration", () => {
    expect(active).toMatchObject({ _tag: "Active", owner, terms, contacts: { present: contact }, since: 2 })
  })

  it.each([
    ["a change of password", { _tag: "ChangePassword", ticket: null, at: 4 }],
    ["a compromise", compromise(4)],
    [
      "the change of contact",
      { _tag: "ChangeContact", contact: contactOf("j"), recoversFrom: 9, formerUntil: 9, at: 4 },
    ],
  ] as const)("keeps the requested contact until %s", (_, ends) => {
    const request: Command = { _tag: "RequestContact", contact: contactOf("j"), at: 3 }
    expect(active).toMatchObject({ requestedContact: null })
    expect(stateAfter(...opened, request)).toMatchObject({
      requestedContact: contactOf("j"),
      contacts: { present: contact },
    })
    expect(stateAfter(...opened, request, ends)).toMatchObject({ requestedContact: null })
  })

  it("accepts no proof that opens a legacy account", () => {
    expect(refusal(active, issue("t2"))).toBe("NotAllowed")
    expect(refusal(active, start("t1"))).toBe("NotAllowed")
    for (const proof of ["LegacyPassword", "RecordedContact", "Identity"] as const) {
      expect(acceptsProof(active, proof)).toBe(false)
    }
  })

  it("does not change when its hash is renewed", () => {
    expect(stateAfter(...opened, { _tag: "RenewHash", at: 3 })).toEqual(active)
  })

  it("accepts a new password for a pending requirement, in time and once, or without a ticket", () => {
    const pending = stateAfter(...opened, requireAction("t2"))
    expect(refusal(pending, { _tag: "ChangePassword", ticket: "t3", at: 4 })).toBe("TicketInvalid")
    expect(refusal(pending, { _tag: "ChangePassword", ticket: "t2", at: 1_003 })).toBe("TicketInvalid")
    expect(refusal(pending, { _tag: "ChangePassword", ticket: "t2", at: 1_002 })).toBe("accepted")
    const changed = stateAfter(...opened, requireAction("t2"), requireAction("t4"), {
      _tag: "ChangePassword",
      ticket: "t2",
      at: 4,
    })
    for (const ticket of ["t2", "t4"])
      expect(refusal(changed, { _tag: "ChangePassword", ticket, at: 5 })).toBe("TicketInvalid")
    expect(refusal(changed, { _tag: "ChangePassword", ticket: null, at: 5 })).toBe("accepted")
  })

  it("is compromised until a recovery replaces its password, and earlier pending requirements end", () => {
    const compromised = stateAfter(...opened, requireAction("t2"), compromise(5))
    expect(compromised).toMatchObject({ compromised: 5 })
    for (const ticket of ["t2", null])
      expect(refusal(compromised, { _tag: "ChangePassword", ticket, at: 6 })).toBe("TicketInvalid")
    const recovered = stateAfter(...opened, compromise(5), { _tag: "RecoverPassword", contact: "i", at: 6 })
    expect(recovered).toMatchObject({ compromised: null })
    expect(refusal(recovered, { _tag: "ChangePassword", ticket: null, at: 7 })).toBe("accepted")
  })

  it("whose access an agent restored is compromised until the recorded contact is proved", () => {
    const restore: Command = {
      _tag: "RestoreAccess",
      contact: contactOf("j"),
      until: 9,
      formerUntil: 20,
      agent: "a",
      at: 5,
    }
    const restored = stateAfter(...opened, restore)
    expect(restored).toMatchObject({ compromised: 5, contacts: { present: contact, barred: true } })
    const recovered = stateAfter(...opened, restore, { _tag: "RecoverPassword", contact: "j", at: 6 })
    expect(recovered).toMatchObject({ compromised: null, contacts: { present: contactOf("j"), barred: false } })
  })

  it("accepts newer terms for a pending requirement of terms, once", () => {
    const newer = { version: "2", sha256: "bb", at: 5 }
    const accept: Command = { _tag: "AcceptTerms", ticket: "t2", terms: newer, at: 5 }
    expect(refusal(active, accept)).toBe("TicketInvalid")
    expect(refusal(stateAfter(...opened, requireAction("t2", "NewPassword")), accept)).toBe("TicketInvalid")
    const accepted = stateAfter(...opened, requireAction("t2", "NewTerms"), accept)
    expect(accepted).toMatchObject({ terms: newer })
    expect(refusal(accepted, accept)).toBe("TicketInvalid")
  })

  it("keeps the provisional identifier on record when the social security number becomes known, and retires it", () => {
    const person = { nir: null, provisional: "p1", file: null }
    const issued = { ...issue("t1"), owner: person, by: "Identity" } as Command
    const before = stateAfter(issued, start("t1"), activate)
    const after = stateAfter(issued, start("t1"), activate, { _tag: "RecordNir", nir: "n1", at: 3 })
    expect(after).toMatchObject({ owner: { nir: "n1", provisional: "p1" } })
    expect([acceptsIdentifier(before, "provisional"), acceptsIdentifier(before, "nir")]).toEqual([true, true])
    expect([acceptsIdentifier(after, "provisional"), acceptsIdentifier(after, "nir")]).toEqual([false, true])
  })
})

it("a closed account stays closed", () => {
  const closed = stateAfter({ _tag: "Close", at: 1 })
  expect([issue("t1"), start("t1"), activate].map((command) => refusal(closed, command))).toEqual(
    Array(3).fill("NotAllowed"),
  )
})

import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { deciderLaws, explore } from "../../testing/laws/decider.ts"
import {
  acceptsIdentifier,
  acceptsProof,
  type Command,
  decide,
  evolve,
  hasRights,
  initial,
  machine,
  type Proof,
  type State,
} from "./account.ts"
import type { Owner } from "./owner.ts"
import type { Requirement } from "./requirement.ts"

const owner = { nir: "sealed", provisional: null, file: "f1" }
const withoutFile = { nir: "sealed", provisional: null, file: null }
const terms = { version: "1", sha256: "aa", at: 1 }
const contactOf = (index: string) => ({ kind: "Email", index, sealed: `s-${index}`, language: "fr" }) as const
const contact = contactOf("i")
const issue = (ticket: string, at = 0, by: Proof = "LegacyPassword", person: Owner = owner): Command => ({
  _tag: "IssueTicket",
  owner: person,
  by,
  ticket,
  until: at + 1_000,
  at,
})
const start = (ticket: string, at = 1): Command => ({ _tag: "StartMigration", ticket, at })
const activate: Command = { _tag: "Activate", terms, contact, at: 2 }

/** Applies the commands in order. A refused command fails the test. */
const stateAfter = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)

const refusal = (state: State, command: Command) =>
  Result.match(decide(command, state), { onFailure: ({ _tag }) => _tag, onSuccess: () => "accepted" })

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
  const require = (ticket: string, requirement: Requirement = "NewPassword", at = 3): Command => ({
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
    ["a compromise", { _tag: "DeclareCompromised", at: 4 }],
    ["the change of contact", { _tag: "ChangeContact", contact: contactOf("j"), recoversFrom: 9, at: 4 }],
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
    const pending = stateAfter(...opened, require("t2"))
    expect(refusal(pending, { _tag: "ChangePassword", ticket: "t3", at: 4 })).toBe("TicketInvalid")
    expect(refusal(pending, { _tag: "ChangePassword", ticket: "t2", at: 1_003 })).toBe("TicketInvalid")
    expect(refusal(pending, { _tag: "ChangePassword", ticket: "t2", at: 1_002 })).toBe("accepted")
    const changed = stateAfter(...opened, require("t2"), require("t4"), { _tag: "ChangePassword", ticket: "t2", at: 4 })
    for (const ticket of ["t2", "t4"])
      expect(refusal(changed, { _tag: "ChangePassword", ticket, at: 5 })).toBe("TicketInvalid")
    expect(refusal(changed, { _tag: "ChangePassword", ticket: null, at: 5 })).toBe("accepted")
  })

  it("is compromised until its password changes, and earlier pending requirements end", () => {
    const compromised = stateAfter(...opened, require("t2"), { _tag: "DeclareCompromised", at: 5 })
    expect(compromised).toMatchObject({ compromised: 5 })
    expect(refusal(compromised, { _tag: "ChangePassword", ticket: "t2", at: 6 })).toBe("TicketInvalid")
    expect(
      stateAfter(...opened, { _tag: "DeclareCompromised", at: 5 }, { _tag: "ChangePassword", ticket: null, at: 6 }),
    ).toMatchObject({ compromised: null })
  })

  it("accepts newer terms for a pending requirement of terms, once", () => {
    const newer = { version: "2", sha256: "bb", at: 5 }
    const accept: Command = { _tag: "AcceptTerms", ticket: "t2", terms: newer, at: 5 }
    expect(refusal(active, accept)).toBe("TicketInvalid")
    expect(refusal(stateAfter(...opened, require("t2", "NewPassword")), accept)).toBe("TicketInvalid")
    const accepted = stateAfter(...opened, require("t2", "NewTerms"), accept)
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

it("a closed account stays closed", () => {
  const closed = stateAfter({ _tag: "Close", at: 1 })
  expect([issue("t1"), start("t1"), activate].map((command) => refusal(closed, command))).toEqual(
    Array(3).fill("NotAllowed"),
  )
})

/** Commands that reach every state and event, and few enough for a complete exploration. */
const alphabet = (): ReadonlyArray<Command> =>
  [0, 1_000].flatMap(
    (at): ReadonlyArray<Command> => [
      issue("t1", at),
      issue("t2", at),
      start("t1", at),
      start("t2", at),
      { _tag: "LeaveMigration", at },
      { ...activate, at },
      { _tag: "RenewHash", at },
      issue("t1", at, "Identity"),
      { _tag: "DisableLegacyPassword", at },
      { _tag: "RecordProvisional", provisional: "p2", at },
      { _tag: "RecordNir", nir: "n2", at },
      { _tag: "RequireAction", requirement: "NewTerms", ticket: "t1", until: 1_000, at: 0 },
      { _tag: "ChangePassword", ticket: null, at: 0 },
      { _tag: "DeclareCompromised", at: 0 },
      { _tag: "AcceptTerms", ticket: "t1", terms, at: 0 },
      { _tag: "RequestContact", contact: contactOf("j"), at: 0 },
      { _tag: "ChangeContact", contact: contactOf("j"), recoversFrom: 1_000, at: 0 },
      { _tag: "BarContacts", indexes: ["i"], at: 0 },
      { _tag: "Close", at: 0 },
    ],
  )

it.each(deciderLaws(machine, alphabet))("the state machine of an account $name", ({ broken }) => {
  expect(broken).toEqual([])
})

// Leaflet: invariant.1
it("only active accounts have rights, and none of them accepts the legacy password", () => {
  const { states } = explore(machine, alphabet)
  expect(new Set(states.filter(hasRights).map(({ _tag }) => _tag))).toEqual(new Set(["Active"]))
  expect(states.filter(hasRights).filter((state) => refusal(state, issue("t3")) === "accepted")).toEqual([])
})

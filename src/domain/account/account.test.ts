import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { explore, machineLaws } from "../../testing/machine.laws.ts"
import { type Command, decide, evolve, hasRights, initial, machine, type Proof, type State } from "./account.ts"
import type { Requirement } from "./invitation.ts"
import { isLegacyPassword } from "./legacy-password.ts"

const owner = { nir: "sealed", provisional: null, file: "f1" }
const terms = { version: "1", sha256: "aa", at: 1 }
const contactOf = (index: string) => ({ kind: "Email", index, sealed: `s-${index}`, language: "fr" }) as const
const contact = contactOf("i")
const recognise = (ticket: string, at = 0, by: Proof = "LegacyPassword"): Command => ({
  _tag: "Invite",
  owner,
  by,
  ticket,
  until: at + 1_000,
  at,
})
const start = (ticket: string, at = 1): Command => ({ _tag: "StartMigration", ticket, at })
const activate: Command = { _tag: "Activate", terms, contact, at: 2 }

/** Gives commands one after the other; a refused one fails the test. */
const stateAfter = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)

const refusal = (state: State, command: Command) =>
  Result.match(decide(command, state), { onFailure: ({ _tag }) => _tag, onSuccess: () => "accepted" })

describe("a legacy account", () => {
  it("starts its migration with a ticket that was given, and only once with each", () => {
    const recognised = stateAfter(recognise("t1"))
    expect(refusal(recognised, start("t2"))).toBe("NotInvited")
    expect(refusal(recognised, start("t1"))).toBe("accepted")
    expect(refusal(stateAfter(recognise("t1"), start("t1")), start("t1"))).toBe("NotInvited")
  })

  it.each([
    [999, "accepted"],
    [1_000, "NotInvited"],
  ])("starts it in time: at %i ms that is %s", (at, expected) => {
    expect(refusal(stateAfter(recognise("t1")), start("t1", at))).toBe(expected)
  })

  it("remembers the five latest tickets, and forgets those whose time is over", () => {
    const six = stateAfter(...[1, 2, 3, 4, 5, 6].map((number) => recognise(`t${number}`)))
    expect(six).toMatchObject({ invitations: { length: 5 } })
    expect(refusal(six, start("t1"))).toBe("NotInvited")
    expect(stateAfter(recognise("t1"), recognise("t2", 1_000))).toMatchObject({ invitations: [{ ticket: "t2" }] })
  })

  it("is legacy again when the migration is left", () => {
    expect(stateAfter(recognise("t1"), start("t1"), { _tag: "LeaveMigration", at: 2 })._tag).toBe("Legacy")
  })

  it("cannot become active without migrating", () => {
    expect(refusal(stateAfter(recognise("t1")), activate)).toBe("NotAllowed")
  })
})

describe("an active account", () => {
  const opened = [recognise("t1"), start("t1"), activate]
  const active = stateAfter(...opened)
  const detain = (ticket: string, requirement: Requirement = "NewPassword", at = 3): Command => ({
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
    ["changing the password", { _tag: "ChangePassword", ticket: null, at: 4 }],
    ["a compromise", { _tag: "DeclareCompromised", at: 4 }],
    ["the change itself", { _tag: "ChangeContact", contact: contactOf("j"), recoversFrom: 9, at: 4 }],
  ] as const)("remembers the contact that is asked for until %s", (_, ends) => {
    const asked: Command = { _tag: "AskContact", contact: contactOf("j"), at: 3 }
    expect(active).toMatchObject({ asked: null })
    expect(stateAfter(...opened, asked)).toMatchObject({ asked: contactOf("j"), contacts: { present: contact } })
    expect(stateAfter(...opened, asked, ends)).toMatchObject({ asked: null })
  })

  it("is opened by no legacy password any more", () => {
    expect(refusal(active, recognise("t2"))).toBe("NotAllowed")
    expect(refusal(active, start("t1"))).toBe("NotAllowed")
  })

  it("stays as it is when its hash is renewed", () => {
    expect(stateAfter(...opened, { _tag: "RenewHash", at: 3 })).toEqual(active)
  })

  it("takes a new password from who was pendingRequirements for it in time, once, and from who showed the present one", () => {
    const pendingRequirements = stateAfter(...opened, detain("t2"))
    expect(refusal(pendingRequirements, { _tag: "ChangePassword", ticket: "t3", at: 4 })).toBe("NotInvited")
    expect(refusal(pendingRequirements, { _tag: "ChangePassword", ticket: "t2", at: 1_003 })).toBe("NotInvited")
    expect(refusal(pendingRequirements, { _tag: "ChangePassword", ticket: "t2", at: 1_002 })).toBe("accepted")
    const changed = stateAfter(...opened, detain("t2"), detain("t4"), { _tag: "ChangePassword", ticket: "t2", at: 4 })
    for (const ticket of ["t2", "t4"])
      expect(refusal(changed, { _tag: "ChangePassword", ticket, at: 5 })).toBe("NotInvited")
    expect(refusal(changed, { _tag: "ChangePassword", ticket: null, at: 5 })).toBe("accepted")
  })

  it("is compromised until its password is changed, and who was let half-way in before is not let on", () => {
    const told = stateAfter(...opened, detain("t2"), { _tag: "DeclareCompromised", at: 5 })
    expect(told).toMatchObject({ compromised: 5 })
    expect(refusal(told, { _tag: "ChangePassword", ticket: "t2", at: 6 })).toBe("NotInvited")
    expect(
      stateAfter(...opened, { _tag: "DeclareCompromised", at: 5 }, { _tag: "ChangePassword", ticket: null, at: 6 }),
    ).toMatchObject({ compromised: null })
  })

  it("takes newer terms from who was pendingRequirements for them, once", () => {
    const newer = { version: "2", sha256: "bb", at: 5 }
    const accept: Command = { _tag: "AcceptTerms", ticket: "t2", terms: newer, at: 5 }
    expect(refusal(active, accept)).toBe("NotInvited")
    expect(refusal(stateAfter(...opened, detain("t2", "NewPassword")), accept)).toBe("NotInvited")
    const accepted = stateAfter(...opened, detain("t2", "NewTerms"), accept)
    expect(accepted).toMatchObject({ terms: newer })
    expect(refusal(accepted, accept)).toBe("NotInvited")
  })

  it("gains a social security number, and keeps the provisional identifier on record", () => {
    const provisional = { nir: null, provisional: "p1", file: null }
    const before: Command = { ...recognise("t1"), _tag: "Invite", owner: provisional, by: "Identity" } as Command
    const gained = stateAfter(before, start("t1"), activate, { _tag: "GainNir", nir: "n1", at: 3 })
    expect(gained).toMatchObject({ owner: { nir: "n1", provisional: "p1" } })
  })
})

describe("a legacy password put out of use", () => {
  const disable: Command = { _tag: "DisableLegacy", at: 3 }

  it("opens nothing any more, and another proof still does", () => {
    const disabled = stateAfter(recognise("t1"), disable)
    expect(refusal(disabled, recognise("t2"))).toBe("LegacyDisabled")
    expect(refusal(disabled, start("t1"))).toBe("NotInvited")
    for (const by of ["RecordedContact", "Identity"] as const) {
      expect(refusal(disabled, recognise("t2", 4, by))).toBe("accepted")
      expect(stateAfter(recognise("t1"), disable, recognise("t2", 4, by), start("t2", 5))._tag).toBe("Migrating")
    }
  })

  it("takes a contact on record that is the other one's too with it, for good", () => {
    const barred = stateAfter(recognise("t1"), { ...disable, bars: true } as Command)
    expect(refusal(barred, recognise("t2", 4, "RecordedContact"))).toBe("LegacyDisabled")
    expect(refusal(barred, recognise("t2", 4, "Identity"))).toBe("accepted")
    const again = stateAfter(
      recognise("t1"),
      { ...disable, bars: true } as Command,
      { ...disable, bars: false } as Command,
    )
    expect(refusal(again, recognise("t2", 4, "RecordedContact"))).toBe("LegacyDisabled")
  })

  it("closes the wizard it had opened", () => {
    const left = stateAfter(recognise("t1"), start("t1"), disable)
    expect(left).toEqual({ _tag: "Legacy", owner, invitations: [], disabled: true })
    expect(refusal(left, activate)).toBe("NotAllowed")
  })

  it("can be put out of use before anyone signed in", () => {
    expect(refusal(stateAfter(disable), recognise("t1"))).toBe("LegacyDisabled")
  })
})

it("a closed account stays closed", () => {
  const closed = stateAfter({ _tag: "Close", at: 1 })
  expect([recognise("t1"), start("t1"), activate].map((command) => refusal(closed, command))).toEqual(
    Array(3).fill("NotAllowed"),
  )
})

/** Enough to reach everything, and few enough histories to reach an end. */
const alphabet = (): ReadonlyArray<Command> =>
  [0, 1_000].flatMap(
    (at): ReadonlyArray<Command> => [
      recognise("t1", at),
      recognise("t2", at),
      start("t1", at),
      start("t2", at),
      { _tag: "LeaveMigration", at },
      { ...activate, at },
      { _tag: "RenewHash", at },
      recognise("t1", at, "Identity"),
      { _tag: "DisableLegacy", at },
      { _tag: "GainProvisional", provisional: "p2", at },
      { _tag: "GainNir", nir: "n2", at },
      { _tag: "RequireAction", requirement: "NewTerms", ticket: "t1", until: 1_000, at: 0 },
      { _tag: "ChangePassword", ticket: null, at: 0 },
      { _tag: "DeclareCompromised", at: 0 },
      { _tag: "AcceptTerms", ticket: "t1", terms, at: 0 },
      { _tag: "AskContact", contact: contactOf("j"), at: 0 },
      { _tag: "ChangeContact", contact: contactOf("j"), recoversFrom: 1_000, at: 0 },
      { _tag: "BarContacts", indexes: ["i"], at: 0 },
      { _tag: "Close", at: 0 },
    ],
  )

it.each(machineLaws(machine, alphabet))("the machine $name", ({ broken }) => {
  expect(broken).toEqual([])
})

// Leaflet: invariant.1
it("gives rights to active accounts only, and takes the legacy password in none of them", () => {
  const { states } = explore(machine, alphabet)
  expect(new Set(states.filter(hasRights).map(({ _tag }) => _tag))).toEqual(new Set(["Active"]))
  expect(states.filter(hasRights).filter((state) => refusal(state, recognise("t3")) === "accepted")).toEqual([])
})

it.each([
  ["12345678", true],
  ["00000000", true],
  ["1234567", false],
  ["123456789", false],
  ["1234567a", false],
  [" 12345678", false],
  ["12345678\n", false],
  ["１２３４５６７８", false],
  ["", false],
])("%j has the form of a legacy password: %s", (text, expected) => {
  expect(isLegacyPassword(text)).toBe(expected)
})

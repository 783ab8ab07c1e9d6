import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { explore, machineLaws } from "../machine/machine.laws.ts"
import { type Command, decide, evolve, hasRights, initial, machine, type State } from "./account.ts"
import { isLegacyPassword } from "./legacy-password.ts"

const holder = { nir: "sealed", file: "f1" }
const terms = { version: "1", sha256: "aa", at: 1 }
const contact = { kind: "Email", index: "i", sealed: "s" } as const
const recognise = (ticket: string, at = 0): Command => ({ _tag: "Recognise", holder, ticket, until: at + 1_000, at })
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
  const active = stateAfter(recognise("t1"), start("t1"), activate)

  it("has the terms and the contact of the migration", () => {
    expect(active).toEqual({ _tag: "Active", holder, terms, contact, since: 2 })
  })

  it("is opened by no legacy password any more", () => {
    expect(refusal(active, recognise("t2"))).toBe("NotAllowed")
    expect(refusal(active, start("t1"))).toBe("NotAllowed")
  })

  it("stays as it is when its hash is renewed", () => {
    expect(stateAfter(recognise("t1"), start("t1"), activate, { _tag: "RenewHash", at: 3 })).toEqual(active)
  })
})

it("a closed account stays closed", () => {
  const closed = stateAfter({ _tag: "Close", at: 1 })
  expect([recognise("t1"), start("t1"), activate].map((command) => refusal(closed, command))).toEqual(
    Array(3).fill("NotAllowed"),
  )
})

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
      { _tag: "Close", at },
    ],
  )

it.each(machineLaws(machine, alphabet))("the machine $name", ({ broken }) => {
  expect(broken).toEqual([])
})

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

import * as Result from "effect/Result"
import { expect, it } from "vitest"
import { command, day, fileAfter, stateAfter } from "../../../test/models/household.ts"
import { deciderLaws } from "../../testing/laws/decider.ts"
import { membershipChanges } from "./membership-changes.ts"
import {
  AT_MOST,
  type Command,
  current,
  decide,
  evolve,
  initial,
  type Kind,
  register,
  type State,
} from "./memberships.ts"

const since = day("2020-01-01")
const until = day("2026-11-23")
const join = (file: string, kind: Kind = "Adult"): Command => ({ _tag: "Join", file, kind, since, at: 1 })
const leave = (file: string): Command => ({ _tag: "Leave", file, until, at: 2 })

const after = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)
const refusal = (state: State, command: Command) =>
  Result.match(decide(command, state), { onFailure: ({ _tag }) => _tag, onSuccess: () => "accepted" })

it.each([
  ["Adult", 1],
  ["Dependant", 1],
  ["Child", 2],
] as const)("a person is, as %s, in at most %i open files at once", (kind, most) => {
  expect(AT_MOST[kind]).toBe(most)
  const full = after(...Array.from({ length: most }, (_, index) => join(`f${index}`, kind)))
  expect(refusal(full, join("another", kind))).toBe("InAnotherFile")
  const left = Result.getOrThrow(decide(leave("f0"), full)).reduce(evolve, full)
  expect(refusal(left, join("another", kind))).toBe("accepted")
})

it("a person is not in one file twice, in any kind", () => {
  expect(refusal(after(join("f")), join("f", "Child"))).toBe("InAnotherFile")
})

it("a person may be of another kind in another file", () => {
  expect(refusal(after(join("f", "Child")), join("g"))).toBe("accepted")
})

it("an ended membership stays listed with its days, and the person may come back", () => {
  const state = after(join("f"), leave("f"), join("f"))
  expect(state.memberships).toEqual([
    { file: "f", kind: "Adult", since, until },
    { file: "f", kind: "Adult", since, until: null },
  ])
  expect(current(state)).toHaveLength(1)
})

it("a person cannot leave a file that they are not in", () => {
  expect(refusal(after(join("f")), leave("g"))).toBe("NotInThatFile")
  expect(refusal(after(join("f"), leave("f")), leave("f"))).toBe("NotInThatFile")
})

it("memberships follow the laws of deciders", () => {
  const past = [{ file: "h", kind: "Child", since, until } as const]
  const inherit = { _tag: "Inherit", memberships: past, at: 1 } as const
  const alphabet = ({ memberships }: State) =>
    memberships.length > 3 ? [leave("f"), leave("g")] : [join("f"), join("g", "Child"), leave("f"), leave("g"), inherit]
  for (const { broken, name } of deciderLaws(register, alphabet)) expect([name, broken]).toEqual([name, []])
})

it("a swap of holder and spouse changes no membership, and a child who leaves changes theirs", () => {
  const before = fileAfter(command.open(), command.formCouple(), command.addChild())
  const swapped = stateAfter(
    command.open(),
    command.formCouple(),
    command.addChild(),
    command.changeHolder({ cause: "Agreement" }),
  )
  expect(membershipChanges(before, swapped)).toEqual([])
  const left = stateAfter(
    command.open(),
    command.formCouple(),
    command.addChild(),
    command.removeMember({ person: "cleo" }),
  )
  expect(membershipChanges(before, left)).toEqual([{ person: "cleo", left: until, joined: null }])
})

it("a dependant who becomes the holder leaves as a dependant and joins as an adult", () => {
  const before = fileAfter(command.open(), command.addDependant())
  const held = stateAfter(
    command.open(),
    command.addDependant(),
    command.changeHolder({ to: "dora", cause: "HolderLeft" }),
  )
  expect(membershipChanges(before, held)).toEqual([
    { person: "ada", left: until, joined: null },
    { person: "dora", left: until, joined: { kind: "Adult", since: until } },
  ])
})

it("every member leaves a file that closes, and the holder joins a file that opens", () => {
  const closed = stateAfter(command.open(), command.formCouple(), command.close())
  expect(
    membershipChanges(fileAfter(command.open(), command.formCouple()), closed).map(({ person }) => person),
  ).toEqual(["ada", "bob"])
  expect(membershipChanges({ _tag: "NotOpened" }, fileAfter(command.open()))).toMatchObject([
    { person: "ada", left: null, joined: { kind: "Adult", since } },
  ])
})

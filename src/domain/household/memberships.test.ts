import * as Result from "effect/Result"
import { expect, it } from "vitest"
import { day, fileAfter, order, stateAfter } from "../../../test/models/household.ts"
import { machineLaws } from "../../testing/machine.laws.ts"
import {
  AT_MOST,
  type Command,
  current,
  decide,
  evolve,
  initial,
  type Kind,
  machine,
  type State,
} from "./memberships.ts"
import { turnover } from "./turnover.ts"

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
] as const)("as %s one is in at most %i open files at once", (kind, most) => {
  expect(AT_MOST[kind]).toBe(most)
  const full = after(...Array.from({ length: most }, (_, index) => join(`f${index}`, kind)))
  expect(refusal(full, join("another", kind))).toBe("InAnotherFile")
  const left = Result.getOrThrow(decide(leave("f0"), full)).reduce(evolve, full)
  expect(refusal(left, join("another", kind))).toBe("accepted")
})

it("nobody is in one file twice, in whatever role", () => {
  expect(refusal(after(join("f")), join("f", "Child"))).toBe("InAnotherFile")
})

it("a role in one file does not stand in the way of another role elsewhere", () => {
  expect(refusal(after(join("f", "Child")), join("g"))).toBe("accepted")
})

it("what is over stays listed, with its days, and one may come back", () => {
  const state = after(join("f"), leave("f"), join("f"))
  expect(state.memberships).toEqual([
    { file: "f", kind: "Adult", since, until },
    { file: "f", kind: "Adult", since, until: null },
  ])
  expect(current(state)).toHaveLength(1)
})

it("nobody leaves a file they are not in", () => {
  expect(refusal(after(join("f")), leave("g"))).toBe("NotInThatFile")
  expect(refusal(after(join("f"), leave("f")), leave("f"))).toBe("NotInThatFile")
})

it("keeps the laws of machines", () => {
  const alphabet = ({ memberships }: State) =>
    memberships.length > 3 ? [leave("f"), leave("g")] : [join("f"), join("g", "Child"), leave("f"), leave("g")]
  for (const { broken, name } of machineLaws(machine, alphabet)) expect([name, broken]).toEqual([name, []])
})

it("holder and spouse who change places neither leave nor join; a child who leaves does", () => {
  const before = fileAfter(order.open(), order.formCouple(), order.addChild())
  const swapped = stateAfter(
    order.open(),
    order.formCouple(),
    order.addChild(),
    order.changeHolder({ cause: "Agreement" }),
  )
  expect(turnover(before, swapped)).toEqual([])
  const left = stateAfter(order.open(), order.formCouple(), order.addChild(), order.removeMember({ person: "cleo" }))
  expect(turnover(before, left)).toEqual([{ person: "cleo", left: until, joined: null }])
})

it("a dependant who comes to hold the file leaves as one and joins as its adult", () => {
  const before = fileAfter(order.open(), order.addDependant())
  const held = stateAfter(order.open(), order.addDependant(), order.changeHolder({ to: "dora", cause: "HolderLeft" }))
  expect(turnover(before, held)).toEqual([
    { person: "ada", left: until, joined: null },
    { person: "dora", left: until, joined: { kind: "Adult", since: until } },
  ])
})

it("everybody leaves a file that closes, and whoever opens one joins it", () => {
  const closed = stateAfter(order.open(), order.formCouple(), order.close())
  expect(turnover(fileAfter(order.open(), order.formCouple()), closed).map(({ person }) => person)).toEqual([
    "ada",
    "bob",
  ])
  expect(turnover({ _tag: "NotOpened" }, fileAfter(order.open()))).toMatchObject([
    { person: "ada", left: null, joined: { kind: "Adult", since } },
  ])
})

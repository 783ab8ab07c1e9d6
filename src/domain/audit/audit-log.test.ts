import * as Result from "effect/Result"
import { expect, it } from "vitest"
import { machineLaws } from "../../testing/machine.laws.ts"
import { actions } from "../rights/rights.ts"
import {
  type Command,
  decide,
  evolve,
  initial,
  isVisibleTo,
  machine,
  recordableActions,
  type State,
} from "./audit-log.ts"

const record = (command: string): Command => ({
  _tag: "Record",
  command,
  actor: "bob",
  onBehalfOf: "ada",
  action: "ViewFile",
  reference: null,
  rule: "file.view",
  at: 1,
})
const after = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)

it("deeds are counted from 1, and the latest ten are at hand", () => {
  const state = after(...Array.from({ length: 12 }, (_, index) => record(`c${index}`)))
  expect(state.count).toBe(12)
  expect(state.latest.map(({ number }) => number)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
})

it("keeps the laws of machines", () => {
  const alphabet = ({ count }: State) => (count < 3 ? [record("c")] : [])
  for (const { broken, name } of machineLaws(machine, alphabet)) expect([name, broken]).toEqual([name, []])
})

it.each([
  ["ViewFile", true],
  ["MakeHouseholdProcedure", true],
  ["AnswerFundRequest", true],
  ["WriteToFund", false],
  ["ClaimIndividualBenefit", false],
  ["ViewOwnData", false],
  ["toString", false],
  ["NoLongerAnAction", false],
] as const)("%s by somebody else is shown to who may view the file: %s", (action, shown) => {
  const deed = { action, actor: "bob" }
  expect(isVisibleTo(deed, { person: "ada", mayViewFile: true })).toBe(shown)
  expect(isVisibleTo(deed, { person: "ada", mayViewFile: false })).toBe(false)
  expect(isVisibleTo(deed, { person: "bob", mayViewFile: false })).toBe(true)
})

it("what is performed is an action that rights know", () => {
  for (const action of recordableActions) expect(actions).toContain(action)
})

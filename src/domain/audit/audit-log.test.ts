import * as Result from "effect/Result"
import { expect, it } from "vitest"
import { deciderLaws } from "../../testing/laws/decider.ts"
import { actions } from "../rights/rights.ts"
import {
  type Command,
  decide,
  evolve,
  initial,
  isVisibleTo,
  recordableActions,
  register,
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

it("numbers the action records from 1", () => {
  const commands = ["c1", "c2", "c3"].map(record)
  const recorded: Array<number> = []
  commands.reduce((state, command) => {
    const events = Result.getOrThrow(decide(command, state))
    recorded.push(...events.map(({ number }) => number))
    return events.reduce(evolve, state)
  }, initial)
  expect(recorded).toEqual([1, 2, 3])
  expect(after(...commands)).toEqual({ _tag: "Recording", count: 3 })
})

it("follows the laws of deciders", () => {
  const alphabet = ({ count }: State) => (count < 3 ? [record("c")] : [])
  for (const { broken, name } of deciderLaws(register, alphabet)) expect([name, broken]).toEqual([name, []])
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
] as const)("shows %s of another member to a person who may view the file: %s", (action, isVisible) => {
  const byBob = { action, actor: "bob", onBehalfOf: null }
  expect(isVisibleTo(byBob, { person: "ada", mayViewFile: true })).toBe(isVisible)
  expect(isVisibleTo(byBob, { person: "ada", mayViewFile: false })).toBe(false)
  expect(isVisibleTo(byBob, { person: "bob", mayViewFile: false })).toBe(true)
})

it("shows a person what others did on their behalf, whether they may view the file or not", () => {
  const forAda = { action: "WriteToFund", actor: "bob", onBehalfOf: "ada" }
  expect(isVisibleTo(forAda, { person: "ada", mayViewFile: false })).toBe(true)
  expect(isVisibleTo(forAda, { person: "eve", mayViewFile: true })).toBe(false)
})

it("records only actions of the matrix of rights", () => {
  for (const action of recordableActions) expect(actions).toContain(action)
})

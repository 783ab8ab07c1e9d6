import * as Result from "effect/Result"
import { expect, it } from "vitest"
import { machineLaws } from "../../testing/machine.laws.ts"
import { type Command, decide, devicePolicies, evolve, initial, machine, remembered, type State } from "./device.ts"

const remember: Command = { _tag: "Remember", person: "p", hash: "h", policy: devicePolicies.standard, at: 0 }
const forget: Command = { _tag: "Forget", at: 1 }
const stateAfter = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)

const YEAR = 365 * 24 * 60 * 60_000

it.each([
  ["h", 0, "p"],
  ["h", YEAR - 1, "p"],
  ["h", YEAR, null],
  ["g", 0, null],
])("with %j at %i ms it remembers %j", (hash, at, person) => {
  expect(remembered(stateAfter(remember), hash, at)).toBe(person)
})

it("forgets for good", () => {
  const forgotten = stateAfter(remember, forget)
  expect(remembered(forgotten, "h", 2)).toBeNull()
  expect(Result.isFailure(decide(remember, forgotten))).toBe(true)
})

it.each(machineLaws(machine, () => [remember, forget]))("the machine $name", ({ broken }) => {
  expect(broken).toEqual([])
})

import * as Result from "effect/Result"
import { expect, it } from "vitest"
import { deciderLaws } from "../../testing/laws/decider.ts"
import {
  type Command,
  decide,
  devicePolicies,
  evolve,
  initial,
  machine,
  rememberedPerson,
  type State,
} from "./device.ts"

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
])("a device with the hash %j at %i ms remembers %j", (hash, at, person) => {
  expect(rememberedPerson(stateAfter(remember), hash, at)).toBe(person)
})

it("a device that forgot its person cannot remember again", () => {
  const forgotten = stateAfter(remember, forget)
  expect(rememberedPerson(forgotten, "h", 2)).toBeNull()
  expect(Result.isFailure(decide(remember, forgotten))).toBe(true)
})

it.each(deciderLaws(machine, () => [remember, forget]))("the state machine of a device $name", ({ broken }) => {
  expect(broken).toEqual([])
})

import * as Result from "effect/Result"
import { expect, it } from "vitest"
import { type Command, decide, devicePolicies, evolve, initial, remembering, remembers, type State } from "./device.ts"

const policy = { ...devicePolicies.standard, mostDevices: 3 }
const remember = (hash: string, at = 0): Command => ({ _tag: "Remember", hash, policy, at })
const forget = (hash: string, at = 1): Command => ({ _tag: "Forget", hash, at })
const stateAfter = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)

const YEAR = 365 * 24 * 60 * 60_000

it.each([
  ["h", 0, true],
  ["h", YEAR - 1, true],
  ["h", YEAR, false],
  ["g", 0, false],
])("a browser with the hash %j at %i ms remembers: %s", (hash, at, expected) => {
  expect(remembers(stateAfter(remember("h")), hash, at)).toBe(expected)
})

it("a browser that forgot does not remember, and others do", () => {
  const forgotten = stateAfter(remember("h"), remember("g"), forget("h"))
  expect(["h", "g"].map((hash) => remembers(forgotten, hash, 2))).toEqual([false, true])
  expect(Result.isFailure(decide(forget("h"), forgotten))).toBe(true)
})

it("a new browser replaces the one that was remembered first, and the state never grows", () => {
  const hashes = Array.from({ length: 500 }, (_, index) => `h${index}`)
  const full = stateAfter(...hashes.map((hash) => remember(hash)))
  expect(hashes.filter((hash) => remembers(full, hash, 1))).toEqual(["h497", "h498", "h499"])
  expect(full.devices).toHaveLength(3)
})

it("a browser whose time is over takes no place", () => {
  const state = stateAfter(remember("a"), remember("b", 1), remember("c", 2), remember("d", YEAR))
  expect(state.devices.map(({ hash }) => hash)).toEqual(["b", "c", "d"])
})

it("a browser has a number that no later browser gets, and is revoked by it", () => {
  const state = stateAfter(remember("a"), remember("b"), { _tag: "Revoke", number: 2, at: 1 }, remember("c", 2))
  expect(remembering(state, 3).map(({ hash, number }) => [hash, number])).toEqual([
    ["a", 1],
    ["c", 3],
  ])
  expect(Result.isFailure(decide({ _tag: "Revoke", number: 2, at: 3 }, state))).toBe(true)
})

it("browsers that were stored without a number have that of their place, before and after the next change", () => {
  const stored: State = { _tag: "Recorded", devices: ["a", "b"].map((hash) => ({ hash, until: YEAR })) }
  const numbers = (state: State) => remembering(state, 1).map(({ hash, number }) => `${hash}${number}`)
  expect(numbers(stored)).toEqual(["a1", "b2"])
  const changed = Result.getOrThrow(decide({ _tag: "Revoke", number: 1, at: 1 }, stored)).reduce(evolve, stored)
  const added = Result.getOrThrow(decide(remember("c", 1), changed)).reduce(evolve, changed)
  expect(numbers(added)).toEqual(["b2", "c3"])
})

it("all browsers forget at once, and nothing happens where none remembers", () => {
  const forgetAll: Command = { _tag: "ForgetAll", cause: "PasswordChanged", at: 1 }
  expect(stateAfter(remember("a"), remember("b"), forgetAll).devices).toEqual([])
  expect(Result.getOrThrow(decide(forgetAll, initial))).toEqual([])
})

import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { machineLaws } from "../../testing/machine.laws.ts"
import {
  type Command,
  decide,
  evolve,
  find,
  initial,
  isWorthNoting,
  knew,
  machine,
  open,
  type State,
  sessionPolicies,
} from "./sessions.ts"

const policy = { ...sessionPolicies.standard, idleMinutes: 10, longestMinutes: 60, atMost: 3 }
const MINUTE = 60_000
const opened = (hash: string, at = 0): Command => ({ _tag: "Open", hash, policy, at })
const note = (hash: string, at: number): Command => ({ _tag: "Note", hash, policy, at })
const end = (number: number, at = 1): Command => ({ _tag: "End", number, cause: "Revoked", at })
const endAll = (except: string | null, at = 1): Command => ({ _tag: "EndAll", except, cause: "PasswordChanged", at })

const stateAfter = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)
const refusal = (state: State, command: Command) =>
  Result.match(decide(command, state), { onFailure: ({ _tag }) => _tag, onSuccess: () => "accepted" })
const hashes = (state: State, at: number) => open(state, at).map(({ hash }) => hash)

describe("a session", () => {
  it.each([
    [10 * MINUTE - 1, true],
    [10 * MINUTE, false],
  ])("that is not used is good at %i ms: %s", (at, good) => {
    expect(find(stateAfter(opened("a")), "a", at) !== undefined).toBe(good)
    expect(refusal(stateAfter(opened("a")), note("a", at))).toBe(good ? "accepted" : "SessionOver")
  })

  it("lives on by being used, and not longer than its longest", () => {
    const used = [8, 16, 24, 32, 40, 48, 56].map((minute) => note("a", minute * MINUTE))
    const state = stateAfter(opened("a"), ...used)
    expect(find(state, "a", 60 * MINUTE - 1)).toBeDefined()
    expect(find(state, "a", 60 * MINUTE)).toBeUndefined()
  })

  it("ends alone, or with all others, or with all but the one that asks", () => {
    const three = [opened("a"), opened("b"), opened("c")]
    expect(hashes(stateAfter(...three, end(2)), 1)).toEqual(["a", "c"])
    expect(hashes(stateAfter(...three, endAll("b")), 1)).toEqual(["b"])
    expect(hashes(stateAfter(...three, endAll(null)), 1)).toEqual([])
    expect(refusal(stateAfter(...three, end(2)), end(2))).toBe("SessionOver")
    expect(refusal(stateAfter(...three), end(4))).toBe("SessionOver")
  })

  it("has a number that never comes twice", () => {
    const state = stateAfter(opened("a"), opened("b"), endAll(null), opened("c"))
    expect(open(state, 1).map(({ number }) => number)).toEqual([3])
  })

  it("that was ended is known for a while, and opens nothing", () => {
    const state = stateAfter(opened("a"), endAll(null))
    expect([knew(state, "a"), knew(state, "b"), find(state, "a", 1)]).toEqual([true, false, undefined])
  })

  it("of too many that was used least gives way to a new one", () => {
    const state = stateAfter(opened("a"), opened("b", 1), opened("c", 2), note("a", 3), opened("d", 4))
    expect(hashes(state, 5)).toEqual(["a", "c", "d"])
  })

  it("may be the only one there is", () => {
    const only = (hash: string, at: number): Command => ({ _tag: "Open", hash, policy: { ...policy, atMost: 1 }, at })
    expect(hashes(stateAfter(only("a", 0), only("b", 1)), 2)).toEqual(["b"])
  })

  it("is noted once in a while", () => {
    const session = find(stateAfter(opened("a")), "a", 1)
    expect(session && isWorthNoting(session, policy, MINUTE - 1)).toBe(false)
    expect(session && isWorthNoting(session, policy, MINUTE)).toBe(true)
  })
})

it("whatever happens, nobody has more than the policy allows, and none outlives its ends", () => {
  const command = fc.oneof(
    fc.constantFrom("a", "b", "c", "d", "e").map((hash) => (at: number) => opened(hash + at, at)),
    fc.nat(6).map((number) => (at: number) => end(number, at)),
    fc.constant((at: number) => endAll(null, at)),
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(command, fc.nat(20 * MINUTE)), { maxLength: 40 }), (steps) => {
      let [state, at] = [initial, 0]
      for (const [make, passes] of steps) {
        at += passes
        const answer = decide(make(at), state)
        if (Result.isSuccess(answer)) state = answer.success.reduce(evolve, state)
        const good = open(state, at)
        expect(good.length).toBeLessThanOrEqual(policy.atMost)
        expect(good.every(({ opened, seen }) => at < opened + 60 * MINUTE && at < seen + 10 * MINUTE)).toBe(true)
      }
    }),
    { seed: 20261123, numRuns: 300 },
  )
})

const alphabet = (state: State): ReadonlyArray<Command> =>
  state.count > 2 ? [] : [opened("a"), opened("b"), note("a", 1), end(1), end(2), endAll("a"), endAll(null)]

it.each(machineLaws(machine, alphabet))("the machine $name", ({ broken }) => {
  expect(broken).toEqual([])
})

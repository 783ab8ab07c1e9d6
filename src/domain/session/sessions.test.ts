import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { deciderLaws } from "../../testing/laws/decider.ts"
import {
  type Command,
  decide,
  evolve,
  find,
  initial,
  mustRecordUse,
  open,
  register,
  type State,
  sessionPolicies,
  wasOpenRecently,
} from "./sessions.ts"

const policy = { ...sessionPolicies.standard, idleMinutes: 10, longestMinutes: 60, mostSessions: 3 }
const MINUTE = 60_000
const opened = (hash: string, at = 0): Command => ({ _tag: "Open", hash, policy, at })
const use = (hash: string, at: number): Command => ({ _tag: "RecordUse", hash, policy, at })
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
  ])("without use is open at %i ms: %s", (at, isOpen) => {
    expect(find(stateAfter(opened("a")), "a", at) !== undefined).toBe(isOpen)
    expect(refusal(stateAfter(opened("a")), use("a", at))).toBe(isOpen ? "accepted" : "SessionOver")
  })

  it("stays open while it is used, up to its longest life", () => {
    const used = [8, 16, 24, 32, 40, 48, 56].map((minute) => use("a", minute * MINUTE))
    const state = stateAfter(opened("a"), ...used)
    expect(find(state, "a", 60 * MINUTE - 1)).toBeDefined()
    expect(find(state, "a", 60 * MINUTE)).toBeUndefined()
  })

  it("ends alone, with all others, or with all except the one that requests it", () => {
    const three = [opened("a"), opened("b"), opened("c")]
    expect(hashes(stateAfter(...three, end(2)), 1)).toEqual(["a", "c"])
    expect(hashes(stateAfter(...three, endAll("b")), 1)).toEqual(["b"])
    expect(hashes(stateAfter(...three, endAll(null)), 1)).toEqual([])
    expect(refusal(stateAfter(...three, end(2)), end(2))).toBe("SessionOver")
    expect(refusal(stateAfter(...three), end(4))).toBe("SessionOver")
  })

  it("has a number that is never used again", () => {
    const state = stateAfter(opened("a"), opened("b"), endAll(null), opened("c"))
    expect(open(state, 1).map(({ number }) => number)).toEqual([3])
  })

  it("that ended is recognised for a while, and is not open", () => {
    const state = stateAfter(opened("a"), endAll(null))
    expect([wasOpenRecently(state, "a"), wasOpenRecently(state, "b"), find(state, "a", 1)]).toEqual([
      true,
      false,
      undefined,
    ])
  })

  it("that was not used for the longest time is replaced when there are too many", () => {
    const state = stateAfter(opened("a"), opened("b", 1), opened("c", 2), use("a", 3), opened("d", 4))
    expect(hashes(state, 5)).toEqual(["a", "c", "d"])
  })

  it("is replaced by the next one if the policy allows only one", () => {
    const only = (hash: string, at: number): Command => ({
      _tag: "Open",
      hash,
      policy: { ...policy, mostSessions: 1 },
      at,
    })
    expect(hashes(stateAfter(only("a", 0), only("b", 1)), 2)).toEqual(["b"])
  })

  it("records a use at most once in the time of the policy", () => {
    const session = find(stateAfter(opened("a")), "a", 1)
    expect(session && mustRecordUse(session, policy, MINUTE - 1)).toBe(false)
    expect(session && mustRecordUse(session, policy, MINUTE)).toBe(true)
  })
})

it("never exceeds the number and the times of the policy, for any sequence of commands", () => {
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
        const current = open(state, at)
        expect(current.length).toBeLessThanOrEqual(policy.mostSessions)
        expect(current.every(({ lastUsed, opened }) => at < opened + 60 * MINUTE && at < lastUsed + 10 * MINUTE)).toBe(
          true,
        )
      }
    }),
    { seed: 20261123, numRuns: 300 },
  )
})

const alphabet = (state: State): ReadonlyArray<Command> =>
  state.count > 2 ? [] : [opened("a"), opened("b"), use("a", 1), end(1), end(2), endAll("a"), endAll(null)]

it.each(deciderLaws(register, alphabet))("the register of sessions $name", ({ broken }) => {
  expect(broken).toEqual([])
})

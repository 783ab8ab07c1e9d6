import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { type Command, decide, evolve, initial, isAnnounced, lockOutPolicies, type State } from "./lock-out.ts"

const policy = lockOutPolicies.cnil

/** As if every wait were over. */
const without = { ...policy, failuresBeforeWait: 100 }
const apply = (state: State, command: Command): State => Result.getOrThrow(decide(command, state)).reduce(evolve, state)
const reserve = (at: number): Command => ({ _tag: "Reserve", attempt: `a${at}`, policy: without, at })
const failures = (count: number): State => Array.from({ length: count }, (_, at) => reserve(at)).reduce(apply, initial)

describe("a wrong attempt", () => {
  const announced = (count: number, attempt: number) => isAnnounced(failures(count), `a${attempt}`, policy)

  it.each([
    [4, 3, false],
    [5, 4, true],
    [6, 5, false],
    // Another attempt was reserved before this one was found to be wrong.
    [6, 4, true],
    [5, 7, false],
  ])("among %i failures, at place %i, is announced: %s", (count, attempt, expected) => {
    expect(announced(count, attempt)).toBe(expected)
  })

  it.each([
    [99, false],
    [100, true],
  ])("that is the %ith in a row is announced: %s", (inARow, expected) => {
    const state: State = { ...failures(10), inARow }
    expect(isAnnounced(state, "a9", policy)).toBe(expected)
  })

  it("after a success starts to count again", () => {
    const succeeded = apply(failures(4), { _tag: "Succeed", attempt: "a3", at: 1 })
    const again = [5, 6, 7, 8, 9].reduce((state, at) => apply(state, reserve(at)), succeeded)
    expect([8, 9].map((at) => isAnnounced(again, `a${at}`, policy))).toEqual([false, true])
  })
})

import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import {
  type Command,
  decide,
  evolve,
  initial,
  lockOutPolicies,
  type State,
  UNDECIDED_MILLIS,
  waitsUntil,
} from "./lock-out.ts"

const policy = lockOutPolicies.cnil

const apply = (state: State, command: Command): State =>
  Result.match(decide(command, state), { onFailure: () => state, onSuccess: (events) => events.reduce(evolve, state) })

const reserve = (at: number, attempt = `a${at}`): Command => ({ _tag: "Reserve", attempt, policy, at })

describe("attempts under way", () => {
  const refusal = (state: State, at: number) =>
    Result.match(decide(reserve(at, "next"), state), { onFailure: ({ _tag }) => _tag, onSuccess: () => "Reserved" })
  const five = ["a", "b", "c", "d", "e"].reduce((state, attempt) => apply(state, reserve(0, attempt)), initial)
  const fail = (state: State, attempt: string) => apply(state, { _tag: "Fail", attempt, at: 1 })

  it("let the next caller ask again, until each of them is decided", () => {
    const four = ["a", "b", "c", "d"].reduce(fail, five)
    expect([refusal(five, 1), refusal(four, 1), refusal(fail(four, "e"), 1)]).toEqual([
      "OthersUnderWay",
      "OthersUnderWay",
      "Waiting",
    ])
    expect(refusal(apply(four, { _tag: "Succeed", attempt: "e", at: 1 }), 1)).toBe("Reserved")
    expect(refusal(apply(four, { _tag: "Refund", attempt: "e", at: 1 }), 1)).toBe("Reserved")
  })

  it.each([
    [UNDECIDED_MILLIS - 1, "OthersUnderWay"],
    [UNDECIDED_MILLIS, "Waiting"],
  ])("belong to a process that was killed after a minute: at %i ms the answer is %s", (at, expected) => {
    expect(refusal(five, at)).toBe(expected)
  })

  it("count as failures meanwhile, so that parallel guesses do not exceed a limit", () => {
    expect(waitsUntil(five, policy, 1)).toBe(waitsUntil(["a", "b", "c", "d", "e"].reduce(fail, five), policy, 1))
  })

  it("are decided in states that were stored before it was recorded", () => {
    const stored = Array.from({ length: 5 }, (_, index) => ({ attempt: `a${index}`, at: 0, cleared: false }))
    expect(refusal({ _tag: "Counting", failures: stored }, 1)).toBe("Waiting")
  })
})

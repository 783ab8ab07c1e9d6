import * as Result from "effect/Result"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { deciderLaws } from "../../testing/laws/decider.ts"
import {
  type Command,
  decide,
  evolve,
  initial,
  lockOutPolicies,
  policyFor,
  register,
  type State,
  waitAfter,
  waitsUntil,
} from "./lock-out.ts"

const policy = lockOutPolicies.cnil
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const apply = (state: State, command: Command): State =>
  Result.match(decide(command, state), { onFailure: () => state, onSuccess: (events) => events.reduce(evolve, state) })

const reserve = (at: number, attempt = `a${at}`): Command => ({ _tag: "Reserve", attempt, policy, at })
const isAllowed = (state: State, at: number) => Result.isSuccess(decide(reserve(at), state))

/** A number of failures, each as early as it is allowed. */
const failures = (count: number): { state: State; at: ReadonlyArray<number> } => {
  let state = initial
  const at: Array<number> = []
  for (let index = 0; index < count; index += 1) {
    const next = Math.max(waitsUntil(state, policy, at.at(-1) ?? 0), at.at(-1) ?? 0)
    state = apply(state, reserve(next, `a${index}`))
    at.push(next)
  }
  return { state, at }
}

describe("the wait after wrong passwords", () => {
  it("doubles from 2 minutes after the 5th failure up to 90 minutes", () => {
    const minutes = [4, 5, 6, 7, 8, 9, 10, 11, 12, 25].map((count) => waitAfter(count, policy) / MINUTE)
    expect(minutes).toEqual([0, 2, 4, 8, 16, 32, 64, 90, 90, 90])
  })

  it("begins with the 5th failure, not with the 4th", () => {
    expect(isAllowed(failures(4).state, 0)).toBe(true)
    expect(isAllowed(failures(5).state, 0)).toBe(false)
  })

  it.each([
    [2 * MINUTE - 1, false],
    [2 * MINUTE, true],
  ])("ends on time: %i ms after the 5th failure an attempt is allowed: %s", (at, allowed) => {
    expect(isAllowed(failures(5).state, at)).toBe(allowed)
  })

  it("does not begin before the 5th failure, even if another process with a fast clock recorded the failures", () => {
    const ahead = [1, 2, 3, 4].reduce((state, at) => apply(state, reserve(5_000 + at)), initial)
    expect(ahead.failures).toHaveLength(4)
    expect(isAllowed(ahead, 0)).toBe(true)
    expect(isAllowed(apply(ahead, reserve(0)), 0)).toBe(false)
  })

  it("allows exactly 25 failures in the first day to a person who tries as often as possible", () => {
    expect(failures(30).at.filter((at) => at < DAY)).toHaveLength(25)
  })

  it("ends without a success: after a day without attempts the next failure is a first one", () => {
    const later = (failures(12).at.at(-1) as number) + DAY + 1
    const again = apply(failures(12).state, reserve(later))
    expect(isAllowed(again, later + 1)).toBe(true)
  })
})

describe("a right password", () => {
  it("ends the waits and removes its own reservation", () => {
    const wrong4 = failures(4).state
    const state = apply(apply(wrong4, reserve(1, "right")), { _tag: "Succeed", attempt: "right", at: 2 })
    expect(state.failures).toHaveLength(4)
    expect(waitsUntil(state, policy, 3)).toBeLessThanOrEqual(3)
    expect(isAllowed(apply(state, reserve(3)), 4)).toBe(true)
  })

  it("does not remove earlier failures from the 25 a day", () => {
    let state = initial
    for (let index = 0; index < 25; index += 1) {
      state = apply(state, reserve(index * 10, `wrong${index}`))
      if (index < 24) {
        state = apply(state, reserve(index * 10 + 1, `right${index}`))
        state = apply(state, { _tag: "Succeed", attempt: `right${index}`, at: index * 10 + 2 })
      }
    }
    expect(state.failures).toHaveLength(25)
    expect(isAllowed(state, DAY)).toBe(false)
    expect(isAllowed(state, DAY + 1)).toBe(true)
  })
})

/** A person who makes wrong attempts as early as allowed, until the counter is full; then the state and the count. */
const exhausted = () => {
  let state = initial
  let at = 0
  let count = 0
  while (count < 1_000) {
    at = Math.max(at, waitsUntil(state, policy, at))
    if (!isAllowed(state, at)) break
    state = apply(state, reserve(at, `a${count}`))
    count += 1
  }
  return { state, at, count }
}

describe("the cap on failures in a row", () => {
  it("is 100 (NIST SP 800-63B-4, 3.2.2), and no time lifts it", () => {
    const { at, count, state } = exhausted()
    expect(count).toBe(100)
    const later = decide(reserve(at + 1_000 * DAY), state)
    expect(Result.isFailure(later) && later.failure._tag).toBe("TooManyFailures")
  })

  it("starts again after a success, and after a clearing", () => {
    const after99 = Array.from({ length: 99 }).reduce(
      (state: State, _, index) => apply(state, reserve(index * 2 * 60 * MINUTE, `b${index}`)),
      initial,
    )
    const later = 99 * 2 * 60 * MINUTE
    const success = apply(apply(after99, reserve(later, "right")), { _tag: "Succeed", attempt: "right", at: later })
    expect(isAllowed(apply(success, reserve(later, "next")), later)).toBe(true)
    const { at, state } = exhausted()
    const cleared = apply(state, { _tag: "Clear", at })
    expect(cleared).toEqual(initial)
    expect(isAllowed(cleared, at)).toBe(true)
  })

  it("does not count an attempt that was refunded, and a refund takes nothing from a later count", () => {
    const { at, state } = exhausted()
    const refunded = apply(state, { _tag: "Refund", attempt: "a99", at })
    expect(refunded.inARow).toBe(99)
    const cleared = apply(apply(state, { _tag: "Clear", at }), reserve(at, "next"))
    expect(apply(cleared, { _tag: "Refund", attempt: "a99", at }).inARow).toBe(1)
  })

  it("counts states that were stored before it was counted", () => {
    expect(apply({ _tag: "Counting", failures: [] }, reserve(0)).inARow).toBe(1)
  })
})

it("divides the failures of a day between strangers and the account holder's browsers, 15 and 10 of 25", () => {
  const perDay = (["Stranger", "Known"] as const).map((caller) => policyFor(caller, policy).failuresPerDay)
  expect(perDay).toEqual([15, 10])
  expect(perDay.reduce((sum, part) => sum + part)).toBe(policy.failuresPerDay)
})

it("an attempt that could not be verified does not count after its refund", () => {
  const state = apply(apply(failures(4).state, reserve(1, "down")), { _tag: "Refund", attempt: "down", at: 2 })
  expect(state).toEqual(failures(4).state)
  expect(state.inARow).toBe(4)
})

/** Attempts on one identifier over several days: right, wrong or unverifiable, answered at once or later. */
const attempts = fc.array(
  fc.record({
    pause: fc.oneof(
      { weight: 3, arbitrary: fc.constant(0) },
      { weight: 5, arbitrary: fc.integer({ min: 1, max: 3 * MINUTE }) },
      { weight: 4, arbitrary: fc.integer({ min: 1, max: 100 * MINUTE }) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 26 * 60 * MINUTE }) },
    ),
    /** A patient attacker waits exactly as long as required. */
    waits: fc.boolean(),
    outcome: fc.oneof(
      { weight: 30, arbitrary: fc.constant("Wrong" as const) },
      { weight: 2, arbitrary: fc.constant("Succeed" as const) },
      { weight: 1, arbitrary: fc.constant("Refund" as const) },
    ),
    /** The number of further attempts that begin before this one is answered. */
    answeredAfter: fc.nat({ max: 3 }),
  }),
  { minLength: 30, maxLength: 120, size: "max" },
)

// Leaflet: invariant.5
it("never verifies more than 25 wrong passwords in any 24 hours, for any timing of the attempts", () => {
  let fullest = 0
  fc.assert(
    fc.property(attempts, fc.constantFrom("mixed", "patient"), (steps, attacker) => {
      let state = initial
      let at = 0
      const verifiedWrong: Array<number> = []
      let open: Array<{ left: number; command: Command }> = []
      for (const [index, { answeredAfter, outcome, pause, waits }] of steps.entries()) {
        if (attacker === "mixed") at += pause
        if (attacker === "patient" || waits) at = Math.max(at, waitsUntil(state, policy, at))
        const attempt = `a${index}`
        if (isAllowed(state, at)) {
          state = apply(state, reserve(at, attempt))
          if (outcome === "Wrong") verifiedWrong.push(at)
          else open.push({ left: answeredAfter, command: { _tag: outcome, attempt, at } })
        }
        for (const { command, left } of open) if (left === 0) state = apply(state, command)
        open = open.filter(({ left }) => left > 0).map(({ command, left }) => ({ left: left - 1, command }))
      }
      for (const from of verifiedWrong) {
        const inADay = verifiedWrong.filter((time) => time >= from && time <= from + DAY).length
        fullest = Math.max(fullest, inADay)
        if (inADay > policy.failuresPerDay) return false
      }
      return true
    }),
    { numRuns: 2_000 * Number(process.env["LONG"] ?? 1), seed: 20_261_123 },
  )
  // A lock-out that never ends would pass too: these timings reach the limit.
  expect(fullest).toBe(policy.failuresPerDay)
}, 900_000)

const small = { ...policy, failuresBeforeWait: 1, failuresPerDay: 2, failuresInARow: 3 }
const alphabet = (): ReadonlyArray<Command> =>
  [0, 2 * MINUTE, 2 * DAY].flatMap(
    (at): ReadonlyArray<Command> => [
      { _tag: "Reserve", attempt: "a", policy: small, at },
      { _tag: "Reserve", attempt: "b", policy: small, at },
      { _tag: "Succeed", attempt: "a", at },
      { _tag: "Fail", attempt: "a", at },
      { _tag: "Refund", attempt: "b", at },
      { _tag: "Clear", at },
      { _tag: "Inherit", failures: [], inARow: 0, at },
    ],
  )

it.each(deciderLaws(register, alphabet))("the register of attempts $name", ({ broken }) => {
  expect(broken).toEqual([])
})

import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { deciderLaws, explore } from "../../testing/laws/decider.ts"
import {
  type Command,
  decide,
  evolve,
  initial,
  machine,
  mayResend,
  resendAt,
  type State,
  triesLeft,
  worksFor,
} from "./challenge.ts"
import { codePolicies } from "./code-policy.ts"
import { codeProgress } from "./progress.ts"

const policy = codePolicies.standard
const MINUTE = 60_000
const issue: Command = { _tag: "Issue", challenge: "c1", contact: "x", nonce: "n1", policy, at: 0 }

/** The state after these commands, in order. A refused command fails the test. */
const stateAfter = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)

const outcome = (state: State, command: Command) =>
  Result.match(decide(command, state), { onFailure: ({ _tag }) => _tag, onSuccess: () => "accepted" })

const wrong = (at: number): Command => ({ _tag: "Enter", comparison: "Wrong", at })
const right = (at: number): Command => ({ _tag: "Enter", comparison: "Current", at })
const resend = (at: number, nonce = `n${at}`): Command => ({ _tag: "Resend", nonce, at })

describe("a code", () => {
  it.each([
    [10 * MINUTE - 1, "accepted"],
    [10 * MINUTE, "CodeExpired"],
  ])("expires after ten minutes: at %i ms it is %s", (at, expected) => {
    expect(outcome(stateAfter(issue), right(at))).toBe(expected)
  })

  it("is accepted once", () => {
    expect(stateAfter(issue, right(1))._tag).toBe("Proved")
    expect(outcome(stateAfter(issue, right(1)), right(2))).toBe("NotAllowed")
  })

  it("works for ten minutes from a resend", () => {
    const resent = stateAfter(issue, resend(9 * MINUTE))
    expect(outcome(resent, right(19 * MINUTE - 1))).toBe("accepted")
    expect(outcome(resent, right(19 * MINUTE))).toBe("CodeExpired")
  })

  it("can be sent again after it has expired", () => {
    expect(stateAfter(issue, resend(11 * MINUTE))._tag).toBe("Open")
  })
})

describe("the tries of a challenge", () => {
  it("are five: the fifth wrong code exhausts the challenge, and the fourth does not", () => {
    expect(stateAfter(issue, wrong(1), wrong(2), wrong(3), wrong(4))).toMatchObject({ _tag: "Open", tries: 4 })
    const exhausted = stateAfter(issue, wrong(1), wrong(2), wrong(3), wrong(4), wrong(5))
    expect(exhausted._tag).toBe("Exhausted")
    expect(outcome(exhausted, right(6))).toBe("CodeExhausted")
  })

  it("are not refilled by a resend", () => {
    const four = stateAfter(issue, wrong(1), wrong(2), wrong(3), wrong(4), resend(2 * MINUTE))
    expect(stateAfter(issue, wrong(1), wrong(2), wrong(3), wrong(4), resend(2 * MINUTE), wrong(2 * MINUTE))._tag).toBe(
      "Exhausted",
    )
    expect(outcome(four, right(2 * MINUTE))).toBe("accepted")
  })

  it("count neither a superseded code nor an expired one", () => {
    const resent = stateAfter(issue, wrong(1), resend(MINUTE))
    const answer = decide({ _tag: "Enter", comparison: "Older", at: MINUTE }, resent)
    expect(Result.isFailure(answer) && answer.failure).toMatchObject({
      _tag: "CodeSuperseded",
      current: 2,
      triesLeft: 4,
    })
    expect(outcome(stateAfter(issue), wrong(10 * MINUTE))).toBe("CodeExpired")
  })
})

describe("a resend", () => {
  it.each([
    [MINUTE - 1, "ResendTooSoon"],
    [MINUTE, "accepted"],
  ])("is accepted after one minute: at %i ms it is %s", (at, expected) => {
    expect(outcome(stateAfter(issue), resend(at))).toBe(expected)
  })

  it.each([
    [0, 60],
    [20_000, 40],
    [20_001, 40],
    [59_000, 1],
    [59_001, 1],
    [59_999, 1],
  ])("that comes too soon is refused with the time to wait: at %i ms, %i s", (at, waitSeconds) => {
    const answer = decide(resend(at), stateAfter(issue))
    expect(Result.isFailure(answer) && answer.failure).toMatchObject({ retryAt: 60_000, waitSeconds })
    expect(outcome(stateAfter(issue), resend(at + waitSeconds * 1_000))).toBe("accepted")
  })

  it("is accepted four times, so that a challenge sends five messages", () => {
    const five = stateAfter(issue, ...[1, 2, 3, 4].map((minute) => resend(minute * MINUTE)))
    expect(five).toMatchObject({ nonces: ["n1", "n60000", "n120000", "n180000", "n240000"] })
    expect(outcome(five, resend(60 * MINUTE))).toBe("ResendsExhausted")
    expect(outcome(stateAfter(issue, ...[1, 2, 3].map((minute) => resend(minute * MINUTE))), resend(60 * MINUTE))).toBe(
      "accepted",
    )
  })
})

describe("a report that a message is undeliverable", () => {
  const report = (number: number, challenge = "c1"): Command => ({
    _tag: "ReportUndeliverable",
    challenge,
    number,
    at: 1,
  })

  it("is recorded until another message is sent", () => {
    expect(stateAfter(issue, report(1))).toMatchObject({ undeliverable: true })
    expect(stateAfter(issue, report(1), resend(MINUTE))).toMatchObject({ undeliverable: false })
  })

  it("is stale after another message, for another challenge, and the second time", () => {
    expect(outcome(stateAfter(issue, resend(MINUTE)), report(1))).toBe("StaleReport")
    expect(outcome(stateAfter(issue), report(1, "c0"))).toBe("StaleReport")
    expect(outcome(stateAfter(issue, report(1)), report(1))).toBe("StaleReport")
  })
})

/** An open state, or the test fails. */
const openAfter = (...commands: ReadonlyArray<Command>) => {
  const state = stateAfter(...commands)
  if (state._tag !== "Open") throw new Error(state._tag)
  return state
}

describe("an open challenge", () => {
  it("has one try less after each wrong code, whatever the resends", () => {
    expect(triesLeft(openAfter(issue))).toBe(5)
    expect(triesLeft(openAfter(issue, wrong(1), resend(MINUTE), wrong(MINUTE)))).toBe(3)
  })

  it("accepts a resend one minute after the last message, and none after the fifth", () => {
    expect(resendAt(openAfter(issue))).toBe(MINUTE)
    const minutes = [1, 2, 3, 4].map((minute) => resend(minute * MINUTE))
    expect(resendAt(openAfter(issue, ...minutes.slice(0, 3)))).toBe(4 * MINUTE)
    expect(resendAt(openAfter(issue, ...minutes))).toBeNull()
  })

  it("answers whether it accepts a resend as the resend itself does, in every reachable state", () => {
    for (const state of explore(machine, alphabet).states) {
      for (const at of times) {
        expect(mayResend(state, at)).toBe(outcome(state, { _tag: "Resend", nonce: "n2", at }) === "accepted")
      }
    }
  })

  it("works for its own contact until it expires, and no other state works", () => {
    expect(worksFor(openAfter(issue), "x", 10 * MINUTE - 1)).toBe(true)
    expect(worksFor(openAfter(issue), "x", 10 * MINUTE)).toBe(false)
    expect(worksFor(openAfter(issue), "y", 0)).toBe(false)
    const others = [initial, stateAfter(issue, right(1)), stateAfter(issue, { _tag: "Cancel", at: 1 })]
    expect(others.filter((state) => worksFor(state, "x", 1))).toEqual([])
  })

  it("shows its progress, and a challenge that is not open shows none", () => {
    expect(codeProgress(stateAfter(issue, wrong(1), resend(MINUTE)))).toEqual({
      codeLength: 6,
      number: 2,
      triesLeft: 4,
      codeUntil: 11 * MINUTE,
      resendAt: 2 * MINUTE,
      undeliverable: false,
    })
    expect([initial, stateAfter(issue, right(1))].map(codeProgress)).toEqual([null, null])
  })
})

describe("the wrong codes of a day over all challenges", () => {
  const DAY = 24 * 60 * MINUTE
  const issueAt = (at: number): Command => ({ ...issue, wrongPerDay: 25, at }) as Command
  /** Challenges that were exhausted one after the other, one in each minute. */
  const exhausted = (count: number) =>
    stateAfter(
      ...Array.from({ length: count }, (_, index) => [
        issueAt(index * MINUTE),
        ...Array.from({ length: 5 }, (): Command => ({ _tag: "Enter", comparison: "Wrong", at: index * MINUTE })),
      ]).flat(),
    )

  it.each([
    [4, 4 * MINUTE, "accepted"],
    [5, 5 * MINUTE, "TooManyWrongCodes"],
    [5, DAY, "TooManyWrongCodes"],
    [5, DAY + 1, "accepted"],
  ])("after %i exhausted challenges, a new one at %i ms is %s", (count, at, expected) => {
    const decided = decide(issueAt(at), exhausted(count))
    expect(Result.isFailure(decided) ? decided.failure._tag : "accepted").toBe(expected)
  })

  it("are remembered by a challenge that is cancelled or proved", () => {
    for (const end of [
      { _tag: "Cancel", at: 2 },
      { _tag: "Enter", comparison: "Current", at: 2 },
    ] as const) {
      expect(stateAfter(issue, { _tag: "Enter", comparison: "Wrong", at: 1 }, end)).toMatchObject({ wrongAt: [1] })
    }
  })
})

const small = { ...policy, tries: 2, sends: 2 }
const times = [0, MINUTE, 10 * MINUTE, 20 * MINUTE]

const alphabet = (): ReadonlyArray<Command> =>
  times.flatMap(
    (at): ReadonlyArray<Command> => [
      { _tag: "Issue", challenge: "c1", contact: "x", nonce: "n1", policy: small, wrongPerDay: 4, at },
      { _tag: "Resend", nonce: "n2", at },
      { _tag: "Enter", comparison: "Current", at },
      { _tag: "Enter", comparison: "Older", at },
      { _tag: "Enter", comparison: "Wrong", at },
      { _tag: "ReportUndeliverable", challenge: "c1", number: 1, at },
      { _tag: "Cancel", at },
    ],
  )

it.each(deciderLaws(machine, alphabet))("the machine $name", ({ broken }) => {
  expect(broken).toEqual([])
})

it("stays within the tries and the messages of its policy in every reachable state", () => {
  const { states } = explore(machine, alphabet)
  const open = states.filter((state) => state._tag === "Open")
  expect(open.length).toBeGreaterThan(10)
  expect(open.filter(({ nonces, policy, tries }) => tries >= policy.tries || nonces.length > policy.sends)).toEqual([])
})

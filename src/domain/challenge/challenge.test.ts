import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { explore, machineLaws } from "../../testing/machine.laws.ts"
import { type Command, decide, evolve, initial, machine, type State } from "./challenge.ts"
import { codePolicies } from "./code-policy.ts"

const policy = codePolicies.standard
const MINUTE = 60_000
const issue: Command = { _tag: "Issue", challenge: "c1", contact: "x", nonce: "n1", policy, at: 0 }

/** Gives commands one after the other; a refused one fails the test. */
const stateAfter = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)

const refusal = (state: State, command: Command) =>
  Result.match(decide(command, state), { onFailure: ({ _tag }) => _tag, onSuccess: () => "accepted" })

const wrong = (at: number): Command => ({ _tag: "Enter", typed: "Wrong", at })
const right = (at: number): Command => ({ _tag: "Enter", typed: "Current", at })
const resend = (at: number, nonce = `n${at}`): Command => ({ _tag: "Resend", nonce, at })

describe("a code", () => {
  it.each([
    [10 * MINUTE - 1, "accepted"],
    [10 * MINUTE, "CodeExpired"],
  ])("works for ten minutes: at %i ms it is %s", (at, expected) => {
    expect(refusal(stateAfter(issue), right(at))).toBe(expected)
  })

  it("works once", () => {
    expect(stateAfter(issue, right(1))._tag).toBe("Proved")
    expect(refusal(stateAfter(issue, right(1)), right(2))).toBe("NotAllowed")
  })

  it("lives ten minutes again from the moment it is sent again", () => {
    const resent = stateAfter(issue, resend(9 * MINUTE))
    expect(refusal(resent, right(19 * MINUTE - 1))).toBe("accepted")
    expect(refusal(resent, right(19 * MINUTE))).toBe("CodeExpired")
  })

  it("can be sent again after it expired", () => {
    expect(stateAfter(issue, resend(11 * MINUTE))._tag).toBe("Open")
  })
})

describe("tries", () => {
  it("are five: the fifth wrong one ends the challenge, the fourth does not", () => {
    expect(stateAfter(issue, wrong(1), wrong(2), wrong(3), wrong(4))).toMatchObject({ _tag: "Open", tries: 4 })
    const spent = stateAfter(issue, wrong(1), wrong(2), wrong(3), wrong(4), wrong(5))
    expect(spent._tag).toBe("Spent")
    expect(refusal(spent, right(6))).toBe("CodeExhausted")
  })

  it("are not refilled by sending again", () => {
    const four = stateAfter(issue, wrong(1), wrong(2), wrong(3), wrong(4), resend(2 * MINUTE))
    expect(stateAfter(issue, wrong(1), wrong(2), wrong(3), wrong(4), resend(2 * MINUTE), wrong(2 * MINUTE))._tag).toBe(
      "Spent",
    )
    expect(refusal(four, right(2 * MINUTE))).toBe("accepted")
  })

  it("count when an older code is typed, and not when the code has expired", () => {
    const resent = stateAfter(issue, resend(MINUTE), { _tag: "Enter", typed: "Older", at: MINUTE })
    expect(resent).toMatchObject({ tries: 1 })
    expect(refusal(stateAfter(issue), wrong(10 * MINUTE))).toBe("CodeExpired")
  })
})

describe("sending again", () => {
  it.each([
    [MINUTE - 1, "ResendTooSoon"],
    [MINUTE, "accepted"],
  ])("waits a minute: at %i ms it is %s", (at, expected) => {
    expect(refusal(stateAfter(issue), resend(at))).toBe(expected)
  })

  it.each([
    [0, 60],
    [20_000, 40],
    [20_001, 40],
    [59_000, 1],
    [59_001, 1],
    [59_999, 1],
  ])("says when it may be asked again: at %i ms, in %i s, never too early", (at, waitSeconds) => {
    const answer = decide(resend(at), stateAfter(issue))
    expect(Result.isFailure(answer) && answer.failure).toMatchObject({ retryAt: 60_000, waitSeconds })
    expect(refusal(stateAfter(issue), resend(at + waitSeconds * 1_000))).toBe("accepted")
  })

  it("happens four times at most: five messages in all", () => {
    const five = stateAfter(issue, ...[1, 2, 3, 4].map((minute) => resend(minute * MINUTE)))
    expect(five).toMatchObject({ nonces: ["n1", "n60000", "n120000", "n180000", "n240000"] })
    expect(refusal(five, resend(60 * MINUTE))).toBe("ResendsExhausted")
    expect(refusal(stateAfter(issue, ...[1, 2, 3].map((minute) => resend(minute * MINUTE))), resend(60 * MINUTE))).toBe(
      "accepted",
    )
  })
})

describe("a message that did not arrive", () => {
  const report = (number: number, challenge = "c1"): Command => ({
    _tag: "ReportUndeliverable",
    challenge,
    number,
    at: 1,
  })

  it("is shown until another is sent", () => {
    expect(stateAfter(issue, report(1))).toMatchObject({ undeliverable: true })
    expect(stateAfter(issue, report(1), resend(MINUTE))).toMatchObject({ undeliverable: false })
  })

  it("is old news once another was sent, for another challenge, or the second time", () => {
    expect(refusal(stateAfter(issue, resend(MINUTE)), report(1))).toBe("StaleReport")
    expect(refusal(stateAfter(issue), report(1, "c0"))).toBe("StaleReport")
    expect(refusal(stateAfter(issue, report(1)), report(1))).toBe("StaleReport")
  })
})

const small = { ...policy, tries: 2, sends: 2 }
const times = [0, MINUTE, 10 * MINUTE, 20 * MINUTE]

const alphabet = (): ReadonlyArray<Command> =>
  times.flatMap(
    (at): ReadonlyArray<Command> => [
      { _tag: "Issue", challenge: "c1", contact: "x", nonce: "n1", policy: small, at },
      { _tag: "Resend", nonce: "n2", at },
      { _tag: "Enter", typed: "Current", at },
      { _tag: "Enter", typed: "Older", at },
      { _tag: "Enter", typed: "Wrong", at },
      { _tag: "ReportUndeliverable", challenge: "c1", number: 1, at },
      { _tag: "Cancel", at },
    ],
  )

it.each(machineLaws(machine, alphabet))("the machine $name", ({ broken }) => {
  expect(broken).toEqual([])
})

it("never holds more wrong tries than the policy allows, in any state that can be reached", () => {
  const { states } = explore(machine, alphabet)
  const open = states.filter((state) => state._tag === "Open")
  expect(open.length).toBeGreaterThan(10)
  expect(open.filter(({ nonces, policy, tries }) => tries >= policy.tries || nonces.length > policy.sends)).toEqual([])
})

import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { deciderLaws } from "../../testing/laws/decider.ts"
import {
  type Command,
  decide,
  evolve,
  grantOf,
  initial,
  isUsedBy,
  mayRequestCode,
  register,
  requestOf,
  type State,
} from "./recovery.ts"
import { recoveryPolicies } from "./recovery-policy.ts"
import type { RecoveryTarget } from "./target.ts"

const policy = recoveryPolicies.standard
const DAY = 24 * 60 * 60_000
const account: RecoveryTarget = { _tag: "Account", account: "a", contact: "i" }
const file: RecoveryTarget = { _tag: "File", file: "f" }

type Request = Extract<Command, { readonly _tag: "Request" }>
const request = (ticket: string, at = 0, more: Partial<Request> = {}): Command => ({
  _tag: "Request",
  ticket,
  until: at + 1_000,
  target: account,
  identifier: "sealed",
  action: "Issue",
  policy,
  at,
  ...more,
})
const prove = (ticket: string, at = 1): Command => ({ _tag: "Prove", ticket, until: at + 1_000, at })
const finish = (ticket: string, at = 2): Command => ({ _tag: "Finish", ticket, at })

/** The state after these commands, in order. A refused command fails the test. */
const stateAfter = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)

const outcome = (state: State, command: Command) =>
  Result.match(decide(command, state), { onFailure: ({ _tag }) => _tag, onSuccess: () => "accepted" })

describe("a recovery", () => {
  it("lets the browser that entered the right code choose one password", () => {
    const granted = stateAfter(request("t"), prove("t"))
    expect(grantOf(granted, "t", 2)).toMatchObject({ target: account, identifier: "sealed" })
    expect(grantOf(granted, "u", 2)).toBeNull()
    expect(isUsedBy(granted, "t")).toBe(false)
    expect(outcome(granted, finish("t"))).toBe("accepted")
    const finished = stateAfter(request("t"), prove("t"), finish("t"))
    expect(grantOf(finished, "t", 2)).toBeNull()
    expect([isUsedBy(finished, "t"), isUsedBy(finished, "u")]).toEqual([true, false])
    expect(outcome(finished, finish("t"))).toBe("NotRecovering")
    expect(outcome(granted, prove("t"))).toBe("NotRecovering")
  })

  it.each([
    [999, "accepted"],
    [1_000, "NotRecovering"],
  ])("with a ticket valid until 1,000 ms: a code entered at %i ms is %s", (at, expected) => {
    expect(outcome(stateAfter(request("t")), prove("t", at))).toBe(expected)
  })

  it.each([
    [1_000, "accepted"],
    [1_001, "NotRecovering"],
  ])("with a grant valid until 1,001 ms: a password chosen at %i ms is %s", (at, expected) => {
    expect(outcome(stateAfter(request("t"), prove("t")), finish("t", at))).toBe(expected)
  })

  it("of a file offers no password to choose, because its holder continues in the wizard", () => {
    const granted = stateAfter(request("t", 0, { target: file }), prove("t"))
    expect(grantOf(granted, "t", 2)?.target).toEqual(file)
    expect(outcome(granted, finish("t"))).toBe("NotRecovering")
  })

  it("keeps the ticket and the grant of the first browser when another browser requests a code", () => {
    const two = stateAfter(request("t"), request("u", 1, { action: "Keep" }))
    expect(requestOf(two, "t", 2)?.target).toEqual(account)
    expect(requestOf(two, "u", 2)?.target).toEqual(account)
    expect(grantOf(stateAfter(request("t"), prove("t"), request("u", 2)), "t", 3)).not.toBeNull()
  })

  it("accepts a ticket that proves itself until its end, and only if it was issued after the last right code", () => {
    const evicted = stateAfter(request("t"))
    expect(requestOf(evicted, "other", 9, 10)?.target).toEqual(account)
    expect(requestOf(evicted, "other", 10, 10)).toBeNull()
    expect(requestOf(initial, "other", 9, 10)).toBeNull()
    const again = stateAfter(request("t"), prove("t"), request("u", 2))
    expect(again.grant?.until).toBe(1_001)
    expect(requestOf(again, "other", 9, 1_001)).toBeNull()
    expect(requestOf(again, "other", 9, 1_002)?.target).toEqual(account)
  })

  it("with a simulated code has no target, counts no code and grants nothing", () => {
    const simulated = stateAfter(request("t", 0, { action: "Simulate" }))
    expect(requestOf(simulated, "t", 1)?.target).toEqual({ _tag: "None" })
    expect(simulated.codes).toEqual([])
    expect(grantOf(stateAfter(request("t", 0, { action: "Simulate" }), prove("t")), "t", 2)).toBeNull()
  })

  it("cannot continue without a requested code", () => {
    expect(outcome(initial, request("t", 0, { action: "Keep" }))).toBe("NotRecovering")
    expect(outcome(initial, prove("t"))).toBe("NotRecovering")
    expect(outcome(initial, finish("t"))).toBe("NotRecovering")
  })
})

describe("the limit of codes per day", () => {
  const five = stateAfter(...[0, 1, 2, 3, 4].map((at) => request(`t${at}`, at)))

  it("allows five codes, and a sixth once the first is more than 24 hours old", () => {
    expect(mayRequestCode(stateAfter(request("t")), policy, 1)).toBe(true)
    expect(outcome(five, request("u", 5))).toBe("TooManyCodes")
    expect(outcome(five, request("u", DAY))).toBe("TooManyCodes")
    expect(mayRequestCode(five, policy, DAY)).toBe(false)
    expect(outcome(five, request("u", DAY + 1))).toBe("accepted")
    expect(mayRequestCode(five, policy, DAY + 1)).toBe(true)
  })

  it("counts a resent code like an issued one", () => {
    expect(stateAfter(request("t"), request("u", 1, { action: "Resend" })).codes).toEqual([0, 1])
    expect(outcome(five, request("u", 5, { action: "Resend" }))).toBe("TooManyCodes")
  })

  it("drops codes that are more than a day old", () => {
    expect(stateAfter(request("t"), request("u", DAY + 1)).codes).toEqual([DAY + 1])
  })

  it("counts no request that sends no code", () => {
    const state = stateAfter(request("t"), request("u", 1, { action: "Keep" }), request("v", 2, { action: "Simulate" }))
    expect(state.codes).toEqual([0])
  })
})

const alphabet = (): ReadonlyArray<Command> => [
  ...[account, file].map((target) => request("t", 0, { target, policy: { ...policy, codesPerDay: 1 } })),
  request("t", 0, { action: "Keep" }),
  request("t", 0, { action: "Simulate" }),
  prove("t"),
  finish("t"),
]

it.each(deciderLaws(register, alphabet))("the register $name", ({ broken }) => {
  expect(broken).toEqual([])
})

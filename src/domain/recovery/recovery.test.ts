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
  type TryLimits,
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
const limits: TryLimits = { triesPerTicket: 5, policy }
const code = { challenge: "c", nonce: "n", length: 6 }
const prove = (ticket: string, at = 1): Command => ({ _tag: "Prove", ticket, code, limits, until: at + 1_000, at })
const failTry = (ticket: string, at = 1, more: Partial<TryLimits> = {}): Command => ({
  _tag: "FailTry",
  ticket,
  limits: { ...limits, ...more },
  at,
})
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

/** The commands of so many wrong codes with one ticket. */
const wrong = (times: number, ticket: string, at = 1) => Array.from({ length: times }, () => failTry(ticket, at))

/** A right code with a ticket that proves itself. */
const provedBy = (ticket: string): Command => ({ ...prove(ticket), timedUntil: 900 }) as Command

describe("the wrong codes of a recovery", () => {
  it("count by ticket: five of a stranger leave the tries of the account holder whole", () => {
    const tried = stateAfter(request("owner"), ...wrong(5, "stranger"))
    expect(outcome(tried, failTry("stranger"))).toBe("NoTriesLeft")
    expect(outcome(tried, provedBy("stranger"))).toBe("NoTriesLeft")
    expect(outcome(tried, prove("owner"))).toBe("accepted")
    expect(outcome(stateAfter(request("owner"), ...wrong(4, "owner")), failTry("owner"))).toBe("accepted")
    expect(outcome(stateAfter(request("owner"), ...wrong(5, "owner")), failTry("owner"))).toBe("NoTriesLeft")
  })

  it("of all tickets together are at most ten, beside the three of each ticket that a code was sent for", () => {
    const strangers = Array.from({ length: 10 }, (_, index) => failTry(`stranger ${index}`))
    const tried = stateAfter(request("owner"), ...strangers)
    expect(outcome(stateAfter(request("owner"), ...strangers.slice(1)), failTry("another"))).toBe("accepted")
    expect(outcome(tried, failTry("another"))).toBe("NoTriesLeft")
    expect(outcome(tried, provedBy("another"))).toBe("NoTriesLeft")
    const ownTried = [...wrong(2, "owner"), prove("owner")].reduce(
      (state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state),
      tried,
    )
    expect(ownTried.grant?.ticket).toBe("owner")
    const threeTried = wrong(3, "owner").reduce(
      (state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state),
      tried,
    )
    expect(outcome(threeTried, prove("owner"))).toBe("NoTriesLeft")
  })

  it("are at most 25 in any 24 hours, whatever tickets are used, and the day after there are as many again", () => {
    const requests = [0, 1, 2, 3, 4].map((at) => request(`t${at}`, at))
    const tickets = [...requests.keys()].map((index) => `t${index}`)
    const guess = (from: State, at: number) =>
      [...tickets, ...Array.from({ length: 30 }, (_, index) => `stranger ${at} ${index}`)]
        .flatMap((ticket) => wrong(5, ticket, at))
        .reduce((state, command) => {
          const decided = decide(command, state)
          return Result.isSuccess(decided) ? decided.success.reduce(evolve, state) : state
        }, from)
    const tried = guess(stateAfter(...requests), 5)
    expect(tried.wrongInARow).toBe(25)
    expect(guess(tried, 5 + DAY).wrongInARow).toBe(25)
    expect(guess(tried, 6 + DAY).wrongInARow).toBe(35)
  })

  it("end recovery after a hundred in a row, until an agent unlocks it", () => {
    const more = { policy: { ...policy, wrongCodesPerDay: 100, wrongCodesInARow: 5 } }
    const five = Array.from({ length: 5 }, (_, index) => failTry(`stranger ${index}`, 1, more))
    const usedUp = stateAfter(request("owner"), ...five)
    expect(outcome(usedUp, { ...prove("owner"), limits: { ...limits, ...more } } as Command)).toBe("NoTriesLeft")
    expect(mayRequestCode(usedUp, more.policy, 10 * DAY)).toBe(false)
    const unlocked = [...five, { _tag: "Unlock", agent: "Agent 7", at: 2 } as const].reduce(
      (state: State, command: Command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state),
      stateAfter(request("owner")),
    )
    expect(unlocked).toMatchObject({ codes: [], request: { target: account } })
    expect(mayRequestCode(unlocked, more.policy, 3)).toBe(true)
    expect(outcome(unlocked, prove("owner", 3))).toBe("accepted")
  })

  it("count for the identifier that replaces this one, with the codes that were requested", () => {
    const inherit = { _tag: "Inherit", codes: [0, 1], tries: [{ ticket: "u", at: 1 }], wrongInARow: 7, at: 2 } as const
    const counted = { codes: [0, 1], tries: [{ ticket: "u", at: 1 }], wrongInARow: 7 }
    expect(stateAfter(request("t", 0), inherit)).toMatchObject(counted)
    expect(stateAfter(request("t", 0), inherit, inherit)).toMatchObject(counted)
  })

  it("start again from zero after a right code, and those of the day still count", () => {
    const proved = stateAfter(request("t"), ...wrong(2, "t"), prove("t"))
    expect(proved.wrongInARow).toBe(0)
    expect(proved.tries).toHaveLength(2)
  })
})

const alphabet = (): ReadonlyArray<Command> => [
  ...[account, file].map((target) => request("t", 0, { target, policy: { ...policy, codesPerDay: 1 } })),
  request("t", 0, { action: "Keep" }),
  request("t", 0, { action: "Simulate" }),
  failTry("t", 1, { triesPerTicket: 1 }),
  prove("t"),
  finish("t"),
  { _tag: "Unlock", agent: "Agent 7", at: 2 },
  { _tag: "End", at: 2 },
  { _tag: "Inherit", codes: [], tries: [], wrongInARow: 0, at: 2 },
]

it.each(deciderLaws(register, alphabet))("the register $name", ({ broken }) => {
  expect(broken).toEqual([])
})

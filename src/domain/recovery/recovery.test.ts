import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { machineLaws } from "../../testing/machine.laws.ts"
import {
  askedBy,
  type Command,
  decide,
  evolve,
  type Found,
  grantedTo,
  initial,
  isUsedBy,
  machine,
  mayAskCode,
  type State,
} from "./recovery.ts"
import { recoveryPolicies } from "./recovery-policy.ts"

const policy = recoveryPolicies.standard
const DAY = 24 * 60 * 60_000
const account: Found = { _tag: "Account", account: "a", contact: "i" }
const file: Found = { _tag: "File", file: "f" }

type Ask = Extract<Command, { readonly _tag: "Ask" }>
const ask = (ticket: string, at = 0, more: Partial<Ask> = {}): Command => ({
  _tag: "Ask",
  ticket,
  until: at + 1_000,
  found: account,
  identifier: "sealed",
  code: "New",
  policy,
  at,
  ...more,
})
const prove = (ticket: string, at = 1): Command => ({ _tag: "Prove", ticket, until: at + 1_000, at })
const finish = (ticket: string, at = 2): Command => ({ _tag: "Finish", ticket, at })

/** Gives commands one after the other; a refused one fails the test. */
const stateAfter = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)

const refusal = (state: State, command: Command) =>
  Result.match(decide(command, state), { onFailure: ({ _tag }) => _tag, onSuccess: () => "accepted" })

describe("a recovery", () => {
  it("lets the browser that typed the right code choose a password, once", () => {
    const granted = stateAfter(ask("t"), prove("t"))
    expect(grantedTo(granted, "t", 2)).toMatchObject({ found: account, identifier: "sealed" })
    expect(grantedTo(granted, "u", 2)).toBeNull()
    expect(isUsedBy(granted, "t")).toBe(false)
    expect(refusal(granted, finish("t"))).toBe("accepted")
    const finished = stateAfter(ask("t"), prove("t"), finish("t"))
    expect(grantedTo(finished, "t", 2)).toBeNull()
    expect([isUsedBy(finished, "t"), isUsedBy(finished, "u")]).toEqual([true, false])
    expect(refusal(finished, finish("t"))).toBe("NotRecovering")
    expect(refusal(granted, prove("t"))).toBe("NotRecovering")
  })

  it.each([
    [999, "accepted"],
    [1_000, "NotRecovering"],
  ])("is typed in time: at %i ms that is %s", (at, expected) => {
    expect(refusal(stateAfter(ask("t")), prove("t", at))).toBe(expected)
  })

  it.each([
    [1_000, "accepted"],
    [1_001, "NotRecovering"],
  ])("is finished in time: at %i ms that is %s", (at, expected) => {
    expect(refusal(stateAfter(ask("t"), prove("t")), finish("t", at))).toBe(expected)
  })

  it("of a file gives no password to choose: its owner goes to the wizard", () => {
    const granted = stateAfter(ask("t", 0, { found: file }), prove("t"))
    expect(grantedTo(granted, "t", 2)?.found).toEqual(file)
    expect(refusal(granted, finish("t"))).toBe("NotRecovering")
  })

  it("asked for by another browser meanwhile takes nothing from the first", () => {
    const two = stateAfter(ask("t"), ask("u", 1, { code: "Same" }))
    expect(askedBy(two, "t", 2)?.found).toEqual(account)
    expect(askedBy(two, "u", 2)?.found).toEqual(account)
    expect(grantedTo(stateAfter(ask("t"), prove("t"), ask("u", 2)), "t", 3)).not.toBeNull()
  })

  it("as if there were a code knows nobody, and counts for nothing", () => {
    const asIf = stateAfter(ask("t", 0, { code: "AsIf" }))
    expect(askedBy(asIf, "t", 1)?.found).toEqual({ _tag: "Nobody" })
    expect(asIf.codes).toEqual([])
    expect(grantedTo(stateAfter(ask("t", 0, { code: "AsIf" }), prove("t")), "t", 2)).toBeNull()
  })

  it("cannot go on with a code that was never asked for", () => {
    expect(refusal(initial, ask("t", 0, { code: "Same" }))).toBe("NotRecovering")
    expect(refusal(initial, prove("t"))).toBe("NotRecovering")
    expect(refusal(initial, finish("t"))).toBe("NotRecovering")
  })
})

describe("codes of a day", () => {
  const five = stateAfter(...[0, 1, 2, 3, 4].map((at) => ask(`t${at}`, at)))

  it("are five, and the sixth waits until the first is more than 24 hours old", () => {
    expect(mayAskCode(stateAfter(ask("t")), policy, 1)).toBe(true)
    expect(refusal(five, ask("u", 5))).toBe("TooManyCodes")
    expect(refusal(five, ask("u", DAY))).toBe("TooManyCodes")
    expect(mayAskCode(five, policy, DAY)).toBe(false)
    expect(refusal(five, ask("u", DAY + 1))).toBe("accepted")
    expect(mayAskCode(five, policy, DAY + 1)).toBe(true)
  })

  it("are remembered no longer than a day", () => {
    expect(stateAfter(ask("t"), ask("u", DAY + 1)).codes).toEqual([DAY + 1])
  })

  it("do not count what was asked for again or as if", () => {
    expect(stateAfter(ask("t"), ask("u", 1, { code: "Same" }), ask("v", 2, { code: "AsIf" })).codes).toEqual([0])
  })
})

const alphabet = (): ReadonlyArray<Command> => [
  ...[account, file].map((found) => ask("t", 0, { found, policy: { ...policy, codesPerDay: 1 } })),
  ask("t", 0, { code: "Same" }),
  ask("t", 0, { code: "AsIf" }),
  prove("t"),
  finish("t"),
]

it.each(machineLaws(machine, alphabet))("the machine $name", ({ broken }) => {
  expect(broken).toEqual([])
})

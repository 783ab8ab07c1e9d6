import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { deciderLaws } from "../../testing/laws/decider.ts"
import { Email, Mobile } from "../contact/contact.ts"
import { type Command, decide, evolve, idFor, initial, register, type State, usedUp } from "./message-budget.ts"
import { destinationOf, messagePolicies } from "./message-policy.ts"

const HOUR = 3_600_000
const DAY = 24 * HOUR
const count = (destination: string, at = 0) => ({ _tag: "Count", destination, perDay: 2, perHour: 3, at }) as const
const stateAfter = (...commands: ReadonlyArray<Command>): State =>
  commands.reduce((state, command) => Result.getOrThrow(decide(command, state)).reduce(evolve, state), initial)
const answer = (command: Command, state: State) =>
  Result.match(decide(command, state), {
    onFailure: ({ limit, retryAt, waitSeconds }) => ({ limit, retryAt, waitSeconds }),
    onSuccess: ([event]) => event?._tag,
  })

describe("a message budget", () => {
  it("allows the last code of a destination, and refuses the next until the next day", () => {
    expect(answer(count("remote"), stateAfter(count("remote")))).toBe("Counted")
    const full = stateAfter(count("remote"), count("remote"))
    expect(answer(count("remote", HOUR), full)).toEqual({ limit: "Day", retryAt: DAY, waitSeconds: 23 * 3_600 })
    expect(answer(count("mainland", HOUR), full)).toBe("Counted")
  })

  it("allows the last code of an hour, and refuses the next of any destination until the next hour", () => {
    const almost = stateAfter(count("remote", 1), count("mainland", 1))
    expect(answer(count("mainland", 1), almost)).toBe("Counted")
    const full = stateAfter(count("remote", 1), count("mainland", 1), count("mainland", 1))
    expect(answer(count("email", HOUR - 1_000), full)).toEqual({ limit: "Hour", retryAt: HOUR, waitSeconds: 1 })
    expect(answer(count("email", HOUR), full)).toBe("Counted")
  })

  it("says which limits the last code has used up, so that it is logged once", () => {
    const limits = { destination: "remote", perDay: 2, perHour: 3 }
    expect(usedUp(stateAfter(count("remote")), limits)).toEqual([])
    expect(usedUp(stateAfter(count("remote"), count("remote")), limits)).toEqual(["Day"])
    expect(usedUp(stateAfter(count("email"), count("remote"), count("remote")), limits)).toEqual(["Day", "Hour"])
  })

  it("counts no code for a suppressed request, and none under the name of a property of every object", () => {
    expect(stateAfter({ _tag: "Suppress", at: 5 })).toEqual(initial)
    expect(answer(count("constructor"), initial)).toBe("Counted")
  })

  it("has one row for each share and day (UTC)", () => {
    expect(idFor(Date.UTC(2026, 10, 30, 23, 59, 59, 999), 7)).toBe("message-budget/2026-11-30-07")
    expect(idFor(Date.UTC(2026, 11, 1), 255)).toBe("message-budget/2026-12-01-255")
  })
})

const alphabet = () =>
  [0, 1, HOUR].flatMap((at) => [count("email", at), count("remote", at), { _tag: "Suppress", at } as const])

it.each(deciderLaws(register, alphabet))("the register $name", ({ broken }) => {
  expect(broken).toEqual([])
})

describe("the destination of a contact", () => {
  it.each([
    ["+33639980000", "mainland", 500_000],
    ["+262692123456", "overseas", 100_000],
    ["+590690001234", "overseas", 100_000],
    ["+508708401234", "remote", 5_000],
    ["+687751234", "remote", 5_000],
    ["+68987123456", "remote", 5_000],
    ["+681821234", "remote", 5_000],
    ["+491512345678", "other", 10_000],
  ])("%s is %s", (number, name, perDay) => {
    expect(destinationOf(Mobile.restore(number), messagePolicies.standard)).toEqual({ name, perDay })
  })

  it("is e-mail for an address, and the longest start that fits a number", () => {
    const policy = {
      ...messagePolicies.standard,
      destinations: [
        { name: "france", prefixes: ["+33"], perDay: 5 },
        { name: "fiction", prefixes: ["+3363998"], perDay: 3 },
      ],
    }
    expect(destinationOf(Email.restore("ada@example.org"), policy).name).toBe("email")
    expect(destinationOf(Mobile.restore("+33639980000"), policy)).toEqual({ name: "fiction", perDay: 3 })
    expect(destinationOf(Mobile.restore("+33612345678"), policy).name).toBe("france")
  })
})

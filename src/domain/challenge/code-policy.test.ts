import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { codePolicies, readCodePolicy } from "./code-policy.ts"

const reads = (change: object) => Result.isSuccess(readCodePolicy({ ...codePolicies.standard, ...change }))

describe("a code policy from outside", () => {
  it.each([
    [3, false],
    [4, true],
    [6, true],
    [10, true],
    [11, false],
    [6.5, false],
    [Number.NaN, false],
    ["6", false],
  ])("with codes of %j digits is accepted: %s", (length, expected) => {
    expect(reads({ length })).toBe(expected)
  })

  it("is refused when a figure is not a number, and the error repeats no value", () => {
    expect(reads({ minutes: Number.NaN })).toBe(false)
    const read = readCodePolicy({ ...codePolicies.standard, tries: "canary" })
    expect(Result.isFailure(read) && read.failure.message).not.toContain("canary")
  })

  it("is accepted for every preset", () => {
    for (const preset of Object.values(codePolicies)) expect(readCodePolicy(preset)).toEqual(Result.succeed(preset))
  })
})

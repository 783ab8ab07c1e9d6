import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { CodePolicy, codePolicies } from "./code-policy.ts"

const reads = (change: object) =>
  Result.isSuccess(Schema.decodeUnknownResult(CodePolicy)({ ...codePolicies.standard, ...change }))

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
})

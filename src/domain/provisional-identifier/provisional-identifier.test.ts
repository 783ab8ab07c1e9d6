import { inspect } from "node:util"
import * as Equal from "effect/Equal"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as NirArbitrary from "../../testing/generators/nir.ts"
import { ProvisionalIdentifier, provisionalPolicies } from "./provisional-identifier.ts"

const { parse } = ProvisionalIdentifier

describe("a provisional identifier", () => {
  it.each([
    ["P7K2M9QX4TRB", "P7K2M9QX4TRB"],
    ["p7k2 m9qx 4trb", "P7K2M9QX4TRB"],
    [" P7K2-M9QX.4TRB\u00a0", "P7K2M9QX4TRB"],
    ["P7K2M9QX4TR", null],
    ["P7K2M9QX4TRBB", null],
    ["Q7K2M9QX4TRB", null],
    ["P7K2M9QX4TRI", null],
    ["P7K2M9QX4TR_", null],
    ["", null],
    ["Ｐ7K2M9QX4TRB", null],
  ])("is parsed from %j as %j", (typed, expected) => {
    expect(parse(typed)?.reveal() ?? null).toBe(expected)
  })

  it.each([null, undefined, 7, {}, [], "P".repeat(10_000_000)])(
    "is refused in case %# of a value that is no text, or is too long",
    (input) => {
      expect(parse(input)).toBeNull()
    },
  )

  it("is parsed from the example of every policy", () => {
    for (const policy of Object.values(provisionalPolicies)) expect(parse(policy.example, policy)).not.toBeNull()
  })

  it("is never a social security number, even if every text matches the pattern", () => {
    const anything = { ...provisionalPolicies.standard, pattern: ".*" }
    fc.assert(
      fc.property(NirArbitrary.nir, (nir) => {
        expect(parse(nir.reveal(), anything)).toBeNull()
      }),
      { seed: 20261123, numRuns: 300 },
    )
  })

  it("is restored from what it revealed even if the policy changed, and from nothing else", () => {
    expect(ProvisionalIdentifier.restore("Q1").reveal()).toBe("Q1")
    for (const text of ["", "q1", "1Q", "Q 1"]) expect(() => ProvisionalIdentifier.restore(text)).toThrow(TypeError)
  })

  it("prints only its last four characters, but is compared as a whole", () => {
    const identifier = parse("P7K2M9QX4TRB")
    for (const text of [String(identifier), JSON.stringify({ identifier }), inspect({ identifier })]) {
      expect(text).toContain("4TRB")
      expect(text).not.toContain("P7K2")
    }
    expect(Equal.equals(identifier, parse("p7k2-m9qx-4trb"))).toBe(true)
    expect(Equal.equals(identifier, parse("P7K2M9QX4TRC"))).toBe(false)
  })
})

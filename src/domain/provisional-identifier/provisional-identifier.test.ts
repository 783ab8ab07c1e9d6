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
    ["P7K2M9QX4TRI", "P7K2M9QX4TR1"],
    ["pok2 l9qx 4tro", "P0K219QX4TR0"],
    ["P00000000000", "P00000000000"],
    ["POOOOOOOOOOO", "P00000000000"],
    ["\u200eP7K2\u2013M9QX\u00ad\u202f4TRB\ufeff", "P7K2M9QX4TRB"],
    ["P7K2M9QX4TRU", null],
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

  it("keeps a letter that looks like a digit where the pattern allows both", () => {
    const either = { ...provisionalPolicies.standard, pattern: "[A-Z]{2}[A-Z0-9]{2}[0-9]{2}" }
    expect(parse("POLO12", either)?.reveal()).toBe("POLO12")
    expect(parse("POLOl2", either)).toBeNull()
    expect(parse("PAXXl2", either)?.reveal()).toBe("PAXX12")
  })

  it("has the same value in every spelling", () => {
    const between = ["", "", " ", "\u202f", "-", "\u2011", ".", "\u200e", "\u200b", "\ufeff", "\u00ad"]
    const lookAlikes: { readonly [digit: string]: ReadonlyArray<string> } = { "0": ["O", "o"], "1": ["I", "l", "L"] }
    const identifier = fc.stringMatching(/^P[0-9A-HJKMNP-TV-Z]{11}$/)
    const character = (typed: string) =>
      fc.tuple(fc.constantFrom(...between), fc.constantFrom(typed, typed.toLowerCase(), ...(lookAlikes[typed] ?? [])))
    const spelled = identifier.chain((text) =>
      fc.tuple(...[...text].map(character)).map((parts) => ({ text, typed: parts.flat().join("") })),
    )
    fc.assert(
      fc.property(spelled, ({ text, typed }) => {
        expect(parse(typed)?.reveal()).toBe(text)
      }),
      { seed: 20261130, numRuns: 2_000 },
    )
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

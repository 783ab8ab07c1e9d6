import { describe, expect, it } from "vitest"
import { assess } from "../assess.ts"
import type { Context } from "../context.ts"
import type { PasswordPolicy } from "../policy.ts"
import { presets } from "../presets.ts"

const codes = (candidate: unknown, policy: PasswordPolicy = presets.leaflet, context: Context = {}) => {
  const verdict = assess(candidate, policy, context)
  return verdict.ok ? [] : verdict.broken.map(({ code }) => code)
}

describe("kinds of characters", () => {
  it.each([
    ["azerty12", ["NoUpper"]],
    ["AZERTY12", ["NoLower"]],
    ["Azertyui", ["NoDigit"]],
    ["12345678", ["NoUpper", "NoLower"]],
    ["--------", ["NoDigit", "NoUpper", "NoLower"]],
    ["", ["TooShort", "NoDigit", "NoUpper", "NoLower"]],
  ])("that %j lacks are all reported, in reading order", (candidate, expected) => {
    expect(codes(candidate)).toEqual(expected)
  })

  it.each([
    ["É counts as an upper-case letter", "Ézerty12", []],
    ["Σ counts as an upper-case letter", "Σzerty12", []],
    ["𝐀, outside the basic plane, counts as an upper-case letter", "𝐀zerty12", []],
    ["the title-case ǅ is no upper-case letter", "ǅzerty12", ["NoUpper"]],
    ["ß counts as a lower-case letter", "AZERTYß1", []],
    ["σ counts as a lower-case letter", "AZERTYσ1", []],
    ["the ordinal ª is no lower-case letter", "AZERTYª1", ["NoLower"]],
    ["the caseless 漢 is neither upper nor lower case", "漢漢漢漢漢漢漢1", ["NoUpper", "NoLower"]],
    ["the Arabic-Indic ٣ is no digit", "Azertyu٣", ["NoDigit"]],
    ["the full-width ３ is no digit", "Azertyu３", ["NoDigit"]],
    ["½ and ² are no digits", "Azerty½²", ["NoDigit"]],
    ["a decomposed É counts as an upper-case letter", "E\u0301ZERTYe1", []],
  ])("%s", (_, candidate, expected) => {
    expect(codes(candidate)).toEqual(expected)
  })

  it("may be any three of four, if the policy says so", () => {
    expect(assess("azertyu1", presets.cnil)).toMatchObject({
      broken: [
        { code: "TooFewKinds", minimum: 3, actual: 2, kinds: ["Digit", "Upper", "Lower", "Special"] },
        { code: "TooCommon" },
      ],
    })
    expect(codes("tondeus1-", presets.cnil)).toEqual([])
    expect(codes("Tondeus1", presets.cnil)).toEqual([])
    expect(codes("Tondeuse-", presets.cnil)).toEqual([])
  })

  it.each(["-", " ", "€", "👍", "«"])("count %j as special", (sign) => {
    const special = { ...presets.leaflet, kinds: ["Special"], kindsNeeded: 1 } as const
    expect(codes(`tondeuse${sign}`, special)).toEqual([])
  })

  it.each(["t", "7", "É", "漢", "\u0000", "٣"])("do not count %j as special", (sign) => {
    const special = { ...presets.leaflet, kinds: ["Special"], kindsNeeded: 1 } as const
    expect(codes(`tondeuse${sign}`, special)).toEqual(["NoSpecial"])
  })
})

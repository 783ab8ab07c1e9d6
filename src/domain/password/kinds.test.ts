import { describe, expect, it } from "vitest"
import { assess, type Context } from "./password.ts"
import type { PasswordPolicy } from "./policy.ts"
import { presets } from "./presets.ts"

const codes = (candidate: unknown, policy: PasswordPolicy = presets.leaflet, context: Context = {}) => {
  const verdict = assess(candidate, policy, context)
  return verdict.ok ? [] : verdict.broken.map(({ code }) => code)
}

describe("the kinds of characters", () => {
  it.each([
    ["azerty12", ["NoUpper"]],
    ["AZERTY12", ["NoLower"]],
    ["Azertyui", ["NoDigit"]],
    ["12345678", ["NoUpper", "NoLower"]],
    ["--------", ["NoDigit", "NoUpper", "NoLower"]],
    ["", ["TooShort", "NoDigit", "NoUpper", "NoLower"]],
  ])("that %j lacks are all told, in reading order", (candidate, expected) => {
    expect(codes(candidate)).toEqual(expected)
  })

  it.each([
    ["É stands for an upper-case letter", "Ézerty12", []],
    ["so does Σ", "Σzerty12", []],
    ["so does 𝐀, beyond the basic plane", "𝐀zerty12", []],
    ["the title-case ǅ does not", "ǅzerty12", ["NoUpper"]],
    ["ß stands for a lower-case letter", "AZERTYß1", []],
    ["so does σ", "AZERTYσ1", []],
    ["the ordinal ª does not", "AZERTYª1", ["NoLower"]],
    ["a caseless 漢 is neither", "漢漢漢漢漢漢漢1", ["NoUpper", "NoLower"]],
    ["٣ is no digit", "Azertyu٣", ["NoDigit"]],
    ["full-width ３ is no digit", "Azertyu３", ["NoDigit"]],
    ["½ and ² are no digits", "Azerty½²", ["NoDigit"]],
    ["a decomposed É counts", "E\u0301ZERTYe1", []],
  ])("%s", (_, candidate, expected) => {
    expect(codes(candidate)).toEqual(expected)
  })

  it("may be any so many of several", () => {
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

  it.each(["-", " ", "€", "👍", "«"])("take %j for a special one", (sign) => {
    const special = { ...presets.leaflet, kinds: ["Special"], kindsNeeded: 1 } as const
    expect(codes(`tondeuse${sign}`, special)).toEqual([])
  })

  it.each(["t", "7", "É", "漢", "\u0000", "٣"])("do not take %j for a special one", (sign) => {
    const special = { ...presets.leaflet, kinds: ["Special"], kindsNeeded: 1 } as const
    expect(codes(`tondeuse${sign}`, special)).toEqual(["NoSpecial"])
  })
})

import { describe, expect, it } from "vitest"
import { parse } from "./nir.ts"
import type { WarningCode } from "./warnings.ts"

/** The codes, each with the part of the text that it points at. */
const warningsIn = (text: string) => {
  const parsed = parse(text)
  return parsed.ok ? parsed.warnings.map(({ code, start, end }) => [code, text.slice(start, end)]) : "refused"
}

describe("warnings never refuse, and point at the doubtful part", () => {
  it.each<[text: string, ...warnings: ReadonlyArray<readonly [WarningCode, string]>]>([
    ["1 85 12 78 006 084"],
    ["1 85 20 78 006 084", ["MonthUnknown", "20"]],
    ["1 85 21 78 006 084", ["MonthDisputed", "21"]],
    ["1 85 29 78 006 084", ["MonthDisputed", "29"]],
    ["1 85 30 78 006 084", ["MonthUnknown", "30"]],
    ["1 85 31 78 006 084"],
    ["1 85 42 78 006 084"],
    ["1 85 43 78 006 084", ["MonthDisputed", "43"]],
    ["1 85 49 78 006 084", ["MonthDisputed", "49"]],
    ["1 85 50 78 006 084", ["MonthUnknown", "50"]],
    ["1 85 99 78 006 084", ["MonthUnknown", "99"]],
    ["1 85 05 96 906 084", ["PlaceCodeNotInUse", "96 906"]],
    ["1 85 05 97 001 084", ["TerritoryUnknown", "97 0"]],
    ["1 85 05 97 101 084"],
    ["1 85 05 97 801 084"],
    ["1 85 05 97 901 084", ["TerritoryUnknown", "97 9"]],
    ["1 85 05 98 001 084", ["TerritoryUnknown", "98 0"]],
    ["1 85 05 98 301 084", ["TerritoryUnknown", "98 3"]],
    ["1 85 05 98 401 084"],
    ["1 85 05 98 901 084"],
    ["1 85 05 99 001 084", ["CountryUnknown", "001"]],
    ["1 85 05 99 099 084", ["CountryUnknown", "099"]],
    ["1 85 05 99 100 084"],
    ["1 85 05 99 699 084"],
    ["1 85 05 99 700 084", ["CountryUnknown", "700"]],
    ["1 85 05 99 989 084", ["CountryUnknown", "989"]],
    ["1 85 05 99 990 084"],
    ["1 85 05 99 991 084", ["CountryUnknown", "991"]],
    ["1 75 05 20 006 084"],
    ["1 76 05 20 006 084", ["PlaceCodeNotInUse", "20 006"]],
    ["1 99 05 20 006 084", ["PlaceCodeNotInUse", "20 006"]],
    ["1 00 05 20 006 084"],
    ["1 67 05 96 006 084"],
    ["1 68 05 96 006 084", ["PlaceCodeNotInUse", "96 006"]],
    ["1 99 05 96 006 084", ["PlaceCodeNotInUse", "96 006"]],
    ["1 00 05 96 006 084"],
    ["1 00 05 97 701 084", ["PlaceCodeNotInUse", "97 701"]],
    ["1 06 05 97 801 084", ["PlaceCodeNotInUse", "97 801"]],
    ["1 07 05 97 701 084"],
    ["1 60 05 2A 006 084"],
    ["1 75 05 2B 006 084"],
    ["1 67 05 91 006 084"],
    ["1 68 05 91 006 084"],
    ["1 76 21 20 006 084", ["MonthDisputed", "21"], ["PlaceCodeNotInUse", "20 006"]],
  ])("parse accepts %j with its warnings", (text, ...expected) => {
    expect(warningsIn(text)).toEqual(expected)
  })

  it("state what was expected", () => {
    const parsed = parse("1 85 05 99 700 084")
    expect(parsed.ok && parsed.warnings).toEqual([
      { code: "CountryUnknown", start: 11, end: 14, expected: "100-699 or 990" },
    ])
  })
})

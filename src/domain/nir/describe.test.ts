import * as fc from "fast-check"
import { expect, describe as group, it } from "vitest"
import { nir } from "../../testing/generators/nir.ts"
import { birthYearCandidates } from "./birth.ts"
import { type Description, describe } from "./describe.ts"
import { Nir } from "./nir.ts"

const today = new Date("2026-11-30")
const describeText = (text: string, at = today) => describe(new Nir(text), { today: at })

/** A reading in one line: year, kind, code and other properties of the place, warnings. */
const lines = ({ readings }: Description) =>
  readings.map(({ year, place: { kind, code, ...more }, warnings }) =>
    [year, kind, code, ...Object.values(more).filter((value) => value !== null), ...warnings.map((w) => w.code)].join(
      " ",
    ),
  )

it("describe returns sex and month, and null for an unknown month", () => {
  expect(describeText("2 69 05 49 588 157")).toMatchObject({ sex: "female", month: 5 })
  expect(describeText("1 69 32 49 588 157")).toMatchObject({ sex: "male", month: 2 })
  expect(describeText("1 69 50 49 588 157")).toMatchObject({ month: null })
})

group("describe reads the place according to the year, the likelier reading first", () => {
  it.each<[text: string, what: string, ...readings: ReadonlyArray<string>]>([
    ["2 69 05 49 588 157", "a code no commune has", "1969 Commune 49588 49 CommuneUnknown"],
    ["1 85 05 78 646 084", "Versailles", "1985 Commune 78646 78"],
    ["1 75 12 20 004 084", "Ajaccio, in the last month of 20", "1975 Commune 20004 20"],
    ["1 76 01 20 004 084", "20, too late", "1976 Commune 20004 20 PlaceCodeNotInUse"],
    ["1 75 05 2A 004 084", "2A before 1976, disputed", "1975 Commune 2A004 2A"],
    ["1 76 05 2B 033 084", "Bastia", "1976 Commune 2B033 2B"],
    ["1 12 05 20 004 084", "20", "1912 Commune 20004 20", "2012 Commune 20004 20 PlaceCodeNotInUse"],
    ["1 67 12 91 001 084", "Algeria's last", "1967 NorthAfrica 91001 99352"],
    ["1 68 01 91 001 084", "Essonne's first", "1968 Commune 91001 91"],
    ["1 67 12 94 001 084", "the south of Algeria", "1967 NorthAfrica 94001 99352"],
    ["1 68 01 94 002 084", "Val-de-Marne", "1968 Commune 94002 94"],
    ["1 67 12 95 001 084", "Morocco", "1967 NorthAfrica 95001 99350"],
    ["1 68 01 95 002 084", "Val-d'Oise", "1968 Commune 95002 95"],
    ["1 67 12 96 001 084", "Tunisia", "1967 NorthAfrica 96001 99351"],
    ["1 68 01 96 001 084", "Tunisia, too late", "1968 NorthAfrica 96001 99351 PlaceCodeNotInUse"],
    ["1 26 11 93 010 084", "93", "2026 Commune 93010 93", "1926 NorthAfrica 93010 99352"],
    ["1 26 12 93 010 084", "93, to come this year", "1926 NorthAfrica 93010 99352"],
    ["1 26 11 96 010 084", "96", "1926 NorthAfrica 96010 99351", "2026 NorthAfrica 96010 99351 PlaceCodeNotInUse"],
    ["1 67 12 75 012 084", "Boulogne-Billancourt", "1967 Commune 75012 75"],
    ["1 85 05 75 120 084", "Paris 20e", "1985 Commune 75120 75"],
    ["1 85 05 75 121 084", "no Paris 21e", "1985 Commune 75121 75 CommuneUnknown"],
    ["1 85 05 75 201 084", "Paris 1er overflowing", "1985 Commune 75201 75 75101 ExtensionCode"],
    ["1 85 05 75 220 084", "Paris 20e overflowing", "1985 Commune 75220 75 75120 ExtensionCode"],
    ["1 85 05 75 221 084", "neither", "1985 Commune 75221 75 CommuneUnknown"],
    ["1 85 05 59 750 084", "Lille overflowing", "1985 Commune 59750 59 59350 ExtensionCode"],
    ["1 85 05 31 655 084", "Toulouse overflowing", "1985 Commune 31655 31 31555 ExtensionCode"],
    ["1 85 05 67 582 084", "Strasbourg overflowing", "1985 Commune 67582 67 67482 ExtensionCode"],
    ["1 85 05 97 105 084", "Basse-Terre", "1985 Overseas 97105 971"],
    ["1 85 05 97 190 084", "no commune of Guadeloupe", "1985 Overseas 97190 971 CommuneUnknown"],
    ["1 85 05 97 601 084", "Mayotte", "1985 Overseas 97601 976"],
    ["1 85 05 98 501 084", "Mayotte before", "1985 Overseas 98501 985"],
    ["1 85 05 98 518 084", "no commune of Mayotte", "1985 Overseas 98518 985 CommuneUnknown"],
    ["1 85 05 98 818 084", "Nouméa", "1985 Overseas 98818 988"],
    [
      "1 06 05 97 701 084",
      "977",
      "2006 Overseas 97701 977 PlaceCodeNotInUse",
      "1906 Overseas 97701 977 PlaceCodeNotInUse",
    ],
    ["1 07 05 97 701 084", "977", "2007 Overseas 97701 977", "1907 Overseas 97701 977 PlaceCodeNotInUse"],
    ["1 08 05 97 127 084", "97127", "2008 Overseas 97127 971", "1908 Overseas 97127 971"],
    ["1 09 05 97 127 084", "97127", "1909 Overseas 97127 971", "2009 Overseas 97127 971 PlaceCodeNotInUse"],
    ["1 93 05 99 115 084", "Czechoslovakia to its end", "1993 Abroad 99115"],
    ["1 94 05 99 115 084", "and after", "1994 Abroad 99115 PlaceCodeNotInUse"],
    ["1 90 05 99 141 084", "East Germany to its end", "1990 Abroad 99141"],
    ["1 91 05 99 141 084", "and after", "1991 Abroad 99141 PlaceCodeNotInUse"],
    ["1 85 05 99 352 084", "Algeria", "1985 Abroad 99352"],
    ["1 85 05 99 146 084", "no country", "1985 Abroad 99146 CountryUnknown"],
    ["1 85 05 99 699 084", "Antarctica", "1985 Abroad 99699"],
    ["1 85 05 99 700 084", "no country", "1985 Abroad 99700 CountryUnknown"],
    ["1 85 05 99 990 084", "an unknown country", "1985 Unknown 99990"],
  ])("reads %s (%s)", (text, _, ...expected) => {
    expect(lines(describeText(text))).toEqual(expected)
  })
})

it("the warnings of describe point into the thirteen characters", () => {
  expect(describeText("1 85 05 99 146 084").readings[0]?.warnings).toEqual([
    { code: "CountryUnknown", start: 7, end: 10, expected: "code of a country" },
  ])
  expect(describeText("1 85 05 75 121 084").readings[0]?.warnings).toEqual([
    { code: "CommuneUnknown", start: 5, end: 10, expected: "code at birth" },
  ])
})

it("describe has no reading for a date before both years of birth", () => {
  expect(describeText("1 85 05 78 646 084", new Date("1985-04-30")).readings).toEqual([])
})

it("describe reads every number once for each possible year, with at most one warning of each code", () => {
  fc.assert(
    fc.property(nir, (value) => {
      const { readings } = describe(value, { today })
      expect(readings.map(({ year }) => year).toSorted()).toEqual(birthYearCandidates(value, today).toSorted())
      for (const { place, warnings } of readings) {
        expect(place.code).toBe(value.reveal().slice(5, 10))
        expect(new Set(warnings.map(({ code }) => code)).size).toBe(warnings.length)
      }
      const unused = readings.map(({ warnings }) => warnings.some(({ code }) => code === "PlaceCodeNotInUse"))
      expect(unused).toEqual(unused.toSorted())
    }),
    { seed: 1968, numRuns: 1000 },
  )
})

it.each([null, undefined, "1850578006084", 1, {}])(
  "describe throws a TypeError without the value for %o, which is not a Nir",
  (other) => {
    expect(() => describe(other as Nir, { today })).toThrow(TypeError)
    expect(() => describe(other as Nir, { today })).not.toThrow("1850578006084")
  },
)

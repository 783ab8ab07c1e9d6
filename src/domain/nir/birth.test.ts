import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { nir } from "../../testing/generators/nir.ts"
import { birthMonth, birthYearCandidates, sex } from "./birth.ts"
import { Nir } from "./nir.ts"

it("sex reads the first digit", () => {
  expect(sex(new Nir("1 85 05 78 006 084"))).toBe("male")
  expect(sex(new Nir("2 85 05 78 006 084"))).toBe("female")
})

it.each([
  ["01", 1],
  ["05", 5],
  ["12", 12],
  ["20", null],
  ["21", null],
  ["29", null],
  ["30", null],
  ["31", 1],
  ["42", 12],
  ["43", null],
  ["50", null],
  ["99", null],
])("birthMonth reads the month %s as %s", (month, expected) => {
  expect(birthMonth(new Nir(`1 85 ${month} 78 006 084`))).toBe(expected)
})

describe("birthYearCandidates", () => {
  const years = (year: string, today: string, month = "05") =>
    birthYearCandidates(new Nir(`1 ${year} ${month} 78 006 084`), new Date(today))

  it.each([
    ["85", "2026-11-30", [1985]],
    ["10", "2026-11-30", [2010, 1910]],
    ["00", "2026-11-30", [2000, 1900]],
    ["99", "2026-11-30", [1999]],
    ["26", "2026-04-30T23:59:59Z", [1926]],
    ["26", "2026-05-01T00:00:00Z", [2026, 1926]],
    ["27", "2026-11-30", [1927]],
    ["85", "1985-04-30", []],
    ["85", "1985-05-01", [1985]],
    ["85", "2085-05-01", [2085, 1985]],
  ])("reads the digits %s on %s as %o", (year, today, expected) => {
    expect(years(year, today)).toEqual(expected)
  })

  it("treats an unknown month as January, and uses the month of an incomplete record", () => {
    expect(years("26", "2026-01-01", "50")).toEqual([2026, 1926])
    expect(years("26", "2026-04-30", "35")).toEqual([1926])
    expect(years("26", "2026-05-01", "35")).toEqual([2026, 1926])
  })

  it("excludes no year if today is an invalid date", () => {
    expect(years("85", "never")).toEqual([2085, 1985])
  })

  it("returns years that end in the digits of the number and are never in the future", () => {
    const today = new Date("2026-11-30")
    fc.assert(
      fc.property(nir, (value) => {
        const candidates = birthYearCandidates(value, today)
        expect(candidates.length).toBeGreaterThan(0)
        for (const year of candidates) {
          expect(year).toBeLessThanOrEqual(2026)
          expect(String(year).slice(2)).toBe(value.reveal().slice(1, 3))
        }
      }),
      { seed: 1926, numRuns: 1000 },
    )
  })
})

it.each([null, undefined, "1850578006084", 1, {}])(
  "sex, birthMonth and birthYearCandidates throw a TypeError without the value for %o, which is not a Nir",
  (other) => {
    for (const read of [sex, birthMonth, (value: Nir) => birthYearCandidates(value, new Date(0))]) {
      expect(() => read(other as Nir)).toThrow(TypeError)
      expect(() => read(other as Nir)).not.toThrow("1850578006084")
    }
    expect(() => birthYearCandidates(new Nir("1850578006084"), null as unknown as Date)).toThrow(TypeError)
  },
)

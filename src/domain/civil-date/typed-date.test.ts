import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { birthDate, civilDate, typedDate } from "../../testing/generators/civil-date.ts"
import { parseTypedBirthDate, parseTypedDay } from "./typed-date.ts"

describe("a typed day", () => {
  it.each([
    ["1965-03-12", "1965-03-12"],
    ["12/03/1965", "1965-03-12"],
    ["12.3.1965", "1965-03-12"],
    ["12 03 1965", "1965-03-12"],
    ["12 - 03 - 1965", "1965-03-12"],
    ["12\u20131\u20131965", "1965-01-12"],
    ["\u200e12/\u200b03/1965\ufeff", "1965-03-12"],
    ["I2/O3/l965", "1965-03-12"],
    ["1965/3/12", "1965-03-12"],
    ["12 mars 1965", "1965-03-12"],
    ["1er mai 1969", "1969-05-01"],
    ["1ᵉʳ mai 1969", null],
    ["23 novembre 2026", "2026-11-23"],
    ["3 AOÛT 1990", "1990-08-03"],
    ["3 aout 1990", "1990-08-03"],
    ["5 févr. 1990", "1990-02-05"],
    ["12 March 1965", "1965-03-12"],
    ["1st May 1969", "1969-05-01"],
    ["31/02/2026", null],
    ["13/13/2026", null],
    ["12/03/65", null],
    ["12/03/1965 à Angers", null],
    ["12 jui 1965", null],
    ["12 brumaire 1965", null],
    ["12 ma 1965", null],
    ["00/03/1965", null],
    ["1965", null],
    ["12031965", null],
    ["", null],
    [null, null],
    [19650312, null],
    ["1".repeat(10_000_000), null],
  ])("%j is read as %j", (typed, expected) => {
    expect(parseTypedDay(typed)).toBe(expected)
  })

  it("has the same value in any spelling", () => {
    const spelled = civilDate().chain((day) => typedDate(day).map((text) => ({ day, text })))
    fc.assert(
      fc.property(spelled, ({ day, text }) => {
        expect(parseTypedDay(text)).toBe(day)
        expect(parseTypedBirthDate(text)).toBe(day)
      }),
      { seed: 20261130, numRuns: 3_000 },
    )
  })
})

describe("a typed birth date", () => {
  it.each([
    ["00/00/1965", "1965-00-00"],
    ["1965-00-00", "1965-00-00"],
    ["00.11.1981", "1981-11-00"],
    ["OO/OO/1965", "1965-00-00"],
    ["0/0/1965", "1965-00-00"],
    ["12/03/1965", "1965-03-12"],
    ["12/00/1981", null],
    ["00/13/1981", null],
    ["00/00/0000", null],
  ])("%j is read as %j", (typed, expected) => {
    expect(parseTypedBirthDate(typed)).toBe(expected)
  })

  it("has the same value in any spelling, also without its day or month", () => {
    const spelled = birthDate().chain((birth) => typedDate(birth).map((text) => ({ birth, text })))
    fc.assert(
      fc.property(spelled, ({ birth, text }) => {
        expect(parseTypedBirthDate(text)).toBe(birth)
      }),
      { seed: 20261130, numRuns: 3_000 },
    )
  })
})

import * as fc from "fast-check"
import { describe, expect, it, vi } from "vitest"
import { inputWithDefect, spelledNir } from "../../testing/generators/nir.ts"
import type { DefectCode } from "./defects.ts"
import { parse } from "./nir.ts"

const defectsOf = (input: unknown) => {
  const parsed = parse(input)
  return parsed.ok ? [] : parsed.defects
}
/** The codes, each with the part of the text that it points at. */
const findingsIn = (text: string) => defectsOf(text).map(({ code, start, end }) => [code, text.slice(start, end)])

describe("each defect points at the error in the text as it was typed", () => {
  it.each<[text: string, ...defects: ReadonlyArray<readonly [DefectCode, string]>]>([
    ["", ["Empty", ""]],
    [" .-\t\n", ["Empty", " .-\t\n"]],
    ["1", ["TooShort", ""]],
    ["1 85 05 78 006 08", ["TooShort", ""]],
    ["1 85 05 78 006 084 9", ["IncompleteKey", "9"]],
    ["1 85 05 78 006 084 910", ["TooLong", "0"]],
    ["1 85 05 78 006 084 91 / 2 69", ["UnexpectedCharacter", "/"], ["TooLong", "2 69"]],
    ["1 85 \u200BQ5 78 006 084", ["UnexpectedCharacter", "Q"]],
    ["1 85 O0 78 006 084", ["ImpossibleMonth", "O0"]],
    ["1 85 05 78 006 08😀4", ["UnexpectedCharacter", "😀"]],
    ["1 85 05 78 006 08𝟒", ["UnexpectedCharacter", "𝟒"]],
    ["1 85 05 A2 006 084", ["MisplacedLetter", "A"]],
    ["1 85 05 1b 006 084", ["MisplacedLetter", "b"]],
    ["1 85 05 2C 006 084", ["UnexpectedCharacter", "C"]],
    ["1 85 05 ZA 006 084", ["UnexpectedCharacter", "Z"]],
    ["0 85 05 78 006 084", ["ImpossibleFirstDigit", "0"]],
    ["9 85 05 78 006 084", ["ImpossibleFirstDigit", "9"]],
    ["3 85 05 78 006 084", ["WaitingNumber", "3"]],
    ["4 85 05 78 006 084", ["WaitingNumber", "4"]],
    ["5 85 05 78 006 084", ["MigrantNumber", "5"]],
    ["6 85 05 78 006 084", ["MigrantNumber", "6"]],
    ["7 85 05 78 006 084", ["WaitingNumber", "7"]],
    ["8 85 05 78 006 084", ["WaitingNumber", "8"]],
    ["1 85 00 78 006 084", ["ImpossibleMonth", "00"]],
    ["1 85 1.3 78 006 084", ["ImpossibleMonth", "1.3"]],
    ["1 85 19 78 006 084", ["ImpossibleMonth", "19"]],
    ["1 85 05 00 006 084", ["ImpossibleDepartement", "00"]],
    ["1 85 05 78 000 084", ["ImpossibleCommune", "000"]],
    ["1 85 05 97 100 084", ["ImpossibleCommune", "100"]],
    ["1 85 05 99 000 084", ["ImpossibleCommune", "000"]],
    ["1 85 05 97 A00 084", ["MisplacedLetter", "A"]],
    ["1 85 05 78 006 000", ["ImpossibleOrder", "000"]],
    ["1 85 05 78 006 084 36", ["WrongKey", "36"]],
    ["1 85 05 78 006 084 00", ["WrongKey", "00"]],
    ["1 85 05 78 006 084 98", ["WrongKey", "98"]],
    ["2 84 05 88 321 025 30", ["WrongKey", "30"]],
  ])("finds the defects of %j", (text, ...expected) => {
    expect(findingsIn(text)).toEqual(expected)
  })

  it("states what was expected", () => {
    expect(defectsOf("1 85 05 78 006 084 36")).toEqual([
      { code: "WrongKey", start: 19, end: 21, expected: "97 - N mod 97" },
    ])
    expect(defectsOf("1 85")).toEqual([{ code: "TooShort", start: 4, end: 4, expected: "13 or 15" }])
  })

  it("accepts the right keys of two samples with wrong keys in public documents", () => {
    expect(parse("1 85 05 78 006 084 91").ok).toBe(true)
    expect(parse("2 84 05 88 321 025 32").ok).toBe(true)
  })
})

describe("all defects are returned at once", () => {
  it("in the order of the text", () => {
    expect(findingsIn("0 85 13 00 000 000 00")).toEqual([
      ["ImpossibleFirstDigit", "0"],
      ["ImpossibleMonth", "13"],
      ["ImpossibleDepartement", "00"],
      ["ImpossibleCommune", "000"],
      ["ImpossibleOrder", "000"],
      ["WrongKey", "00"],
    ])
    expect(findingsIn("1 85 13 7X 006")).toEqual([
      ["ImpossibleMonth", "13"],
      ["UnexpectedCharacter", "X"],
      ["TooShort", ""],
    ])
  })

  it("except in a text that is too long, where only the first digit is checked", () => {
    expect(findingsIn("7 85 13 00 000 000 00 1").map(([code]) => code)).toEqual(["WaitingNumber", "TooLong"])
    expect(findingsIn("NER : 1 85 05 78 006 084 91").map(([code, text]) => `${code} ${text}`)).toEqual([
      "UnexpectedCharacter N",
      "UnexpectedCharacter E",
      "UnexpectedCharacter R",
      "UnexpectedCharacter :",
      "TooLong 4 91",
    ])
  })

  it("without the date and place of waiting numbers and migrants' numbers", () => {
    for (const first of ["3", "4", "7", "8"])
      expect(findingsIn(`${first}000000000000`)).toEqual([["WaitingNumber", first]])
    for (const first of ["5", "6"]) expect(findingsIn(`${first}000000000000`)).toEqual([["MigrantNumber", first]])
    expect(findingsIn("718610018826448")).toEqual([["WaitingNumber", "7"]])
    expect(findingsIn("818610017357342")).toEqual([["WaitingNumber", "8"]])
    expect(findingsIn("818610017357343")).toEqual([
      ["WaitingNumber", "8"],
      ["WrongKey", "43"],
    ])
  })
})

describe("generated numbers", () => {
  it.each(Object.entries(inputWithDefect))("have the defect %s and no other", (code, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (input) => {
        expect(defectsOf(input).map((defect) => defect.code)).toEqual([code])
      }),
      { seed: 97, numRuns: 1000 },
    )
  })

  it("without an error have no defect", () => {
    fc.assert(
      fc.property(spelledNir, (text) => parse(text).ok),
      { seed: 97, numRuns: 5000 },
    )
  })
})

describe("bounds", () => {
  it("a text has at most 20 defects, and each points into the text", () => {
    const junk = fc
      .array(fc.constantFrom(..."0123459ABZ?é\u200B😀\uD800 \n"), { maxLength: 60 })
      .map((all) => all.join(""))
    fc.assert(
      fc.property(junk, (text) => {
        const defects = defectsOf(text)
        expect(defects.length).toBeLessThanOrEqual(20)
        for (const { start, end } of defects) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThanOrEqual(start)
          expect(text.length).toBeGreaterThanOrEqual(end)
        }
      }),
      { seed: 20, numRuns: 5000 },
    )
    expect(defectsOf(`${"?".repeat(14)}0 85 13 00 000 000 00`)).toHaveLength(20)
  })

  it.each(["?", "x", "\uD800", "😀", "\0"])("only the first 15 of a million characters %j are reported", (unit) => {
    const codes = defectsOf(`${unit.repeat(1_000_000)}1`).map(({ code }) => code)
    expect(codes).toEqual(Array(15).fill("UnexpectedCharacter"))
  })

  it.each(["1", "x", "?", "2A", "1 ", " ", "\uD800"])(
    "a text of %j that is ten times longer needs no more regular expression calls",
    (unit) => {
      const countCalls = (length: number) => {
        const exec = vi.spyOn(RegExp.prototype, "exec")
        parse(unit.repeat(length))
        const { length: count } = exec.mock.calls
        exec.mockRestore()
        return count
      }
      expect(countCalls(10_000)).toBeGreaterThan(0)
      expect(countCalls(100_000)).toBe(countCalls(10_000))
    },
  )

  it.each([null, undefined, 0, 2690549588157, 1n, true, Symbol("x"), {}, [], () => "", new Date(0)])(
    "the defect of %o is NotText",
    (input) => {
      expect(defectsOf(input)).toEqual([{ code: "NotText", start: 0, end: 0, expected: "text" }])
    },
  )

  it("an object is not converted to text", () => {
    const toText = vi.fn(() => "2690549588157")
    expect(defectsOf({ toString: toText, [Symbol.toPrimitive]: toText }).map(({ code }) => code)).toEqual(["NotText"])
    expect(toText).not.toHaveBeenCalled()
  })

  it.each(Object.entries(inputWithDefect))("the expected text of %s is the same for every input", (_, arbitrary) => {
    const found = fc.sample(arbitrary, { seed: 1, numRuns: 50 }).flatMap(defectsOf)
    expect(new Set(found.map(({ expected }) => expected)).size).toBe(1)
  })
})

import { describe, expect, it } from "vitest"
import { withDigits as withDigitsInNir } from "../nir/letters.ts"
import { isSeparator } from "../nir/separators.ts"
import { digitsText, nameText, placedText, plainText, readings, withDigits, withoutSeparators } from "./typed-text.ts"

const blanks = [" ", "\t", "\n", "\r\n", "\u00a0", "\u2007", "\u2009", "\u202f", "\u3000", "\u2028"]
const invisible = ["\ufeff", "\u200b", "\u200d", "\u200e", "\u200f", "\u202a", "\u2066", "\u00ad", "\u2060"]
const dashes = ["-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212"]

describe("withoutSeparators", () => {
  it.each([...blanks, ...invisible, ...dashes, "."])("removes %j anywhere", (separator) => {
    expect(withoutSeparators(`${separator}12${separator}34${separator}`)).toBe("1234")
  })

  it.each(["/", "_", "+", "\u0085", "\u2016", "\u00b7", "\u0660", "\uff10"])("leaves %j in place", (sign) => {
    expect(withoutSeparators(`12${sign}34`)).toBe(`12${sign}34`)
  })

  it("removes exactly the separators of a social security number, of all 65,536 UTF-16 units", () => {
    const differing = Array.from({ length: 0x10000 }, (_, code) => code).filter(
      (code) => isSeparator(code) !== (withoutSeparators(String.fromCharCode(code)) === ""),
    )
    expect(differing).toEqual([])
  })
})

describe("withDigits", () => {
  it("reads O as 0, and I and L as 1, in either case", () => {
    expect(withDigits("OoIiLl 2A|S")).toBe("001111 2A|S")
  })

  it("reads the same letters as a social security number, of all 65,536 UTF-16 units", () => {
    const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code))
    expect(all.filter((character) => withDigits(character).toUpperCase() !== withDigitsInNir(character))).toEqual([])
    expect(all.filter((character) => withDigits(character) !== character)).toEqual([..."ILOilo"])
  })
})

describe("plainText", () => {
  it.each([...blanks, ...invisible])("removes %j around a text", (mark) => {
    expect(plainText(`${mark}${mark}a b${mark}`)).toBe("a b")
  })

  it.each(invisible)("removes %j inside a text", (mark) => {
    expect(plainText(`a${mark}b`)).toBe("ab")
  })

  it.each(blanks)("keeps %j inside a text", (blank) => {
    expect(plainText(`a${blank}b`)).toBe(`a${blank}b`)
  })

  it.each(dashes)("reads %j as a hyphen", (dash) => {
    expect(plainText(`a${dash}b`)).toBe("a-b")
  })

  it("removes a mixture of blanks and marks, and nothing of an empty text", () => {
    expect(plainText(" \u200e\u00a0a\u200b \ufeff")).toBe("a")
    expect(plainText(" \u200b ")).toBe("")
    expect(plainText("")).toBe("")
  })
})

describe("placedText", () => {
  it("says where each character was typed", () => {
    expect(placedText("\u200e a\u200bb\u2011 c ")).toEqual({ text: "ab- c", places: [2, 4, 5, 6, 7] })
    expect(placedText("")).toEqual({ text: "", places: [] })
  })
})

describe("nameText", () => {
  it.each([
    ["  Le\u00a0\u202fGoff\u200b ", "Le Goff"],
    ["Du\u00adpont", "Dupont"],
    ["E\u0301loi\u2011Mu\u0308ller", "Éloi-Müller"],
  ])("reads %j as %j", (typed, expected) => {
    expect(nameText(typed)).toBe(expected)
  })
})

describe("digitsText", () => {
  it.each(["12 34 O1", "12\u201334\u20130l", "\u200e1234\ufeff01", "1.2.3.4.0.I"])("reads %j as 123401", (typed) => {
    expect(digitsText(typed)).toBe("123401")
  })
})

describe("readings", () => {
  it("has the text first, and both possibilities of each letter that looks like a digit", () => {
    expect(readings("P7")).toEqual(["P7"])
    expect(readings("PO1L")).toEqual(["PO1L", "P01L", "PO11", "P011"])
  })

  it("has at most 2,048 readings", () => {
    expect(readings("O".repeat(11))).toHaveLength(2_048)
    expect(readings("O".repeat(12))).toHaveLength(1)
  })
})

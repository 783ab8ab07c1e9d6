import { describe, expect, it } from "vitest"
import { DASHES, startsWithLetter, trim, withoutBlanks, withoutSeparators } from "./typed-text.ts"

const blanks = [" ", "\t", "\n", "\r\n", "\u00a0", "\u2009", "\u202f", "\u3000", "\u2028", "\ufeff"]
const invisible = ["\u200b", "\u200e", "\u202a", "\u2066", "\u00ad", "\u2060"]

describe("withoutBlanks", () => {
  it.each(blanks)("removes %j anywhere", (blank) => {
    expect(withoutBlanks(`${blank}12${blank}34${blank}`)).toBe("1234")
  })

  it.each([...invisible, ".", "-", "\u2011"])("leaves %j in place", (mark) => {
    expect(withoutBlanks(`12${mark}34`)).toBe(`12${mark}34`)
  })
})

describe("withoutSeparators", () => {
  it.each([...blanks, ".", "-"])("removes %j anywhere", (separator) => {
    expect(withoutSeparators(`${separator}12${separator}34${separator}`)).toBe("1234")
  })

  it.each([...invisible, "/", "_", "\u2011", "\u2013"])("leaves %j in place", (mark) => {
    expect(withoutSeparators(`12${mark}34`)).toBe(`12${mark}34`)
  })
})

describe("trim", () => {
  it.each([...blanks, ...invisible])("removes %j around a text, but not inside it", (mark) => {
    expect(trim(`${mark}${mark}a${mark}b${mark}`)).toBe(`a${mark}b`)
  })

  it("removes a mixture of blanks and invisible marks, and nothing of an empty text", () => {
    expect(trim(" \u200e\u00a0a\u200b \ufeff")).toBe("a")
    expect(trim(" \u200b ")).toBe("")
    expect(trim("")).toBe("")
  })
})

describe("DASHES", () => {
  const dash = new RegExp(`^[${DASHES}]$`, "u")

  it.each(["-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015"])("matches %j", (character) => {
    expect(dash.test(character)).toBe(true)
  })

  it.each(["\u200f", "\u2016", "_", "\u2212", "."])("does not match %j", (character) => {
    expect(dash.test(character)).toBe(false)
  })
})

describe("startsWithLetter", () => {
  it.each(["P7K2", "p7k2", "  P7K2", "\u00a0p", `${" ".repeat(20)}P`])("is true for %j", (input) => {
    expect(startsWithLetter(input)).toBe(true)
  })

  it.each(["2690549588157", "É7K2", "-P7K2", "", " ", `${" ".repeat(21)}P`, null, 7, ["P"]])(
    "is false for %j",
    (input) => {
      expect(startsWithLetter(input)).toBe(false)
    },
  )
})

import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Email, Mobile, parse } from "./contact.ts"

const marks = ["\u200e", "\u200f", "\u202a", "\u2066", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad"]
const dashes = ["-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212"]
const blanks = [" ", "\u00a0", "\u2007", "\u2009", "\u202f"]

const seed = { seed: 20261130, numRuns: 2_000 }

/** Every character of a text, with some of the given texts after it. */
const spread = (text: string, between: ReadonlyArray<string>) =>
  fc
    .array(fc.constantFrom("", "", "", ...between), { minLength: text.length, maxLength: text.length })
    .map((added) => [...text].map((character, at) => character + (added[at] ?? "")).join(""))

describe("a contact typed in any spelling has the same value", () => {
  it("for a mobile number with marks, blanks, dashes and letters that look like digits", () => {
    const spellings = fc
      .constantFrom("0639981234", "O6399812E4".replace("E", "3"), "O63998l234", "06399812 34", "+33639981234")
      .chain((text) => spread(text, [...marks, ...dashes, ...blanks, "."]))
    fc.assert(
      fc.property(spellings, (text) => {
        const parsed = parse(text)
        expect(parsed.ok && parsed.contact.reveal()).toBe("+33639981234")
      }),
      seed,
    )
  })

  it("for an e-mail address with marks inside, blanks around it, and any hyphen", () => {
    const spellings = fc
      .constantFrom(...dashes)
      .chain((dash) => spread(`anne${dash}marie@example.org`, marks))
      .chain((text) => fc.constantFrom(...blanks, ...marks, "\n").map((around) => `${around}${text}${around}`))
    fc.assert(
      fc.property(spellings, (text) => {
        const parsed = parse(text)
        expect(parsed.ok && parsed.contact.reveal()).toBe("anne-marie@example.org")
      }),
      seed,
    )
  })

  it.each(["camille @example.org", "camille@ example.org", "camille\u00a0@\u202fexample.org"])(
    "for blanks around the sign of %j",
    (text) => {
      const parsed = Email.parse(text)
      expect(parsed.ok && parsed.contact.reveal()).toBe("camille@example.org")
    },
  )
})

describe("a country code without its plus", () => {
  it.each([
    ["262 692 12 34 56", "+262692123456"],
    ["262639981234", "+262639981234"],
    ["590 690 00 12 34", "+590690001234"],
    ["596696001234", "+596696001234"],
    ["594 694 00 12 34", "+594694001234"],
    ["33 6 39 98 12 34", "+33639981234"],
  ])("is read in %s", (typed, expected) => {
    const parsed = parse(typed)
    expect(parsed.ok && parsed.contact.reveal()).toBe(expected)
  })

  it.each([
    ["262 262 12 34 56", "Landline"],
    ["44 7911 123456", "CountryNotAllowed"],
    ["06 39 98 12 34 56", "NumberTooLong"],
    ["999 999 999 999", "NumberTooLong"],
  ])("does not hide what is wrong with %s: %s", (typed, code) => {
    expect(Mobile.parse(typed)).toMatchObject({ ok: false, defects: [{ code }] })
  })
})

describe("a defect says where", () => {
  it.each([
    ["\u200e ca mille@example.org", "SpaceInside", " "],
    ["camille,durand@example.org", "ForbiddenCharacter", ","],
    ["a@b@example.org", "SeveralAts", "@"],
    ["camillé@example.org", "NonAsciiLocalPart", "é"],
    ["camille..durand@example.org", "MisplacedDot", "."],
    ["Camille <camille@example.org>", "NameAroundAddress", "<"],
    ["06 39 98\u200b 12 3x", "NotDigits", "x"],
    ["+33 6 39+98 12 34", "NotDigits", "+"],
  ])("of %j: %s", (typed, code, character) => {
    const parsed = /\d\d/u.test(typed) ? Mobile.parse(typed) : Email.parse(typed)
    const [defect] = parsed.ok ? [] : parsed.defects
    expect(defect?.code).toBe(code)
    expect(typed.slice(defect?.start, defect?.end)).toBe(character)
  })

  it("only if one character is wrong", () => {
    expect(parse("camille@example")).toEqual({ ok: false, defects: [{ code: "DomainWithoutDot" }] })
    expect(parse("06 39")).toEqual({ ok: false, defects: [{ code: "NumberTooShort" }] })
  })
})

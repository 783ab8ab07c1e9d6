import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { SEPARATORS } from "../../../test/models/nir.ts"
import { nir, spelledNir } from "../../testing/generators/nir.ts"
import { formatAsYouType, mask } from "./field.ts"
import { Nir, parse } from "./nir.ts"
import { revealFormatted } from "./reveal-formatted.ts"

/** A field as one text, with a bar for the caret. */
const field = (drawn: string, inputType?: string) => {
  const { text, caret } = formatAsYouType(drawn.replace("|", ""), drawn.indexOf("|"), inputType)
  return `${text.slice(0, caret)}|${text.slice(caret)}`
}

/** Texts that people type, paste and drop into a field. */
const typing = fc
  .array(fc.constantFrom(..."0123456789ABabO", ...SEPARATORS, "\u200B", "\n", "é", "😀", "𝟏", "/"), { maxLength: 24 })
  .map((characters) => characters.join(""))
const anyText = fc.oneof(typing, fc.string({ unit: "binary" }), spelledNir)
const lettersAndDigitsOf = (text: string) =>
  text.replace(/[^\p{L}\p{N}]/gu, "").replace(/[ab]/g, (letter) => letter.toUpperCase())

describe("formatAsYouType", () => {
  it.each([
    ["|", "|"],
    ["1|", "1|"],
    ["18|", "1 8|"],
    ["1 85|", "1 85|"],
    ["1 850|", "1 85 0|"],
    ["1 85 05 7|", "1 85 05 7|"],
    ["1 85 05 78 0060|", "1 85 05 78 006 0|"],
    ["1 85 05 78 006 084|", "1 85 05 78 006 084|"],
    ["1 85 05 78 006 0849|", "1 85 05 78 006 084 9|"],
    ["1 85 05 78 006 084 91|", "1 85 05 78 006 084 91|"],
    ["1 85 05 78 006 084 912|", "1 85 05 78 006 084 91 2|"],
    ["1 85 05 2a|", "1 85 05 2A|"],
    ["1 85 05 2o|", "1 85 05 2o|"],
  ])("formats %s as %s, typed at the end", (typed, expected) => {
    expect(field(typed)).toBe(expected)
  })

  it.each([
    ["a character before others", "1 29|85 05", "1 29| 85 05"],
    ["a character at the end of a group", "12| 85 05", "1 2|8 50 5"],
    ["a caret at the start", "|1 85", "|1 85"],
    ["a deletion in the middle", "1 8| 05 78", "1 8|0 57 8"],
    ["a backspace over a space", "1|85 05", "1| 85 05"],
    ["a caret before a space", "1| 85", "1| 85"],
    ["a caret after a space", "1 |85", "1| 85"],
    ["a paste", "1.85.05.78.006.084-91|", "1 85 05 78 006 084 91|"],
    ["a paste of no-break spaces", "1\u00A085\u202F05\u2009|", "1 85 05|"],
    ["a paste with a zero-width space", "\u200B185|", "1 85|"],
  ])("keeps the caret after its character with %s", (_, typed, expected) => {
    expect(field(typed)).toBe(expected)
  })

  it("moves the caret over a space for the delete key, and only there", () => {
    expect(field("1|85 05", "deleteContentForward")).toBe("1 |85 05")
    expect(field("1 |5 05", "deleteContentForward")).toBe("1 |50 5")
    expect(field("1 8|05", "deleteContentForward")).toBe("1 8|0 5")
    expect(field("1|85 05", "deleteContentBackward")).toBe("1| 85 05")
  })

  it("places the caret at the end if its position is null or beyond the text", () => {
    expect(formatAsYouType("185", null)).toEqual({ text: "1 85", caret: 4 })
    expect(formatAsYouType("185", 99)).toEqual({ text: "1 85", caret: 4 })
    expect(formatAsYouType("185", -1)).toEqual({ text: "1 85", caret: 0 })
  })

  it("keeps every letter and digit in order, and the caret after the same one", () => {
    fc.assert(
      fc.property(anyText, fc.nat({ max: 30 }), (typed, at) => {
        const { text, caret } = formatAsYouType(typed, at)
        expect(lettersAndDigitsOf(text)).toBe(lettersAndDigitsOf(typed))
        expect(lettersAndDigitsOf(text.slice(0, caret))).toBe(lettersAndDigitsOf(typed.slice(0, at)))
      }),
      { seed: 15, numRuns: 2000 },
    )
  })

  it("is idempotent, including the caret, and returns no space at the start or the end", () => {
    fc.assert(
      fc.property(anyText, fc.nat({ max: 30 }), (typed, at) => {
        const once = formatAsYouType(typed, at)
        expect(formatAsYouType(once.text, once.caret)).toEqual(once)
        expect(once.text.trim()).toBe(once.text)
      }),
      { seed: 16, numRuns: 2000 },
    )
  })

  it("formats a number like revealFormatted, and parse reads the same number", () => {
    fc.assert(
      fc.property(nir, fc.boolean(), (value, withKey) => {
        const { text } = formatAsYouType(revealFormatted(value, { key: withKey, separator: "" }), null)
        expect(text).toBe(revealFormatted(value, { key: withKey }))
      }),
      { seed: 17, numRuns: 500 },
    )
    fc.assert(
      fc.property(spelledNir, (typed) => {
        const [before, after] = [parse(typed), parse(formatAsYouType(typed, null).text)]
        return before.ok && after.ok && before.nir.equals(after.nir)
      }),
      { seed: 18, numRuns: 500 },
    )
  })

  it("returns the same text for typing as for pasting, and an empty text after deleting every character", () => {
    fc.assert(
      fc.property(typing, (typed) => {
        let state = { text: "", caret: 0 }
        for (const character of typed) {
          const value = state.text.slice(0, state.caret) + character + state.text.slice(state.caret)
          state = formatAsYouType(value, state.caret + character.length)
        }
        expect(state.text).toBe(formatAsYouType(typed, null).text)
        for (let left = state.text.length; left > 0; left--) {
          const units = [...state.text.slice(0, state.caret)].at(-1)?.length ?? 0
          const value = state.text.slice(0, state.caret - units) + state.text.slice(state.caret)
          state = formatAsYouType(value, state.caret - units)
        }
        expect(state).toEqual({ text: "", caret: 0 })
      }),
      { seed: 19, numRuns: 500 },
    )
  })
})

describe("mask", () => {
  it.each([
    ["", ""],
    ["1", "•"],
    ["1 8", "• •"],
    ["1 85 05 2a", "• •• •• ••"],
    ["1 85 05 78 006 08", "• •• •• •• ••• ••"],
    ["1 85 05 78 006 084", "• •• •• •• ••• 084"],
    ["1 85 05 78 006 084 9", "• •• •• •• ••• 084"],
    ["1 85 05 78 006 084 91", "• •• •• •• ••• 084"],
    ["1 85 05 78 006 084 912", "• •• •• •• ••• ••• •• •"],
    [null, ""],
    [1850578006084, ""],
  ])("masks %j as %j", (typed, expected) => {
    expect(mask(typed as string)).toBe(expected)
  })

  it("masks 10 million characters as a number that is too long", () => {
    expect(mask("0".repeat(10_000_000))).toBe("• •• •• •• ••• ••• •• •")
  })

  it("is the mask of the Nir, for every spelling", () => {
    fc.assert(
      fc.property(spelledNir, (typed) => mask(typed) === String(new Nir(typed))),
      { seed: 20, numRuns: 500 },
    )
  })

  it("is idempotent, and shows none of the first ten characters", () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        expect(mask(mask(typed))).toBe(mask(typed))
        expect(mask(typed).slice(0, 14)).toMatch(/^[• ]*$/)
      }),
      { seed: 21, numRuns: 1000 },
    )
  })
})

it("formatAsYouType formats 10 million characters", () => {
  const { text, caret } = formatAsYouType("1".repeat(10_000_000), 3)
  expect([text.length, caret]).toEqual([10_000_007, 4])
})

it.each([null, undefined, 1850578006084, {}, ["185"]])("formatAsYouType returns an empty field for %o", (typed) => {
  expect(formatAsYouType(typed as string, 3)).toEqual({ text: "", caret: 0 })
})

import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { SEPARATORS } from "../../../test/models/nir.ts"
import { nir, spelledNir } from "../../testing/nir.arbitrary.ts"
import { formatAsYouType, mask } from "./field.ts"
import { Nir, parse } from "./nir.ts"
import { revealFormatted } from "./reveal-formatted.ts"

/** A field as one text, a bar where the caret stands. */
const field = (drawn: string, inputType?: string) => {
  const { text, caret } = formatAsYouType(drawn.replace("|", ""), drawn.indexOf("|"), inputType)
  return `${text.slice(0, caret)}|${text.slice(caret)}`
}

/** What people type, paste and drop into a field. */
const typing = fc
  .array(fc.constantFrom(..."0123456789ABabO", ...SEPARATORS, "\u200B", "\n", "é", "😀", "𝟏", "/"), { maxLength: 24 })
  .map((characters) => characters.join(""))
const anyText = fc.oneof(typing, fc.string({ unit: "binary" }), spelledNir)
const keptOf = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, "").replace(/[ab]/g, (letter) => letter.toUpperCase())

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
  ])("typing at the end: %s becomes %s", (typed, expected) => {
    expect(field(typed)).toBe(expected)
  })

  it.each([
    ["a character before others", "1 29|85 05", "1 29| 85 05"],
    ["at the end of a group", "12| 85 05", "1 2|8 50 5"],
    ["the caret first", "|1 85", "|1 85"],
    ["a deletion in the middle", "1 8| 05 78", "1 8|0 57 8"],
    ["a backspace over a space", "1|85 05", "1| 85 05"],
    ["a caret before a space", "1| 85", "1| 85"],
    ["a caret after a space", "1 |85", "1| 85"],
    ["a paste", "1.85.05.78.006.084-91|", "1 85 05 78 006 084 91|"],
    ["a paste of no-break spaces", "1\u00A085\u202F05\u2009|", "1 85 05|"],
    ["a paste with a zero-width space", "\u200B185|", "1 85|"],
  ])("the caret stays after its character: %s", (_, typed, expected) => {
    expect(field(typed)).toBe(expected)
  })

  it("the delete key steps over the space it can't delete, and only there", () => {
    expect(field("1|85 05", "deleteContentForward")).toBe("1 |85 05")
    expect(field("1 |5 05", "deleteContentForward")).toBe("1 |50 5")
    expect(field("1 8|05", "deleteContentForward")).toBe("1 8|0 5")
    expect(field("1|85 05", "deleteContentBackward")).toBe("1| 85 05")
  })

  it("where no caret is known, it stands at the end", () => {
    expect(formatAsYouType("185", null)).toEqual({ text: "1 85", caret: 4 })
    expect(formatAsYouType("185", 99)).toEqual({ text: "1 85", caret: 4 })
    expect(formatAsYouType("185", -1)).toEqual({ text: "1 85", caret: 0 })
  })

  it("keeps every letter and digit, in order, and the caret after the same one", () => {
    fc.assert(
      fc.property(anyText, fc.nat({ max: 30 }), (typed, at) => {
        const { text, caret } = formatAsYouType(typed, at)
        expect(keptOf(text)).toBe(keptOf(typed))
        expect(keptOf(text.slice(0, caret))).toBe(keptOf(typed.slice(0, at)))
      }),
      { seed: 15, numRuns: 2000 },
    )
  })

  it("is idempotent, caret included, and begins and ends with no space", () => {
    fc.assert(
      fc.property(anyText, fc.nat({ max: 30 }), (typed, at) => {
        const once = formatAsYouType(typed, at)
        expect(formatAsYouType(once.text, once.caret)).toEqual(once)
        expect(once.text.trim()).toBe(once.text)
      }),
      { seed: 16, numRuns: 2000 },
    )
  })

  it("makes of a number what revealFormatted makes, and parse reads the same as before", () => {
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

  it("typing character by character comes to the same as pasting, and deleting all comes to nothing", () => {
    fc.assert(
      fc.property(typing, (typed) => {
        let now = { text: "", caret: 0 }
        for (const character of typed) {
          const value = now.text.slice(0, now.caret) + character + now.text.slice(now.caret)
          now = formatAsYouType(value, now.caret + character.length)
        }
        expect(now.text).toBe(formatAsYouType(typed, null).text)
        for (let left = now.text.length; left > 0; left--) {
          const units = [...now.text.slice(0, now.caret)].at(-1)?.length ?? 0
          const value = now.text.slice(0, now.caret - units) + now.text.slice(now.caret)
          now = formatAsYouType(value, now.caret - units)
        }
        expect(now).toEqual({ text: "", caret: 0 })
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
    ["0".repeat(10_000_000), "• •• •• •• ••• ••• •• •"],
    [null, ""],
    [1850578006084, ""],
  ])("of %.40j is %j", (typed, expected) => {
    expect(mask(typed as string)).toBe(expected)
  })

  it("is that of the number, in whatever spelling", () => {
    fc.assert(
      fc.property(spelledNir, (typed) => mask(typed) === String(new Nir(typed))),
      { seed: 20, numRuns: 500 },
    )
  })

  it("is idempotent, and shows nothing of the first ten characters", () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        expect(mask(mask(typed))).toBe(mask(typed))
        expect(mask(typed).slice(0, 14)).toMatch(/^[• ]*$/)
      }),
      { seed: 21, numRuns: 1000 },
    )
  })
})

it("10 million characters are a field all the same", () => {
  const { text, caret } = formatAsYouType("1".repeat(10_000_000), 3)
  expect([text.length, caret]).toEqual([10_000_007, 4])
})

it.each([null, undefined, 1850578006084, {}, ["185"]])("%o in a field is nothing", (typed) => {
  expect(formatAsYouType(typed as string, 3)).toEqual({ text: "", caret: 0 })
})

import * as fc from "fast-check"
import { expect, it } from "vitest"
import { label, notLabel } from "../../testing/generators/label.ts"
import { parseLabel } from "./label.ts"

it.each([
  ["Firefox, Lyon", "Firefox, Lyon"],
  [" Téléphone d’Ada\u200B ", "Téléphone d’Ada"],
  ["a".repeat(80), "a".repeat(80)],
  ["a".repeat(81), null],
  ["", null],
  [" ", null],
  ["two\nlines", null],
  ["a\u202Eb", "ab"],
  ["\ud800", null],
  [7, null],
  [null, null],
])("the label %j is read as %j", (input, expected) => {
  expect(parseLabel(input)).toBe(expected)
})

it("generated labels are kept without marks and blanks around, and what is no label is left out", () => {
  const isKept = fc.property(label, ({ given, kept }) => {
    expect(parseLabel(given)).toBe(kept)
  })
  const isLeftOut = fc.property(notLabel, (given) => {
    expect(parseLabel(given)).toBe(null)
  })
  fc.assert(isKept)
  fc.assert(isLeftOut)
})

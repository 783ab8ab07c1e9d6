import * as fc from "fast-check"
import { expect, it } from "vitest"
import { nir } from "../../testing/generators/nir.ts"
import { Nir, parse } from "./nir.ts"
import { revealFormatted, type Separator } from "./reveal-formatted.ts"

it("revealFormatted prints the groups of the card", () => {
  expect(revealFormatted(new Nir("2690549588157"), { key: true })).toBe("2 69 05 49 588 157 80")
  expect(revealFormatted(new Nir("1850578006084"), { key: true })).toBe("1 85 05 78 006 084 91")
  expect(revealFormatted(new Nir("1850578006084"))).toBe("1 85 05 78 006 084")
  expect(revealFormatted(new Nir("185052a006084"), { key: false })).toBe("1 85 05 2A 006 084")
})

const separators: ReadonlyArray<Separator> = ["", " ", "\u00A0", "\u202F", ".", "-"]

it.each(separators)("parse reads what revealFormatted writes with the separator %j", (separator) => {
  fc.assert(
    fc.property(nir, fc.boolean(), (value, key) => {
      const text = revealFormatted(value, { key, separator })
      expect(text.split(separator)).toHaveLength(separator === "" ? (key ? 15 : 13) : key ? 7 : 6)
      const parsed = parse(text)
      expect(parsed.ok && parsed.nir.equals(value)).toBe(true)
    }),
    { seed: 6, numRuns: 300 },
  )
})

it.each([null, undefined, "1850578006084", 1, {}])(
  "revealFormatted throws a TypeError for %o, which is not a Nir",
  (other) => {
    expect(() => revealFormatted(other as Nir)).toThrow(TypeError)
  },
)

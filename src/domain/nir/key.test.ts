import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { nir } from "../../testing/generators/nir.ts"
import { isNir } from "./is-nir.ts"
import { key } from "./key.ts"
import { Nir } from "./nir.ts"

it.each([
  ["2690549588157", "80"],
  ["1850578006084", "91"],
  ["2840588321025", "32"],
])("key of %s is %s", (text, expected) => {
  expect(key(new Nir(text))).toBe(expected)
})

it("key is 97 minus the remainder of the number, in two digits", () => {
  fc.assert(
    fc.property(nir, (value) => {
      const digits = value.reveal().replace("2A", "19").replace("2B", "18")
      expect(key(value)).toBe(String(97n - (BigInt(digits) % 97n)).padStart(2, "0"))
      expect(isNir(value.reveal() + key(value))).toBe(true)
    }),
    { seed: 97, numRuns: 3000 },
  )
})

it("key has all values from 01 to 97", () => {
  const keys = new Set(fc.sample(nir, { seed: 97, numRuns: 5000 }).map(key))
  expect([...keys].sort()).toEqual(Array.from({ length: 97 }, (_, index) => String(index + 1).padStart(2, "0")))
})

describe("the key detects", () => {
  const keyed = nir.map((value) => value.reveal() + key(value))

  it("every single wrong digit", () => {
    fc.assert(
      fc.property(keyed, fc.nat({ max: 14 }), fc.integer({ min: 1, max: 9 }), (text, place, shift) => {
        const digit = Number(text[place])
        if (Number.isNaN(digit)) return true
        return !isNir(text.slice(0, place) + ((digit + shift) % 10) + text.slice(place + 1))
      }),
      { seed: 1, numRuns: 5000 },
    )
  })

  it("every swap of two different neighbours", () => {
    fc.assert(
      fc.property(keyed, fc.nat({ max: 11 }), (text, place) => {
        const [first, second] = [text[place], text[place + 1]]
        return first === second || !isNir(text.slice(0, place) + second + first + text.slice(place + 2))
      }),
      { seed: 2, numRuns: 5000 },
    )
  })

  it("but not 2A written as 19, nor 2B written as 18", () => {
    expect(key(new Nir("185052A006084"))).toBe(key(new Nir("1850519006084")))
    expect(key(new Nir("185052B006084"))).toBe(key(new Nir("1850518006084")))
    expect(key(new Nir("185052A006084"))).not.toBe(key(new Nir("185052B006084")))
  })
})

it.each([null, undefined, "2690549588157", 2690549588157, {}])(
  "key throws a TypeError for %o, which is not a Nir",
  (other) => {
    expect(() => key(other as Nir)).toThrow(TypeError)
  },
)

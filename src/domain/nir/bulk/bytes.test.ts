import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { SEPARATORS } from "../../../../test/models/nir.ts"
import { inputWithDefect, spelledNir } from "../../../testing/generators/nir.ts"
import { isNir } from "../is-nir.ts"
import { isNirInBytes } from "./bytes.ts"

const utf8 = (text: string) => new TextEncoder().encode(text)
/** The text after encoding: UTF-8 cannot represent a lone surrogate, so the encoder replaces it. */
const wellFormed = (text: string) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(utf8(text))
const hex = (bytes: string) => Uint8Array.from(bytes.split(" "), (byte) => Number.parseInt(byte, 16))
const around = (middle: Uint8Array) => Uint8Array.from([...utf8("1850578006084"), ...middle, ...utf8("91")])

describe("isNirInBytes agrees with isNir", () => {
  it.each([["right numbers", spelledNir], ...Object.entries(inputWithDefect)])(
    "about generated input: %s",
    (_, arbitrary) => {
      fc.assert(
        fc.property(arbitrary, (input) => {
          const text = typeof input === "string" ? wellFormed(input) : ""
          return isNirInBytes(utf8(text)) === isNir(text)
        }),
        { seed: 8, numRuns: 1000 },
      )
    },
  )

  it("about every UTF-16 unit between the number and its key", () => {
    const accepted = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((character) =>
      isNirInBytes(around(utf8(character))),
    )
    expect(accepted).toEqual([...SEPARATORS].sort())
  })

  it("about any bytes that are text", () => {
    const piece = fc.oneof(
      fc.constantFrom("1", "2", "85", "05", "2A", "2b", "78006", "084", "91", "0", "9"),
      fc.constantFrom(...SEPARATORS, "\n", "\r\n", "é", "\u200B", "😀", ":", "/", "\0"),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("")
        return isNirInBytes(utf8(text)) === isNir(text)
      }),
      { seed: 9, numRuns: 5000 },
    )
  })
})

describe("isNirInBytes accepts only valid UTF-8 as a separator", () => {
  it.each([
    ["C2 A0, a no-break space", "c2 a0", true],
    ["E2 80 AF, a narrow one", "e2 80 af", true],
    ["A0 alone, as in Latin-1", "a0", false],
    ["C2 alone", "c2", false],
    ["E2 80, cut short", "e2 80", false],
    ["C0 A0, a space in two bytes", "c0 a0", false],
    ["E0 80 A0, a space in three", "e0 80 a0", false],
    ["E0 82 A0, a no-break space in three", "e0 82 a0", false],
    ["F0 80 80 A0, a space in four", "f0 80 80 a0", false],
    ["E2 00 AF", "e2 00 af", false],
    ["E2 80 2F", "e2 80 2f", false],
    ["FF", "ff", false],
  ])("and answers for %s (%s): %s", (_, bytes, expected) => {
    expect(isNirInBytes(around(hex(bytes)))).toBe(expected)
  })

  it("and no separator that the bounds cut", () => {
    const bytes = Uint8Array.from([...utf8("1850578006084"), ...hex("e2 80 af")])
    expect(isNirInBytes(bytes)).toBe(true)
    expect(isNirInBytes(bytes, 0, 15)).toBe(false)
    expect(isNirInBytes(bytes, 0, 14)).toBe(false)
    expect(isNirInBytes(bytes, 0, 13)).toBe(true)
  })
})

it("isNirInBytes reads only between its bounds", () => {
  const file = utf8("1850578006084\n2 69 05 49 588 157 80\r\n9\n")
  expect(isNirInBytes(file, 0, 13)).toBe(true)
  expect(isNirInBytes(file, 0, 14)).toBe(true)
  expect(isNirInBytes(file, 0, 15)).toBe(false)
  expect(isNirInBytes(file, 1, 14)).toBe(false)
  expect(isNirInBytes(file, 14, 37)).toBe(true)
  expect(isNirInBytes(file, 14, 1_000)).toBe(false)
  expect(isNirInBytes(utf8("1850578006084"), 0, 1_000)).toBe(true)
})

it("isNirInBytes refuses 10 million bytes", () => {
  expect(isNirInBytes(new Uint8Array(10_000_000).fill(0x31))).toBe(false)
  expect(isNirInBytes(new Uint8Array(10_000_000).fill(0x20))).toBe(false)
  expect(isNirInBytes(new Uint8Array(10_000_000).fill(0xe2))).toBe(false)
})

it.each([null, undefined, "1850578006084", [49, 56], {}, new ArrayBuffer(13), new Uint16Array(13), 1])(
  "isNirInBytes refuses %o, which is not a Uint8Array",
  (input) => {
    expect(isNirInBytes(input as Uint8Array)).toBe(false)
  },
)

it.each([
  [-1, 13],
  [0.5, 13],
  [Number.NaN, 13],
  [0, Number.NaN],
  [0, -1],
  [13, 0],
  [Infinity, Infinity],
])("isNirInBytes accepts only a whole number between the bounds %s and %s", (start, end) => {
  const bytes = utf8("1850578006084")
  expect(isNirInBytes(bytes, start, end)).toBe(Number.isNaN(end))
})

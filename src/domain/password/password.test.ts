import { inspect } from "node:util"
import * as Equal from "effect/Equal"
import { describe, expect, it } from "vitest"
import { longestSpelling, type Password, readTyped, toNfc } from "./password.ts"

const read = (typed: unknown) => readTyped(typed)?.reveal() ?? null

describe("readTyped", () => {
  it.each([
    ["", ""],
    ["azerty", "azerty"],
    ["E\u0301te", "Éte"],
    ["Aa1\u0000", "Aa1\u0000"],
    [" 12345678 ", " 12345678 "],
    ["👍".repeat(256), "👍".repeat(256)],
    ["👍".repeat(257), null],
    ["x".repeat(256), "x".repeat(256)],
    ["x".repeat(257), null],
    ["e\u0301".repeat(256), "é".repeat(256)],
    ["\ud83d", null],
    [null, null],
    [12345678, null],
    [{ toString: () => "Azerty12" }, null],
    ["x".repeat(10_000_000), null],
  ])("reads case %# in the form that was hashed, or refuses it", (typed, expected) => {
    expect(read(typed)).toBe(expected)
  })
})

describe("Password", () => {
  const canary = readTyped("Canari-2024") as Password

  it("shows nothing of its text when printed", () => {
    const printed = [
      String(canary),
      `${canary}`,
      JSON.stringify({ canary }),
      inspect(canary, { showHidden: true }),
      inspect([canary]),
    ]
    expect(printed.join()).not.toContain("Canari")
    expect(Object.keys(canary)).toEqual([])
    expect(structuredClone({ ...canary })).toEqual({})
  })

  it("is compared by its text, with equals and with Effect", () => {
    expect(canary.equals(readTyped("Canari-2024"))).toBe(true)
    expect(canary.equals(readTyped("Canari-2025"))).toBe(false)
    expect(canary.equals("Canari-2024")).toBe(false)
    expect(Equal.equals(canary, readTyped("Canari-2024"))).toBe(true)
    expect(Equal.equals(canary, readTyped("Canari-2025"))).toBe(false)
  })
})

describe("longestSpelling", () => {
  it("is never exceeded: no code point of Unicode decomposes into 8 units or 5 code points", () => {
    let units = 0
    let points = 0
    for (let point = 0; point <= 0x10ffff; point++) {
      if (point >= 0xd800 && point <= 0xdfff) continue
      const decomposed = String.fromCodePoint(point).normalize("NFD")
      units = Math.max(units, decomposed.length)
      points = Math.max(points, [...decomposed].length)
    }
    expect(points).toBe(4)
    expect(units).toBeLessThan(longestSpelling(1))
  })

  it("admits the longest spelling of a password of maximal length", () => {
    expect(toNfc("\u03b1\u0313\u0300\u0345".repeat(24))).toBe("\u1f82".repeat(24))
    expect("\u03b1\u0313\u0300\u0345".repeat(24).length).toBeLessThanOrEqual(longestSpelling(24))
  })
})

describe("NFC", () => {
  it("changes no pair of code units below U+0300", () => {
    for (let first = 0; first < 0x300; first++) {
      const row = Array.from({ length: 0x300 }, (_, second) => String.fromCharCode(first, second)).join("")
      expect(row.normalize("NFC") === row).toBe(true)
    }
  })
})

import { describe, expect, it, vi } from "vitest"
import { SEPARATORS } from "../../../test/models/nir.ts"
import { isNir } from "./is-nir.ts"
import { parse } from "./nir.ts"

describe("isNir and published samples", () => {
  it.each(["2 69 05 49 588 157 80", "1 85 05 78 006 084 91", "2 84 05 88 321 025 32", "1 85 05 78 006 084"])(
    "accepts the sample %s",
    (text) => {
      expect(isNir(text)).toBe(true)
    },
  )
  it.each(["1 85 05 78 006 084 36", "2 84 05 88 321 025 30", "718610018826448", "818610017357342"])(
    "refuses the sample %s",
    (text) => {
      expect(isNir(text)).toBe(false)
    },
  )
})

describe("isNir on both sides of every edge", () => {
  it.each([
    ["13 characters", "1850578006084", true],
    ["12 characters", "185057800608", false],
    ["14 characters", "18505780060849", false],
    ["15 characters", "185057800608491", true],
    ["16 characters", "1850578006084910", false],
    ["key one below", "185057800608490", false],
    ["key one above", "185057800608492", false],
    ["first digit 0", "0850578006084", false],
    ["first digit 1", "1850578006084", true],
    ["first digit 2", "2850578006084", true],
    ["first digit 3", "3850578006084", false],
    ["first digit 9", "9850578006084", false],
    ["month 00", "1850078006084", false],
    ["month 01", "1850178006084", true],
    ["month 12", "1851278006084", true],
    ["month 13", "1851378006084", false],
    ["month 19", "1851978006084", false],
    ["month 20", "1852078006084", true],
    ["month 99", "1859978006084", true],
    ["département 00", "1850500006084", false],
    ["département 01", "1850501006084", true],
    ["département 96", "1850596006084", true],
    ["commune 000", "1850578000084", false],
    ["commune 001", "1850578001084", true],
    ["commune 999", "1850578999084", true],
    ["commune 00 in 970", "1850597000084", false],
    ["commune 01 in 970", "1850597001084", true],
    ["commune 00 in 971", "1850597100084", false],
    ["commune 01 in 971", "1850597101084", true],
    ["commune 00 in 989", "1850598900084", false],
    ["commune 100 in 96, which is not overseas", "1850596100084", true],
    ["country 000", "1850599000084", false],
    ["country 100", "1850599100084", true],
    ["order 000", "1850578006000", false],
    ["order 001", "1850578006001", true],
    ["order 999", "1850578006999", true],
    ["2A", "185052A006084", true],
    ["2B", "185052B006084", true],
    ["2a", "185052a006084", true],
    ["2b", "185052b006084", true],
    ["2C", "185052C006084", false],
    ["2@, the sign before A", "185052@006084", false],
    ["1A", "185051A006084", false],
    ["3B", "185053B006084", false],
    ["A2", "18505A2006084", false],
    ["a letter one place early", "18502A0006084", false],
    ["a letter one place late", "1850572A06084", false],
    ["a letter in the key", "1850578006084A1", false],
    ["/, the sign before 0", "1850578/06084", false],
    [":, the sign after 9", "1850578:06084", false],
  ])("answers for %s (%s): %s", (_, text, expected) => {
    expect(isNir(text)).toBe(expected)
  })

  it.each([
    ["2A counts as 19", "2A", 19n],
    ["2B counts as 18", "2B", 18n],
    ["2a counts as 19", "2a", 19n],
    ["2b counts as 18", "2b", 18n],
  ])("computes the key with the rule that %s", (_, letters, digits) => {
    const right = 97n - (BigInt(`18505${digits}006084`) % 97n)
    const accepted = Array.from({ length: 100 }, (_, key) => String(key).padStart(2, "0")).filter((key) =>
      isNir(`18505${letters}006084${key}`),
    )
    expect(accepted).toEqual([String(right).padStart(2, "0")])
  })

  it("accepts the keys 01 and 97, and no other key for those numbers", () => {
    const keyed = (key: number) =>
      Array.from({ length: 999 }, (_, order) => `1850578006${String(order + 1).padStart(3, "0")}`).find(
        (text) => 97n - (BigInt(text) % 97n) === BigInt(key),
      ) ?? ""
    for (const key of [1, 97]) {
      const accepted = Array.from({ length: 100 }, (_, other) => other).filter((other) =>
        isNir(keyed(key) + String(other).padStart(2, "0")),
      )
      expect(accepted).toEqual([key])
    }
  })
})

describe("isNir and separators", () => {
  it("accepts exactly the listed separators, of all 65,536 UTF-16 units", () => {
    const accepted = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((character) =>
      isNir(`1850578006084${character}91`),
    )
    expect(accepted).toEqual([...SEPARATORS].sort())
  })

  it("accepts separators in any place and any number", () => {
    expect(isNir(" - 1 8 5..05-78\t006\u00A0084\u202F\u20099 1 ")).toBe(true)
  })

  it.each([
    ["at the end", "1850578006084\n", true],
    ["as CR LF", "1850578006084\r\n", true],
    ["before trailing spaces", "1850578006084 \n \r\n", true],
    ["before the key", "1850578006084\n91", true],
    ["at the start", "\n1850578006084", true],
    ["as U+2028", "1850578006084\u2028", true],
    ["as a vertical tab", "1850578006084\v", true],
    ["as NEL, which is no blank of Unicode's regular expressions", "1850578006084\u0085", false],
  ])("answers for a line end %s (%j): %s", (_, text, expected) => {
    expect(isNir(text)).toBe(expected)
  })
})

describe("isNir and letters that look like digits", () => {
  it.each([
    ["O for 0, in either case", "185O5780o6084"],
    ["I and L for 1, in either case", "I85057800608491".replace("91", "9l")],
    ["a small L at the start and in the key", "l 85 05 78 006 084 9l"],
    ["a small I", "i850578006084"],
    ["an O after the 2 of a département", "185052O006084"],
  ])("accepts %s", (_, text) => {
    expect(isNir(text)).toBe(true)
  })

  it.each([
    ["a B for an 8", "1B50578006084"],
    ["an S for a 5", "18S0578006084"],
    ["a Z for a 2", "Z690549588157"],
    ["a capital Greek omicron", "185\u039F578006084"],
    ["a dotless i", "\u0131850578006084"],
    ["a vertical bar", "|850578006084"],
  ])("refuses %s, which may be a typing error", (_, text) => {
    expect(isNir(text)).toBe(false)
  })
})

describe("isNir and unusual inputs", () => {
  it.each([
    null,
    undefined,
    2690549588157,
    2690549588157n,
    true,
    Symbol("nir"),
    [],
    ["2690549588157"],
    { toString: () => "2690549588157" },
    new String("2690549588157"),
    () => "2690549588157",
    Number.NaN,
  ])("refuses %o, which is not text", (input) => {
    expect(isNir(input)).toBe(false)
  })

  it.each([
    ["no characters", ""],
    ["full-width digits", "１８５０５７８００６０８４"],
    ["Arabic digits", "١٨٥٠٥٧٨٠٠٦٠٨٤"],
    ["one full-width digit", "185057800608４"],
    ["NUL", "1850578006084\0"],
    ["a lone surrogate", "1850578006084\uD800"],
    ["an exponent", "1850578e06084"],
    ["a sign", "+1850578006084"],
  ])("refuses a text with %s", (_, text) => {
    expect(isNir(text)).toBe(false)
  })

  it.each([
    ["digits", "1".repeat(10_000_000)],
    ["spaces", " ".repeat(10_000_000)],
    ["line ends", "\n".repeat(10_000_000)],
    ["NUL", "\0".repeat(10_000_000)],
    ["lone surrogates", "\uD800".repeat(10_000_000)],
  ])("refuses 10 million %s, and so does parse", (_, text) => {
    expect(isNir(text)).toBe(false)
    expect(parse(text).ok).toBe(false)
  })

  it("accepts a number among 10 million spaces, and so does parse", () => {
    const text = `${" ".repeat(5_000_000)}1850578006084${" ".repeat(5_000_000)}`
    expect(isNir(text)).toBe(true)
    expect(parse(text).ok).toBe(true)
  })

  it.each(["1", " ", "\n", "\n ", "x", "1 ", " 1\n", "\uD800", "2A"])(
    "reads each character of %j… at most once",
    (unit) => {
      const charCodeAt = vi.spyOn(String.prototype, "charCodeAt")
      const text = unit.repeat(1000)
      isNir(text)
      expect(charCodeAt.mock.calls.length).toBeLessThanOrEqual(text.length + 1)
      charCodeAt.mockRestore()
    },
  )
})

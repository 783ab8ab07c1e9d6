import * as fc from "fast-check"
import { describe, expect, it, vi } from "vitest"
import { nir } from "../../testing/generators/nir.ts"
import { key } from "./key.ts"
import { redact } from "./redact.ts"
import { revealFormatted } from "./reveal-formatted.ts"

const MASK = "• •• •• •• ••• 084"

describe("redact masks", () => {
  it.each([
    ["1850578006084", MASK],
    ["185057800608491", MASK],
    ["1 85 05 78 006 084", MASK],
    ["1 85 05 78 006 084 91", MASK],
    ["1.85.05.78.006.084.91", MASK],
    ["1-85-05-78-006-084-91", MASK],
    ["1-85-05-78-006-084", MASK],
    ["1 - 85 - 05 - 78 - 006 - 084 - 91", MASK],
    ["1\u00A085\u202F05\u200978\t006\u3000084", MASK],
    ["1850578006084 91", MASK],
    ["1 85 05 2a 006 084", MASK],
    ["185052B006084", MASK],
    ["1 85 05 97 105 084", MASK],
    ["1 85 05 971 05 084", MASK],
    ["1 8 5 0 5 7 8 0 0 6 0 8 4 9 1", MASK],
    ["185 057 800 608 491", MASK],
    ["nir=1850578006084;", `nir=${MASK};`],
    ["(1850578006084)", `(${MASK})`],
    ["nir_1850578006084.pdf", `nir_${MASK}.pdf`],
    ["Numéro 1 85 05 78 006 084.", `Numéro ${MASK}.`],
    ["n°1850578006084, 2 rue", `n°${MASK}, 2 rue`],
    ['{"nir":"1850578006084"}', `{"nir":"${MASK}"}`],
    ["1850578006084\n1850578006084", `${MASK}\n${MASK}`],
    ["1 85 05 78 006 084 1 85 05 78 006 084 91", `${MASK} ${MASK}`],
    ["1 85 05 78 006 084 12 rue", `${MASK} 12 rue`],
    ["1 1 85 05 78 006 084", `1 ${MASK}`],
    ["1.850578006084", MASK],
    ["a 1850578006084 a", `a ${MASK} a`],
  ])("the number in %j", (text, expected) => {
    expect(redact(text)).toBe(expected)
  })

  it("a number with spaces that decoding replaced by U+FFFD", () => {
    const latin1 = Buffer.from("1\u00A085\u00A005\u00A078\u00A0006\u00A0084\u00A091", "latin1")
    expect(redact(latin1.toString("utf8"))).toBe(MASK)
    expect(redact("2690549588157\uFFFD")).toBe("• •• •• •• ••• 157\uFFFD")
  })

  it.each([
    ["GET /dossier?nir=1+85+05+78+006+084+91 HTTP/1.1", `GET /dossier?nir=${MASK} HTTP/1.1`],
    ["?nir=1+85+05+78+006+084&page=2", `?nir=${MASK}&page=2`],
    ["?nir=1+85+05+78+006+084+36", `?nir=${MASK}+36`],
    ["?nir=1+-+85+-+05+-+78+-+006+-+084", `?nir=${MASK}`],
    ["?nir=1%2085%2005%2078%20006%20084%2091", `?nir=${MASK}`],
    ["?nir=1%C2%A085%e2%80%af05%E2%80%8978%E3%80%80006%09084", `?nir=${MASK}`],
    ["?nir=1%A085%A005%A078%A0006%A0084", `?nir=${MASK}`],
    ["?nir=1%2E85%2e05%2E78%2E006%2E084%2D91", `?nir=${MASK}`],
    ["?nir=185052%41006084", "?nir=185052%41006084"],
    ["?nir=1850578006084%2091&x", `?nir=${MASK}&x`],
    ["?nir=1%2085%2005%202a%20006%20084", `?nir=${MASK}`],
    ["?next=%2F%3Fnir%3D1850578006084%26x", `?next=%2F%3Fnir%3D${MASK}%26x`],
    ["?q=%201850578006084", `?q=%20${MASK}`],
    ["?q=%22185057800608491%22", `?q=%22${MASK}%22`],
    ["?q=%E2%80%AF1850578006084", `?q=%E2%80%AF${MASK}`],
    ["?next=%3Fnir%253D1%252085%252005%252078%2520006%2520084", `?next=%3Fnir%253D${MASK}`],
    ["?next=%3Fq%3D%25201850578006084", `?next=%3Fq%3D%2520${MASK}`],
    ["100%1850578006084", `100%${MASK}`],
  ])("the number in the URL %s", (text, expected) => {
    expect(redact(text)).toBe(expected)
  })

  it("a number with a wrong key", () => {
    expect(redact("185057800608436")).toBe(MASK)
    expect(redact("1-85-05-78-006-084-36")).toBe(MASK)
    expect(redact("1 85 05 78 006 084 36")).toBe(`${MASK} 36`)
  })
})

describe("redact does not change", () => {
  it.each([
    ["phone numbers", "01 42 68 53 00, +33 1 42 68 53 00, 0033142685300, 06 39 98 12 34 06 39 98 12 35"],
    ["phone numbers in a row", "+33 1 42 68 53 00 12 34 56 78 90"],
    ["dates and times", "2024-01-15 12:30:45, 15/01/2024, 20240115123045, 2024-01-15T12:30:45.123Z"],
    ["dates in a row", "2024-01-15 2024-02-16 2024-03-17"],
    ["IBANs", "FR76 3000 6000 0112 3456 7890 189, FR7630006000011234567890189, FR14 2004 1010 0505 0001 3M02 606"],
    ["hexadecimal", "a1850578006084, 1850578006084f, 0x1850578006084, deadbeef1850578006084"],
    ["UUIDs", "123e4567-e89b-12d3-a456-426614174000, 12345678-1234-1234-1234-123456789012"],
    ["decimals", "3.1415926535897, 0.1850578006084, 1850578006084.5"],
    ["versions and identifiers", "9-1850578006084, 1850578006084-7"],
    ["longer numbers", "11850578006084, 1850578006084911, 9".padEnd(80, "9")],
    ["SIREN, SIRET", "732 829 320 00074, 73282932000074, 12345678901234"],
    ["cards", "4111 1111 1111 1111, 2223 0000 4841 0010, 2223000048410010"],
    ["barcodes", "3017620422003"],
    ["impossible months", "1851378006084, 1850078006084"],
    ["impossible orders and places", "1850578006000, 1850578000084, 1850500006084"],
    ["numbers of other kinds", "7185105784084, 8 18 61 00 173 573 42"],
    ["odd groups without a key", "185 057 800 608 4, 1 8 5 0 5 7 8 0 0 6 0 8 4"],
    ["odd groups with a wrong key", "185 057 800 608 436"],
    ["wide gaps", "1    85    05    78    006    084"],
    ["line ends inside", "1 85 05\n78 006 084"],
    ["sums", "1 + 85 + 05 + 78 + 006 + 084, 1+2+3+4+5+6+7+8+9+10+11, 12+34+56+78+90+12+34"],
    ["international numbers in a row", "+33 1 42 68 53 00 +33 6 39 98 12 34"],
    ["wide gaps in a URL", "1%20%20%20%2085%2005%2078%20006%20084, 1++++85+05+78+006+084"],
    ["other escapes", "1%2C85%2C05%2C78%2C006%2C084, 1%C2%A985%C2%A905%C2%A978%C2%A9006%C2%A9084, 1%2085%20"],
    ["percentages", "1 % 85 % 05 % 78 % 006 % 084, 1%, 85%, 05%"],
    ["misplaced letters", "18505A8006084, 1850578006A84, 185053A006084"],
    ["other digits", "１８５０５７８００６０８４, 1850578006084é"],
    ["masks", MASK],
    ["nothing", ""],
  ])("%s", (_, text) => {
    expect(redact(text)).toBe(text)
  })
})

describe("redact with checkKey", () => {
  it.each([
    ["1850578006084", "1850578006084"],
    ["185057800608491", MASK],
    ["185057800608436", "185057800608436"],
    ["1 85 05 78 006 084 91", MASK],
    ["1 85 05 78 006 084 36", "1 85 05 78 006 084 36"],
    ["1700000000000 1712345678901", "1700000000000 1712345678901"],
    ["1 8 5 0 5 7 8 0 0 6 0 8 4 9 1", MASK],
    ["1850578006084911", "1850578006084911"],
    ["185057800608491a", "185057800608491a"],
  ])("returns for %j the text %j", (text, expected) => {
    expect(redact(text, { checkKey: true })).toBe(expected)
  })
})

const around = fc.constantFrom("", " ", "NIR : ", "(", "a ", "é, ", '"', "\n", "x=", "🙂", "12/", "0 ")

it("redact finds a number in every place and every printed form", () => {
  const spelling = fc.record({
    key: fc.boolean(),
    separator: fc.constantFrom<"" | " " | "\u00A0" | "\u202F" | "." | "-">("", " ", "\u00A0", "\u202F", ".", "-"),
  })
  fc.assert(
    fc.property(fc.array(fc.tuple(around, nir, spelling), { minLength: 1, maxLength: 5 }), around, (parts, end) => {
      const text = parts.map(([before, value, how]) => `${before}|${revealFormatted(value, how)}|`).join("") + end
      const expected = parts.map(([before, value]) => `${before}|${value}|`).join("") + end
      expect(redact(text)).toBe(expected)
      const withKeys = parts.map(
        ([before, value, how]) => `${before}|${how.key ? value : revealFormatted(value, how)}|`,
      )
      expect(redact(text, { checkKey: true })).toBe(withKeys.join("") + end)
    }),
    { seed: 10, numRuns: 1000 },
  )
})

it("redact finds a number in a URL with every kind of escaping", () => {
  const escaping = fc.constantFrom<(text: string) => string>(
    encodeURIComponent,
    (text) => encodeURIComponent(encodeURIComponent(text)),
    (text) => String(new URLSearchParams([["", text]])).slice(1),
  )
  const separator = fc.constantFrom<" " | "\u00A0" | "\u202F" | "." | "-">(" ", "\u00A0", "\u202F", ".", "-")
  const before = fc.constantFrom("", "NIR : ", "=", "é ", '"', " ")
  fc.assert(
    fc.property(nir, separator, fc.boolean(), escaping, before, (value, separator, key, escaped, before) => {
      const text = escaped(before) + escaped(revealFormatted(value, { key, separator }))
      expect(redact(`?q=${text}&n=1`)).toBe(`?q=${escaped(before)}${value}&n=1`)
    }),
    { seed: 12, numRuns: 1000 },
  )
})

it("redact with checkKey accepts any separators, and does not change the text around", () => {
  const gap = fc.constantFrom(
    "",
    "",
    " ",
    ".",
    "-",
    " - ",
    "\u00A0",
    "\t",
    "%20",
    "%C2%A0",
    "%E2%80%AF",
    "%2E",
    "%2520",
  )
  fc.assert(
    fc.property(nir, fc.array(gap, { minLength: 14, maxLength: 14 }), around, (value, gaps, before) => {
      const text = [...(value.reveal() + key(value))]
        .map((character, index) => character + (gaps[index] ?? ""))
        .join("")
      // After a digit, another number could start in the groups of this one. After a letter or a quote, none can.
      expect(redact(`é"${text}"`, { checkKey: true })).toBe(`é"${value}"`)
      expect(redact(`${before}`)).toBe(before)
    }),
    { seed: 11, numRuns: 1000 },
  )
})

describe("redact takes linear time", () => {
  // Runs before the spy below, which makes the engine read characters far slower.
  it.each(["1", "1 ", "é"])("for 10 million characters of %j", (unit) => {
    const text = unit.repeat(10_000_000 / unit.length)
    expect(redact(text) === text).toBe(true)
  })

  it("for 10 million characters that consist of numbers", () => {
    const count = Math.floor(10_000_000 / 14)
    expect(redact("1850578006084 ".repeat(count)) === `${MASK} `.repeat(count)).toBe(true)
  })

  const units = [
    "1",
    "1 ",
    "1   ",
    "18 ",
    "1 85 05 78 006 084 ",
    "1 85 05 78 006 08",
    "1850578006084.",
    "é",
    "2A",
    " ",
    "1.",
    "1+",
    "1%20",
    "%201",
    "%25201",
    "1%C2%A0",
    "%2",
    "%E2%80",
  ]

  it.each(units)("and reads at most 40 characters for each character of a text of %j", (unit) => {
    const charCodeAt = vi.spyOn(String.prototype, "charCodeAt")
    const counts = [1000, 4000].map((length) => {
      charCodeAt.mockClear()
      redact(unit.repeat(length / unit.length))
      return charCodeAt.mock.calls.length
    })
    charCodeAt.mockRestore()
    expect(counts[1]).toBeLessThanOrEqual(4000 * 40)
    expect(counts[1]).toBeLessThanOrEqual((counts[0] ?? 0) * 4.2)
  })
})

it.each([null, undefined, 1850578006084, {}, ["1850578006084"]])(
  "redact returns an empty text for %o, which is not text",
  (text) => {
    expect(redact(text as string)).toBe("")
  },
)

import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { SEPARATORS } from "../../../../test/models/nir.ts"
import { inputWithDefect, spelled, spelledNir } from "../../../testing/generators/nir.ts"
import { parse } from "../nir.ts"
import { scan, type Tally } from "./scan.ts"

const utf8 = (text: string) => new TextEncoder().encode(text)

/** The same counts from strings: the file decoded and split into lines, and each line parsed. */
const slowTally = (bytes: Uint8Array) => {
  const lines = new TextDecoder().decode(bytes).split("\n")
  if (lines.at(-1) === "" && (bytes.length === 0 || bytes.at(-1) === 10)) lines.pop()
  const defects: { [code: string]: number } = {}
  let [valid, blank] = [0, 0]
  for (const line of lines) {
    const parsed = parse(line)
    const codes = new Set(parsed.ok ? [] : parsed.defects.map(({ code }) => code))
    if (parsed.ok) valid++
    else if (codes.has("Empty")) blank++
    else for (const code of codes) defects[code] = (defects[code] ?? 0) + 1
  }
  return { lines: lines.length, valid, blank, refused: lines.length - valid - blank, defects }
}

/** In the groups of the card. */
const printed = (number: string) => number.replace(/(.)(..)(..)(..)(...)(...)/, "$1 $2 $3 $4 $5 $6")

/** The bytes in pieces of these sizes; the rest in one piece. */
function* pieces(bytes: Uint8Array, sizes: ReadonlyArray<number>) {
  let at = 0
  for (const size of sizes) {
    yield bytes.subarray(at, at + size)
    at += size
  }
  yield bytes.subarray(at)
}

const tallyOf = (part: Partial<Tally>): Tally => ({ lines: 0, valid: 0, blank: 0, refused: 0, defects: {}, ...part })

describe("scan counts a file with", () => {
  it.each<[string, string, Partial<Tally>]>([
    ["nothing", "", {}],
    ["a line end", "\n", { lines: 1, blank: 1 }],
    ["a number without a line end", "1850578006084", { lines: 1, valid: 1 }],
    ["a number and LF", "1850578006084\n", { lines: 1, valid: 1 }],
    ["a number and CR LF", "1850578006084\r\n", { lines: 1, valid: 1 }],
    ["a number and CR", "1850578006084\r", { lines: 1, valid: 1 }],
    ["two numbers", "185057800608491\n2690549588157\n", { lines: 2, valid: 2 }],
    ["CR alone, which ends no line", "1850578006084\r91", { lines: 1, valid: 1 }],
    ["blank lines", "\n \r\n\u00A0\n", { lines: 3, blank: 3 }],
    ["Corsica", "185052A006084\n185052b006084\n", { lines: 2, valid: 2 }],
    ["spaces", "1 85 05 78 006 084 91\r\n", { lines: 1, valid: 1 }],
    ["a byte order mark", "\uFEFF1850578006084\n", { lines: 1, valid: 1 }],
    ["only a byte order mark", "\uFEFF\n", { lines: 1, blank: 1 }],
    ["a byte order mark on a later line", "1850578006084\n\uFEFF1850578006084\n", { lines: 2, valid: 2 }],
    ["a wrong key", "185057800608492\n", { lines: 1, refused: 1, defects: { WrongKey: 1 } }],
    ["a letter in an overseas territory", "1850597A00084\n", { lines: 1, refused: 1, defects: { MisplacedLetter: 1 } }],
    ["commune 00 overseas", "1850597100084\n", { lines: 1, refused: 1, defects: { ImpossibleCommune: 1 } }],
    [
      "too many digits",
      `x${"1".repeat(40)}\n`,
      { lines: 1, refused: 1, defects: { UnexpectedCharacter: 1, TooLong: 1 } },
    ],
    ["a waiting number", "718610018826448\n", { lines: 1, refused: 1, defects: { WaitingNumber: 1 } }],
    [
      "a line with four defects",
      "1851300000000\n",
      {
        lines: 1,
        refused: 1,
        defects: { ImpossibleMonth: 1, ImpossibleDepartement: 1, ImpossibleCommune: 1, ImpossibleOrder: 1 },
      },
    ],
  ])("%s", async (_, text, expected) => {
    expect(await scan(utf8(text))).toEqual(tallyOf(expected))
    expect(await scan(pieces(utf8(text), Array(40).fill(1)))).toEqual(tallyOf(expected))
  })
})

describe("scan counts the results of parse for each line", () => {
  const line = fc.oneof(
    { weight: 4, arbitrary: spelledNir },
    ...Object.values(inputWithDefect).map((arbitrary) =>
      arbitrary.map((input) => (typeof input === "string" ? input : "")),
    ),
    fc
      .array(
        fc.constantFrom("1", "2", "00", "13", "2A", "b", "97", "é", "\r", "x", "\u200B", "２", "😀", ...SEPARATORS),
        {
          maxLength: 24,
        },
      )
      .map((parts) => parts.join("")),
    spelled(fc.stringMatching(/^[0-9]{13}([0-9]{2})?$/)),
  )
  const file = fc
    .tuple(fc.array(fc.tuple(line, fc.constantFrom("\n", "\n", "\r\n")), { maxLength: 12 }), line)
    .map(([lines, last]) => utf8(lines.flat().join("") + last))
  const sizes = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 })

  it("of any text, cut into any pieces", async () => {
    await fc.assert(
      fc.asyncProperty(file, sizes, async (bytes, sizes) => {
        const expected = slowTally(bytes)
        expect(await scan(bytes)).toEqual(expected)
        expect(await scan(pieces(bytes, sizes))).toEqual(expected)
      }),
      { seed: 2690549, numRuns: 2000 },
    )
  })

  it("of any bytes, valid UTF-8 or not, cut into any pieces", async () => {
    const bytes = fc
      .array(
        fc.oneof(
          fc.constantFrom(0x31, 0x32, 0x41, 10, 13, 32, 0x80, 0xa0, 0xc2, 0xe0, 0xe2, 0xed, 0xef, 0xf0, 0xf4, 0xff),
          fc.integer({ min: 0, max: 255 }),
        ),
        { maxLength: 60 },
      )
      .map((all) => Uint8Array.from(all))
    await fc.assert(
      fc.asyncProperty(bytes, sizes, async (bytes, sizes) => {
        expect(await scan(pieces(bytes, sizes))).toEqual(slowTally(bytes))
      }),
      { seed: 588157, numRuns: 3000 },
    )
  })

  it("of a file cut in two at every place", async () => {
    const bytes = utf8("185057800608491\r\n1 85 05 2A 006 084\n\u202F1850578006084\u00A091\n1850578006084\n")
    for (let at = 0; at <= bytes.length; at++) {
      expect(await scan(pieces(bytes, [at]))).toEqual(tallyOf({ lines: 4, valid: 4 }))
    }
  })

  it.each(["1850578006084", "185057800608491", "1 85 05 78 006 084", "1 85 05 78 006 084 91", "1850578006084 91"])(
    "with every byte in every place of %j",
    async (line) => {
      const after = "\n1850578006084\n269054958815780\n"
      for (const end of ["\n", "\r\n"]) {
        const written = [...utf8(line + end)]
        const lines = written.flatMap((_, place) =>
          Array.from({ length: 256 }, (_, byte) => Uint8Array.from(written.with(place, byte))),
        )
        const bytes = Uint8Array.from([...lines, utf8(after)].flatMap((line) => [...line]))
        expect(await scan(bytes)).toEqual(slowTally(bytes))
      }
    },
  )

  it.each(["1850578006084", "1850578006077", "1850578006078", "185052A006084", "7850578006084"])(
    "with every key after %s",
    async (number) => {
      const keys = Array.from({ length: 100 }, (_, key) => String(key).padStart(2, "0"))
      const bytes = utf8(keys.flatMap((key) => [`${number}${key}\n`, `${printed(number)} ${key}\n`]).join(""))
      expect(await scan(bytes)).toEqual(slowTally(bytes))
    },
  )

  it("with every month, département, commune and order", async () => {
    const every = (width: number) =>
      Array.from({ length: 10 ** width }, (_, field) => String(field).padStart(width, "0"))
    const numbers = [
      ...every(1).map((first) => `${first}850578006084`),
      ...every(2).flatMap((two) => [
        `185${two}78006084`,
        `18505${two}006084`,
        `18505${two}100084`,
        `18505${two}000084`,
      ]),
      ...every(3).flatMap((three) => [
        `1850578${three}084`,
        `1850597${three}084`,
        `1850598${three}084`,
        `1850596${three}084`,
        `1850578006${three}`,
      ]),
    ]
    const bytes = utf8(numbers.flatMap((number) => [`${number}\n`, `${printed(number)}\r\n`]).join(""))
    expect(await scan(bytes)).toEqual(slowTally(bytes))
  })
})

it("scan calls onRefused with the number and the defects of each refused line", async () => {
  const calls: Array<unknown> = []
  const bytes = utf8("1850578006084\n185057800608492\n\n1851378000\n718610018826448")
  await scan(bytes, { onRefused: (line, codes) => calls.push([line, ...codes]) })
  expect(calls).toEqual([
    [2, "WrongKey"],
    [4, "TooShort", "ImpossibleMonth", "ImpossibleCommune"],
    [5, "WaitingNumber"],
  ])
})

it.each(["1", " ", "x", "\r", "é", "\u200B", "2A"])(
  "scan reads a very long line of %j, and then the next line",
  async (unit) => {
    const long = utf8(unit.repeat(10_000_000 / unit.length / 2))
    const next = utf8("\n1850578006084\n")
    const tally = await scan([long, next])
    expect(tally).toMatchObject({ lines: 2, valid: 1 })
  },
)

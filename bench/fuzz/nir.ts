import * as fc from "fast-check"
import { isNirInBytes, scan, type Tally } from "../../src/domain/nir/bulk/bytes.ts"
import { isNir, parse } from "../../src/domain/nir/index.ts"
import { mistaken, spelledNir } from "../../src/testing/nir.arbitrary.ts"
import { type Reading, read, SEPARATORS } from "../../test/models/nir.ts"
import type { Chance } from "../numbers.ts"
import { type Found, mutated, nothingYet, one } from "./mutate.ts"

const ALPHABET = [
  ..."01234567890123456789ABab",
  ...SEPARATORS,
  ...[
    "\n",
    "\r",
    "C",
    "O",
    "é",
    "\u200B",
    "\uFEFF",
    "１",
    "٣",
    "²",
    "𝟏",
    "\uD800",
    "\uDC00",
    "😀",
    "\0",
    "/",
    ":",
    "@",
  ],
]

interface Told {
  readonly code: string
  readonly start: number
  readonly end: number
}
const spell = (found: ReadonlyArray<Told>) => found.map(({ code, start, end }) => `${code} ${start} ${end}`).join()

/** A first blank line, and what the model says of each of these. */
const talliedSlowly = (lines: ReadonlyArray<string>): Tally => {
  const defects: { [code: string]: number } = {}
  let [valid, blank] = [0, 1]
  for (const line of lines) {
    const codes = new Set(codesOf(read(line)))
    if (codes.size === 0) valid++
    else if (codes.has("Empty")) blank++
    else for (const code of codes) defects[code] = (defects[code] ?? 0) + 1
  }
  return { lines: lines.length + 1, valid, blank, refused: lines.length + 1 - valid - blank, defects }
}

const codesOf = (reading: Reading) => (reading.ok ? [] : reading.defects.map(({ code }) => code))

const told = ({ defects, ...counts }: Tally) => JSON.stringify([counts, Object.entries(defects).toSorted()])

const LINES = 1000
const encoder = new TextEncoder()
const decoder = new TextDecoder("utf-8", { ignoreBOM: true })

/** `isNir`, `parse`, the bytes and whole files, against the slow model: answer, defects, places, warnings, characters. */
export const fuzzNir = async (next: Chance, count: number): Promise<Found> => {
  const found = nothingYet()
  const { counts, disagreements } = found
  const texts = [spelledNir, ...Object.values(mistaken)].flatMap((arbitrary) =>
    fc.sample(arbitrary, { seed: next(2 ** 31), numRuns: 500 }).filter((text) => typeof text === "string"),
  )
  let lines: Array<string> = []
  const checkFile = async () => {
    const file = encoder.encode(`\n${lines.join("\n")}\n`)
    const half = next(file.length)
    const tally = await scan([file.subarray(0, half), file.subarray(half)])
    if (told(tally) !== told(talliedSlowly(lines))) disagreements.push(lines.join("\n"))
    lines = []
  }
  for (let made = 0; made < count; made++) {
    const text = mutated(next, one(next, texts), ALPHABET)
    const expected = read(text)
    const parsed = parse(text)
    const right =
      parsed.ok && expected.ok
        ? parsed.nir.reveal() === expected.characters && spell(parsed.warnings) === spell(expected.warnings)
        : !parsed.ok && !expected.ok && spell(parsed.defects) === spell(expected.defects)
    const bytes = encoder.encode(text)
    const isWellFormed = !/\p{Cs}/u.test(text)
    const inBytes = isWellFormed ? expected.ok : read(decoder.decode(bytes)).ok
    if (!right || isNir(text) !== expected.ok || isNirInBytes(bytes) !== inBytes) disagreements.push(text)
    const answer = expected.ok ? "valid" : (expected.defects[0]?.code ?? "none")
    counts[answer] = (counts[answer] ?? 0) + 1
    if (isWellFormed && !text.includes("\n")) lines.push(text)
    if (lines.length === LINES) await checkFile()
  }
  if (lines.length > 0) await checkFile()
  return found
}

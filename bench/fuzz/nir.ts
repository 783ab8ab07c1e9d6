import * as fc from "fast-check"
import { isNirInBytes, scan, type Tally } from "../../src/domain/nir/bulk/bytes.ts"
import { isNir, parse } from "../../src/domain/nir/index.ts"
import { inputWithDefect, spelledNir } from "../../src/testing/generators/nir.ts"
import { type ModelReading, readByModel, SEPARATORS } from "../../test/models/nir.ts"
import type { Random } from "../numbers.ts"
import { emptyReport, type FuzzReport, mutated, pick } from "./mutate.ts"

const ALPHABET = [
  ..."01234567890123456789ABab",
  ...SEPARATORS,
  ...[
    "\n",
    "\r",
    "C",
    ..."OoIiLl",
    "é",
    "\u0085",
    "\u200B",
    "\uFEFF",
    "\u{E0041}",
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

interface Finding {
  readonly code: string
  readonly start: number
  readonly end: number
}
const spell = (found: ReadonlyArray<Finding>) => found.map(({ code, start, end }) => `${code} ${start} ${end}`).join()

/** The tally of a blank line and of these lines, according to the slow model. */
const tallyByModel = (lines: ReadonlyArray<string>): Tally => {
  const defects: { [code: string]: number } = {}
  let [valid, blank] = [0, 1]
  for (const line of lines) {
    const codes = new Set(codesOf(readByModel(line)))
    if (codes.size === 0) valid++
    else if (codes.has("Empty")) blank++
    else for (const code of codes) defects[code] = (defects[code] ?? 0) + 1
  }
  return { lines: lines.length + 1, valid, blank, refused: lines.length + 1 - valid - blank, defects }
}

const codesOf = (reading: ModelReading) => (reading.ok ? [] : reading.defects.map(({ code }) => code))

const spellTally = ({ defects, ...counts }: Tally) => JSON.stringify([counts, Object.entries(defects).toSorted()])

const LINES = 1000
const encoder = new TextEncoder()
const decoder = new TextDecoder("utf-8", { ignoreBOM: true })

/**
 * Compares `isNir`, `parse`, `isNirInBytes` and `scan` with the slow model: result, defects, places, warnings,
 * characters.
 */
export const fuzzNir = async (next: Random, count: number): Promise<FuzzReport> => {
  const report = emptyReport()
  const { counts, disagreements } = report
  const texts = [spelledNir, ...Object.values(inputWithDefect)].flatMap((arbitrary) =>
    fc.sample(arbitrary, { seed: next(2 ** 31), numRuns: 500 }).filter((text) => typeof text === "string"),
  )
  let lines: Array<string> = []
  const checkFile = async () => {
    const file = encoder.encode(`\n${lines.join("\n")}\n`)
    const cut = next(file.length)
    const tally = await scan([file.subarray(0, cut), file.subarray(cut)])
    if (spellTally(tally) !== spellTally(tallyByModel(lines))) disagreements.push(lines.join("\n"))
    lines = []
  }
  for (let made = 0; made < count; made++) {
    const text = mutated(next, pick(next, texts), ALPHABET)
    const expected = readByModel(text)
    const parsed = parse(text)
    const agrees =
      parsed.ok && expected.ok
        ? parsed.nir.reveal() === expected.characters && spell(parsed.warnings) === spell(expected.warnings)
        : !parsed.ok && !expected.ok && spell(parsed.defects) === spell(expected.defects)
    const bytes = encoder.encode(text)
    const isWellFormed = !/\p{Cs}/u.test(text)
    const inBytes = isWellFormed ? expected.ok : readByModel(decoder.decode(bytes)).ok
    if (!agrees || isNir(text) !== expected.ok || isNirInBytes(bytes) !== inBytes) disagreements.push(text)
    const result = expected.ok ? "valid" : (expected.defects[0]?.code ?? "none")
    counts[result] = (counts[result] ?? 0) + 1
    if (isWellFormed && !text.includes("\n")) lines.push(text)
    if (lines.length === LINES) await checkFile()
  }
  if (lines.length > 0) await checkFile()
  return report
}

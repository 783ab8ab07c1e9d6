import * as fc from "fast-check"
import { describe, it } from "vitest"
import { readByModel, SEPARATORS } from "../../../test/models/nir.ts"
import { inputWithDefect, spelledNir } from "../../testing/generators/nir.ts"
import { isNir } from "./is-nir.ts"
import { parse } from "./nir.ts"

const COUNT = 40_000 * Number(process.env["LONG"] ?? 1)

describe("isNir and parse agree", () => {
  /** Edits that people and programs make. `at` is a fraction of the length of the text. */
  const edit = fc.record({
    kind: fc.constantFrom("replace", "insert", "delete", "swap", "repeat"),
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    character: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(..."0123456789") },
      { weight: 3, arbitrary: fc.constantFrom(..."ABab") },
      { weight: 2, arbitrary: fc.constantFrom(...SEPARATORS, "\n", "\r") },
      fc.constantFrom(
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
      ),
    ),
  })
  const apply = (text: string, { kind, at, character }: { kind: string; at: number; character: string }): string => {
    const place = Math.floor(at * text.length)
    const [before, here, after] = [text.slice(0, place), text.slice(place, place + 1), text.slice(place + 1)]
    if (kind === "replace") return before + character + after
    if (kind === "insert") return before + character + here + after
    if (kind === "delete") return before + after
    if (kind === "swap") return before + after.slice(0, 1) + here + after.slice(1)
    return before + here + here + after
  }
  const texts = fc.oneof(
    { weight: 3, arbitrary: spelledNir },
    fc.oneof(
      ...Object.values(inputWithDefect).map((arbitrary) =>
        arbitrary.map((input) => (typeof input === "string" ? input : "")),
      ),
    ),
  )

  const title = `with the slow model about result, defects, places and warnings of ${COUNT} edited numbers`
  it(title, { timeout: COUNT }, () => {
    const edited = fc.tuple(texts, fc.array(edit, { maxLength: 4 })).map(([text, edits]) => edits.reduce(apply, text))
    fc.assert(
      fc.property(edited, (text) => {
        const expected = readByModel(text)
        const parsed = parse(text)
        if (isNir(text) !== expected.ok || parsed.ok !== expected.ok) return false
        const spell = (found: ReadonlyArray<{ code: string; start: number; end: number }>) =>
          found.map(({ code, start, end }) => `${code} ${start} ${end}`).join()
        if (parsed.ok && expected.ok)
          return parsed.nir.reveal() === expected.characters && spell(parsed.warnings) === spell(expected.warnings)
        return !parsed.ok && !expected.ok && spell(parsed.defects) === spell(expected.defects)
      }),
      { seed: 2690549, numRuns: COUNT },
    )
  })

  it("with each other about any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (text) => isNir(text) === parse(text).ok),
      { seed: 588157, numRuns: 5000 },
    )
  })
})

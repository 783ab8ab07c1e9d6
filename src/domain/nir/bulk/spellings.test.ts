import * as fc from "fast-check"
import { expect, it } from "vitest"
import { nir } from "../../../testing/generators/nir.ts"
import { isNir } from "../is-nir.ts"
import { key } from "../key.ts"
import { parse } from "../nir.ts"
import { redact } from "../redact.ts"
import { suggest } from "../suggest.ts"
import { isNirInBytes, scan } from "./bytes.ts"

const MARKS = ["\u200e", "\u200f", "\u202a", "\u2066", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad"]
const BETWEEN = ["", "", " ", "\u00a0", "\u2007", "\u2009", "\u202f", ".", "-", "\u2011", "\u2013", "\u2212", ...MARKS]
const LOOK_ALIKES: { readonly [digit: string]: ReadonlyArray<string> } = { "0": ["O", "o"], "1": ["I", "l", "L", "i"] }

/** A number with its key, and the same number as devices and people spell it. */
const spelled = nir.chain((number) => {
  const written = number.reveal() + key(number)
  const character = (typed: string) =>
    fc.tuple(
      fc.constantFrom(...BETWEEN),
      fc.constantFrom(typed, typed, typed, typed.toLowerCase(), ...(LOOK_ALIKES[typed] ?? [])),
    )
  return fc.tuple(...[...written].map(character)).map((parts) => ({ number, text: `${parts.flat().join("")}\u200e` }))
})

it("a number in any spelling has the same value, as text, in bytes and in a file", async () => {
  await fc.assert(
    fc.asyncProperty(spelled, async ({ number, text }) => {
      const parsed = parse(text)
      const bytes = new TextEncoder().encode(text)
      expect(parsed.ok && parsed.nir.reveal()).toBe(number.reveal())
      expect([isNir(text), isNirInBytes(bytes), suggest(text).kind]).toEqual([true, true, "NothingWrong"])
      expect(await scan(bytes)).toMatchObject({ lines: 1, valid: 1 })
    }),
    { seed: 20261130, numRuns: 3_000 },
  )
})

it("a number in any spelling of one mark between two characters does not reach a log", () => {
  fc.assert(
    fc.property(spelled, ({ number, text }) => {
      expect(redact(`NIR ${text} reçu`)).not.toContain(number.reveal().slice(5, 10))
      expect(redact(`NIR ${text} reçu`)).toContain(String(number))
    }),
    { seed: 20261130, numRuns: 3_000 },
  )
})

it("suggest answers NothingWrong of no text that parse refuses", () => {
  const noise = fc.constantFrom("", "", "!", "/", "é", "x", "x2", "\u200b", "€", "NIR ", "(", "½", "٣")
  const texts = fc.tuple(noise, spelled, noise).map(([before, { text }, after]) => before + text + after)
  const any = fc.string({ unit: fc.constantFrom(..."0123456789ABOIl .-/\u200bé"), maxLength: 24 })
  fc.assert(
    fc.property(fc.oneof(texts, any), (text) => {
      if (suggest(text).kind === "NothingWrong") expect(parse(text).ok).toBe(true)
    }),
    { seed: 20261130, numRuns: 10_000 },
  )
})

import { key as keyOf, parse as parseNir } from "../src/domain/nir/index.ts"
import { redact as redactText } from "../src/domain/nir/redact.ts"
import { nirTexts } from "../src/messages/nir.ts"
import { linesOf, noteRefused, type Order, print, wholeLinesOf } from "./input.ts"
import { texts } from "./texts.ts"

/** Says of each line whether it is a number, and why not. Numbers are masked, unless they are asked for. */
export const parse = async ({ file, json, language, reveal }: Order): Promise<void> => {
  for await (const line of linesOf(file)) {
    const parsed = parseNir(line)
    if (parsed.ok) {
      const nir = reveal ? parsed.nir.reveal() : String(parsed.nir)
      const doubts = parsed.warnings.map(({ code }) => ` (${code})`).join("")
      await print(json ? `${JSON.stringify({ ...parsed, nir })}\n` : `${nir}${doubts}\n`)
    } else {
      noteRefused()
      const [first] = parsed.defects
      const codes = parsed.defects.map(({ code }) => code).join(", ")
      await print(json ? `${JSON.stringify(parsed)}\n` : `${codes}: ${nirTexts[first.code][language]}\n`)
    }
  }
}

/** The key of each number, on its line; a dash where there is none. */
export const key = async ({ file, language }: Order): Promise<void> => {
  let count = 0
  for await (const line of linesOf(file)) {
    count++
    const parsed = parseNir(line)
    await print(parsed.ok ? `${keyOf(parsed.nir)}\n` : "-\n")
    if (parsed.ok) continue
    noteRefused()
    process.stderr.write(`${texts[language].line} ${count}: ${parsed.defects.map(({ code }) => code).join(", ")}\n`)
  }
}

/** The text again, its numbers masked. */
export const redact = async ({ file }: Order): Promise<void> => {
  for await (const text of wholeLinesOf(file)) await print(redactText(text))
}

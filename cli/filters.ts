import { key as keyOf, parse as parseNir } from "../src/domain/nir/index.ts"
import { redact as redactText } from "../src/domain/nir/redact.ts"
import { nirTexts } from "../src/messages/nir-defects.ts"
import type { CommandOptions } from "./arguments.ts"
import { linesOf, wholeLinesOf } from "./input.ts"
import { markRefused, write } from "./output.ts"
import { texts } from "./texts.ts"

/** Prints the number of each line, or its defects. Numbers are masked without `--reveal`. */
export const parse = async ({ file, json, language, reveal }: CommandOptions): Promise<void> => {
  for await (const line of linesOf(file)) {
    const parsed = parseNir(line)
    if (parsed.ok) {
      const nir = reveal ? parsed.nir.reveal() : String(parsed.nir)
      const warnings = parsed.warnings.map(({ code }) => ` (${code})`).join("")
      await write(json ? `${JSON.stringify({ ...parsed, nir })}\n` : `${nir}${warnings}\n`)
    } else {
      markRefused()
      const [first] = parsed.defects
      const codes = parsed.defects.map(({ code }) => code).join(", ")
      await write(json ? `${JSON.stringify(parsed)}\n` : `${codes}: ${nirTexts[first.code][language]}\n`)
    }
  }
}

/** Prints the key of each number on its line, and a dash for a line without a number. */
export const key = async ({ file, language }: CommandOptions): Promise<void> => {
  let lineNumber = 0
  for await (const line of linesOf(file)) {
    lineNumber++
    const parsed = parseNir(line)
    await write(parsed.ok ? `${keyOf(parsed.nir)}\n` : "-\n")
    if (parsed.ok) continue
    markRefused()
    process.stderr.write(
      `${texts[language].line} ${lineNumber}: ${parsed.defects.map(({ code }) => code).join(", ")}\n`,
    )
  }
}

/** Copies the text with its numbers masked. */
export const redact = async ({ file }: CommandOptions): Promise<void> => {
  for await (const text of wholeLinesOf(file)) await write(redactText(text))
}

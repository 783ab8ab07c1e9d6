import { stat } from "node:fs/promises"
import { scan } from "../src/domain/nir/bulk/bytes.ts"
import type { CommandOptions } from "./arguments.ts"
import { bytesOf } from "./input.ts"
import { markRefused } from "./output.ts"
import { texts } from "./texts.ts"

/** Counts the valid numbers of a file, and the defects of the other lines. */
export const check = async ({ file, json, language, list }: CommandOptions): Promise<void> => {
  const words = texts[language]
  const refusedLines: Array<string> = []
  const flush = () => {
    if (refusedLines.length > 0) process.stdout.write(refusedLines.splice(0).join(""))
  }
  async function* pieces() {
    const showProgress = await progressOf(file)
    for await (const piece of bytesOf(file)) {
      yield piece
      flush()
      showProgress(piece.length)
    }
    showProgress(Infinity)
  }
  const tally = await scan(pieces(), {
    onRefused: (line, codes) => {
      markRefused()
      if (list)
        refusedLines.push(
          json ? `${JSON.stringify({ line, codes })}\n` : `${words.line} ${line}: ${codes.join(", ")}\n`,
        )
    },
  })
  flush()
  const { blank, defects, lines, refused, valid } = tally
  const rows = [
    [words.lines, lines],
    [words.valid, valid],
    [words.blank, blank],
    [words.refused, refused],
    ...Object.entries(defects).map(([code, count]) => [`  ${code}`, count] as const),
  ] as const
  const width = Math.max(...rows.map(([name]) => name.length))
  const table = rows.map(([name, count]) => `${name.padEnd(width)}  ${count}\n`).join("")
  process.stdout.write(json ? `${JSON.stringify(tally)}\n` : table)
}

const NO_PROGRESS = () => undefined

/**
 * Shows the progress of reading to a person at a terminal. It writes to the standard error, so the output stays clean.
 */
const progressOf = async (file: string): Promise<(bytes: number) => void> => {
  if (!process.stderr.isTTY || file === "-") return NO_PROGRESS
  const size = await stat(file).then(
    ({ size }) => size,
    () => 0,
  )
  if (size === 0) return NO_PROGRESS
  let read = 0
  let shown = -1
  return (bytes) => {
    read += bytes
    const percent = Math.floor((read / size) * 100)
    if (percent === shown) return
    shown = percent
    process.stderr.write(bytes === Infinity ? "\r\u001B[K" : `\r${percent} %`)
  }
}

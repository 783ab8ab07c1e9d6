import { stat } from "node:fs/promises"
import { scan } from "../src/domain/nir/bulk/bytes.ts"
import { bytesOf, noteRefused, type Order } from "./input.ts"
import { texts } from "./texts.ts"

/** Counts the numbers of a file, and what is wrong with the others. */
export const check = async ({ file, json, language, list }: Order): Promise<void> => {
  const told = texts[language]
  const listed: Array<string> = []
  const flush = () => {
    if (listed.length > 0) process.stdout.write(listed.splice(0).join(""))
  }
  async function* pieces() {
    const show = await progressOf(file)
    for await (const piece of bytesOf(file)) {
      yield piece
      flush()
      show(piece.length)
    }
    show(Infinity)
  }
  const tally = await scan(pieces(), {
    onRefused: (line, codes) => {
      noteRefused()
      if (list)
        listed.push(json ? `${JSON.stringify({ line, codes })}\n` : `${told.line} ${line}: ${codes.join(", ")}\n`)
    },
  })
  flush()
  const { blank, defects, lines, refused, valid } = tally
  const rows = [
    [told.lines, lines],
    [told.valid, valid],
    [told.blank, blank],
    [told.refused, refused],
    ...Object.entries(defects).map(([code, count]) => [`  ${code}`, count] as const),
  ] as const
  const width = Math.max(...rows.map(([name]) => name.length))
  const table = rows.map(([name, count]) => `${name.padEnd(width)}  ${count}\n`).join("")
  process.stdout.write(json ? `${JSON.stringify(tally)}\n` : table)
}

const SILENT = () => undefined

/** Shows how far the file is read, to a person at a terminal; where the answer goes stays clean. */
const progressOf = async (file: string): Promise<(bytes: number) => void> => {
  if (!process.stderr.isTTY || file === "-") return SILENT
  const size = await stat(file).then(
    ({ size }) => size,
    () => 0,
  )
  if (size === 0) return SILENT
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

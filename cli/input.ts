import { createReadStream, fstatSync } from "node:fs"
import { redact } from "../src/domain/nir/redact.ts"

export type UnreadableReason = "Missing" | "Forbidden" | "Folder" | "Utf16" | "LongLine" | "Unreadable"

const REASONS: { readonly [code: string]: UnreadableReason } = {
  ENOENT: "Missing",
  EACCES: "Forbidden",
  EPERM: "Forbidden",
  EISDIR: "Folder",
}

/** An input that cannot be read. A number given in place of a file is masked. */
export class UnreadableInput extends Error {
  readonly file: string
  readonly reason: UnreadableReason

  constructor(file: string, reason: UnreadableReason) {
    super(reason)
    this.file = redact(file)
    this.reason = reason
  }
}

const unreadable = (file: string, { code = "" }: NodeJS.ErrnoException): UnreadableInput =>
  new UnreadableInput(file, REASONS[code] ?? "Unreadable")

/** Recognises UTF-16 by its byte order mark, or by the zero byte of an ASCII character at the start. */
const isUtf16 = ([first, second]: ReadonlyArray<number>): boolean =>
  second !== undefined &&
  ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || (first === 0) !== (second === 0))

/** In bytes. Large pieces make reading faster. */
const PIECE_SIZE = 1 << 18

/**
 * The bytes of the file or of the standard input, in pieces. UTF-16, which Windows writes, is refused: read as UTF-8,
 * no number in it would be found, so none would be masked.
 */
export async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    // Node reads a folder at the standard input as an empty file.
    if (file === "-" && fstatSync(process.stdin.fd).isDirectory()) throw new UnreadableInput(file, "Folder")
    const stream = file === "-" ? process.stdin : createReadStream(file, { highWaterMark: PIECE_SIZE })
    const start: Array<number> = []
    for await (const piece of stream) {
      if (start.length < 2) start.push(...piece.subarray(0, 2 - start.length))
      if (isUtf16(start)) throw new UnreadableInput(file, "Utf16")
      yield piece
    }
  } catch (error) {
    throw error instanceof Error && !(error instanceof UnreadableInput) ? unreadable(file, error) : error
  }
}

/** In UTF-16 units: far above any line of text, and far below the longest string of an engine. */
const LONGEST_LINE = 2 ** 26

/** The text in complete lines, many at a time. The text after the last line end is joined with the next piece. */
export async function* wholeLinesOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let incomplete: Array<string> = []
  let length = 0
  for await (const piece of bytesOf(file)) {
    const text = decoder.decode(piece, { stream: true })
    const end = text.lastIndexOf("\n") + 1
    if (end > 0) {
      yield incomplete.join("") + text.slice(0, end)
      incomplete = []
      length = 0
    }
    incomplete.push(text.slice(end))
    length += text.length - end
    if (length > LONGEST_LINE) throw new UnreadableInput(file, "LongLine")
  }
  const last = incomplete.join("") + decoder.decode()
  if (last !== "") yield last
}

/** The lines without their line ends. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  for await (const text of wholeLinesOf(file)) {
    const lines = text.split("\n")
    if (lines.at(-1) === "") lines.pop()
    yield* lines
  }
}

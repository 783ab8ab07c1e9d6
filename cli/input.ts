import { once } from "node:events"
import { createReadStream, fstatSync } from "node:fs"
import { redact } from "../src/domain/nir/redact.ts"
import type { Language } from "./texts.ts"

/** What a command is told. */
export interface Order {
  /** A path, or `-` for the standard input. */
  readonly file: string
  readonly json: boolean
  readonly list: boolean
  readonly reveal: boolean
  readonly language: Language
}

export type UsageCode = "UnknownCommand" | "UnknownOption" | "UnknownLanguage" | "OneFile" | "StandardInput"

/** The command line makes no sense. Its text never repeats what was typed, which may have been a number. */
export class UsageError extends Error {
  readonly code: UsageCode

  constructor(code: UsageCode) {
    super(code)
    this.code = code
  }
}

export type Why = "Missing" | "Forbidden" | "Folder" | "Utf16" | "LongLine" | "Unreadable"

const WHY: { readonly [code: string]: Why } = {
  ENOENT: "Missing",
  EACCES: "Forbidden",
  EPERM: "Forbidden",
  EISDIR: "Folder",
}

/** The file can't be read. Its name is masked where a number was given in its place. */
export class Unusable extends Error {
  readonly file: string
  readonly why: Why

  constructor(file: string, why: Why) {
    super(why)
    this.file = redact(file)
    this.why = why
  }
}

const unusable = (file: string, { code = "" }: NodeJS.ErrnoException): Unusable =>
  new Unusable(file, WHY[code] ?? "Unreadable")

/** By its byte order mark, or by the zero beside the first letter of a text that has none. */
const isUtf16 = ([first, second]: ReadonlyArray<number>): boolean =>
  second !== undefined &&
  ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || (first === 0) !== (second === 0))

const LARGE = 1 << 18

/**
 * The bytes of the file or of the standard input, in pieces. UTF-16, which Windows writes, is refused: read as UTF-8 it holds
 * no number, so that none would be masked.
 */
export async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    // Node takes a folder at the standard input for one that is empty.
    if (file === "-" && fstatSync(process.stdin.fd).isDirectory()) throw new Unusable(file, "Folder")
    const stream = file === "-" ? process.stdin : createReadStream(file, { highWaterMark: LARGE })
    const start: Array<number> = []
    for await (const piece of stream) {
      if (start.length < 2) start.push(...piece.subarray(0, 2 - start.length))
      if (isUtf16(start)) throw new Unusable(file, "Utf16")
      yield piece
    }
  } catch (error) {
    throw error instanceof Error && !(error instanceof Unusable) ? unusable(file, error) : error
  }
}

/** In UTF-16 units: far above any line of text, and far below what an engine can hold. */
const LONGEST_LINE = 2 ** 26

/** Text in whole lines, many at a time: what comes after the last line end is kept for the next piece. */
export async function* wholeLinesOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let begun: Array<string> = []
  let length = 0
  for await (const piece of bytesOf(file)) {
    const text = decoder.decode(piece, { stream: true })
    const end = text.lastIndexOf("\n") + 1
    if (end > 0) {
      yield begun.join("") + text.slice(0, end)
      begun = []
      length = 0
    }
    begun.push(text.slice(end))
    length += text.length - end
    if (length > LONGEST_LINE) throw new Unusable(file, "LongLine")
  }
  const last = begun.join("") + decoder.decode()
  if (last !== "") yield last
}

/** Lines without their ends. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  for await (const text of wholeLinesOf(file)) {
    const lines = text.split("\n")
    if (lines.at(-1) === "") lines.pop()
    yield* lines
  }
}

/** Notes at once that a line is refused: whoever reads may leave before the last one, and the program ends there. */
export const noteRefused = (): void => {
  process.exitCode = 1
}

/** Writes, and waits while whoever reads is slower. */
export const print = async (text: string): Promise<void> => {
  if (!process.stdout.write(text)) await once(process.stdout, "drain")
}

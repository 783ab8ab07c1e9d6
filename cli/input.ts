import { once } from "node:events"
import { createReadStream } from "node:fs"
import { redact } from "../src/nir/redact.ts"
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

export type Why = "Missing" | "Forbidden" | "Folder" | "Unreadable"

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

  constructor(file: string, error: NodeJS.ErrnoException) {
    super(error.code ?? "Unreadable")
    this.file = redact(file)
    this.why = WHY[error.code ?? ""] ?? "Unreadable"
  }
}

const LARGE = 1 << 18

/** The bytes of the file or of the standard input, in pieces. */
export async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    const stream = file === "-" ? process.stdin : createReadStream(file, { highWaterMark: LARGE })
    for await (const piece of stream) yield piece
  } catch (error) {
    throw error instanceof Error ? new Unusable(file, error) : error
  }
}

/** Text in whole lines, many at a time: what comes after the last line end is kept for the next piece. */
export async function* wholeLinesOf(file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let begun: Array<string> = []
  for await (const piece of bytesOf(file)) {
    const text = decoder.decode(piece, { stream: true })
    const end = text.lastIndexOf("\n") + 1
    if (end > 0) {
      yield begun.join("") + text.slice(0, end)
      begun = []
    }
    begun.push(text.slice(end))
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

/** Writes, and waits while whoever reads is slower. */
export const print = async (text: string): Promise<void> => {
  if (!process.stdout.write(text)) await once(process.stdout, "drain")
}

/**
 * Checks files of numbers, one per line, as a fund or an employer exports them. It works on the bytes, so no number and
 * no line becomes a string that could reach a log. Memory does not grow with the file.
 */
import { codesOf, type LineDefectCode, SET_COUNT } from "./defect-set.ts"
import { LineReader } from "./line.ts"
import {
  BARE,
  BARE_WITH_KEY,
  bitsOfBareDigits,
  bitsOfPrintedDigits,
  PRINTED,
  PRINTED_WITH_KEY,
} from "./packed-digits.ts"
import { Utf8Decoder } from "./utf8-decoder.ts"

export type { LineDefectCode } from "./defect-set.ts"

/** The counts of a file of numbers. `lines` is the sum of `valid`, `blank` and `refused`. */
export interface Tally {
  readonly lines: number
  readonly valid: number
  /** Lines with only separators. They are neither valid nor refused. */
  readonly blank: number
  readonly refused: number
  /** The number of lines with each defect. A line with two defects counts twice, so the sum may exceed `refused`. */
  readonly defects: { readonly [code in LineDefectCode]?: number }
}

/** Options of `scan`. */
export interface ScanOptions {
  /**
   * Called for each refused line, in order, with its number from 1 and its defects. It does not get the text of the
   * line.
   */
  readonly onRefused?: (line: number, codes: ReadonlyArray<LineDefectCode>) => void
}

/** Bytes, whole or in pieces: a web stream or any iterable, such as a stream of Node. */
export type BytesSource =
  | Uint8Array
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>
  | Iterable<Uint8Array, unknown, undefined>

/**
 * Counts the lines of a file that `parse` accepts, and those that it refuses by defect.
 *
 * The file is UTF-8. Lines end in LF or CR LF, which the last line may omit. A byte order mark is ignored.
 * A line may have any length. The promise rejects if the source fails or gives anything but bytes. No content makes it
 * reject.
 *
 * ```ts
 * import { scan } from "mon-compte/nir/bytes"
 *
 * const file = new TextEncoder().encode("2 69 05 49 588 157 80\n2690549588157\n269054958815781\r\n\n718610018826448")
 * const tally = await scan(file)
 * tally // => { lines: 5, valid: 2, blank: 1, refused: 2, defects: { WaitingNumber: 1, WrongKey: 1 } }
 * ```
 */
export const scan = async (source: BytesSource, options: ScanOptions = {}): Promise<Tally> => {
  const scanner = new Scanner(options)
  for await (const piece of piecesOf(source)) scanner.push(piece)
  return scanner.end()
}

async function* piecesOf(source: BytesSource): AsyncGenerator<Uint8Array> {
  if (source instanceof Uint8Array) yield source
  else if (typeof source !== "object" || source === null) throw notBytes()
  else if ("getReader" in source) yield* read(source)
  else if (Symbol.asyncIterator in source || Symbol.iterator in source) yield* source
  else throw notBytes()
}

const notBytes = () => new TypeError("A file is scanned as bytes.")

/** Reads a web stream by its reader: not every browser can iterate one. */
async function* read(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

const LINE_FEED = 10
const CARRIAGE_RETURN = 13
/** The most bytes to read in one call. A function that is called often is optimised earlier than one long call. */
const MAX_BYTES_PER_CALL = 8192

class Scanner {
  readonly #options: ScanOptions
  /** The number of lines with each set of defects; index 0 counts the valid lines. */
  readonly #sets = new Uint32Array(SET_COUNT)
  #lines = 0
  #blank = 0
  /** Reads a line a character at a time. `#isInLine` is true while such a line is incomplete. */
  readonly #line = new LineReader()
  readonly #characters = new Utf8Decoder((codePoint) => this.#line.push(codePoint))
  #isInLine = false

  constructor(options: ScanOptions) {
    this.#options = options
  }

  push(bytes: Uint8Array): void {
    if (!(bytes instanceof Uint8Array)) throw notBytes()
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    let at = 0
    while (at < bytes.length) {
      const next = this.#isInLine ? at : this.#readPlainLines(bytes, view, at)
      at = next > at ? next : this.#readOneLine(bytes, at)
    }
  }

  end(): Tally {
    if (this.#isInLine) this.#endLine()
    const defects: { [code in LineDefectCode]?: number } = {}
    for (const [bits, count] of this.#sets.entries())
      if (count > 0) for (const code of codesOf(bits)) defects[code] = (defects[code] ?? 0) + count
    const valid = this.#sets[0] as number
    return {
      lines: this.#lines,
      valid,
      blank: this.#blank,
      refused: this.#lines - valid - this.#blank,
      defects,
    }
  }

  /** Reads complete lines up to the first that is incomplete or in an unusual form. Returns where that line starts. */
  #readPlainLines(bytes: Uint8Array, view: DataView, from: number): number {
    const end = Math.min(bytes.length, from + MAX_BYTES_PER_CALL)
    const sets = this.#sets
    const hasListener = this.#options.onRefused !== undefined
    // One read beyond the end of a typed array makes the engine compile slower code for all later reads.
    const last = bytes.length - PRINTED_WITH_KEY - 2
    let lines = 0
    let at = from
    while (at < end) {
      const width = at <= last ? widthAt(bytes, at) : 0
      let bits = width === 0 ? -1 : bitsAt(view, at, width)
      let next = bits < 0 ? 0 : afterLineEnd(bytes, at + width)
      if (next === 0) {
        next = this.#line.readShort(view, at)
        if (next === 0) break
        bits = this.#line.bits
      }
      // Counts inline instead of calling `#count`: this loop takes nearly all the time of a file.
      lines++
      sets[bits] = (sets[bits] as number) + 1
      if (bits !== 0 && hasListener) this.#options.onRefused?.(this.#lines + lines, codesOf(bits))
      at = next
    }
    this.#lines += lines
    return at
  }

  /** Reads the rest of the current line, in any form. Returns the place after the last byte it has read. */
  #readOneLine(bytes: Uint8Array, from: number): number {
    this.#isInLine = true
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number
      if (byte === LINE_FEED) {
        this.#endLine()
        return at + 1
      }
      if (this.#line.isSettled) {
        const end = bytes.indexOf(LINE_FEED, at)
        if (end < 0) return bytes.length
        at = end - 1
      } else if (byte < 0x80 && this.#characters.isIdle) this.#line.push(byte)
      else this.#characters.push(byte)
    }
    return bytes.length
  }

  #endLine(): void {
    this.#characters.end()
    this.#isInLine = false
    const bits = this.#line.end()
    if (bits === null) this.#blank++
    this.#count(bits)
  }

  #count(bits: number | null): void {
    this.#lines++
    if (bits === null) return
    this.#sets[bits] = (this.#sets[bits] as number) + 1
    if (bits !== 0) this.#options.onRefused?.(this.#lines, codesOf(bits))
  }
}

/** The width of a line that is as wide as one of the usual forms, or 0. The line may also end earlier. */
const widthAt = (bytes: Uint8Array, at: number): number =>
  endsAt(bytes, at + BARE_WITH_KEY)
    ? BARE_WITH_KEY
    : endsAt(bytes, at + PRINTED_WITH_KEY)
      ? PRINTED_WITH_KEY
      : endsAt(bytes, at + BARE)
        ? BARE
        : endsAt(bytes, at + PRINTED)
          ? PRINTED
          : 0

const endsAt = (bytes: Uint8Array, at: number): boolean => bytes[at] === LINE_FEED || bytes[at] === CARRIAGE_RETURN

/** The set of defects of a number of this width, or -1 for any other bytes. */
const bitsAt = (view: DataView, at: number, width: number): number =>
  width === BARE || width === BARE_WITH_KEY
    ? bitsOfBareDigits(view, at, width === BARE_WITH_KEY)
    : bitsOfPrintedDigits(view, at, width === PRINTED_WITH_KEY)

/** Where the next line starts after the line end at this place, or 0 if the line continues. */
const afterLineEnd = (bytes: Uint8Array, at: number): number =>
  bytes[at] === LINE_FEED ? at + 1 : bytes[at + 1] === LINE_FEED ? at + 2 : 0

/**
 * Files of numbers, one a line, as a fund or an employer exports them: judged in their bytes, a line at a time, so that
 * neither a number nor a line is ever a string that could be logged, and a file of any size takes the same memory.
 */
import { codesOf, type LineDefectCode, SETS } from "./defect-bits.ts"
import { Line } from "./line.ts"
import {
  BARE,
  BARE_WITH_KEY,
  bitsOfBareDigits,
  bitsOfPrintedDigits,
  PRINTED,
  PRINTED_WITH_KEY,
} from "./packed-digits.ts"
import { Utf8 } from "./utf8.ts"

export type { LineDefectCode } from "./defect-bits.ts"

/** What a file of numbers adds up to: `lines` is `valid` and `blank` and `refused` together. */
export interface Tally {
  readonly lines: number
  readonly valid: number
  /** Lines with nothing but spaces and the like. They are neither valid nor refused. */
  readonly blank: number
  readonly refused: number
  /** How many lines have each defect. A line with two counts in both, so that these may add up to more than `refused`. */
  readonly defects: { readonly [code in LineDefectCode]?: number }
}

/** What is told while a file of numbers is read. */
export interface ScanOptions {
  /** Told of each refused line as it is met: its number, counted from 1, and why. What stands there is for you to look up. */
  readonly onRefused?: (line: number, codes: ReadonlyArray<LineDefectCode>) => void
}

/** Bytes, whole or in pieces: a web stream, or anything that can be iterated, Node's streams among them. */
export type BytesSource =
  | Uint8Array
  | ReadableStream<Uint8Array>
  | AsyncIterable<Uint8Array>
  | Iterable<Uint8Array, unknown, undefined>

/**
 * Counts the lines of a file that `parse` takes, and those it refuses by defect.
 *
 * The file is UTF-8; lines end in LF or CR LF, the last one need not, and a byte order mark at the start is passed over. A line
 * may be of any length. A source that fails, or gives anything but bytes, rejects; whatever the bytes are, they don't.
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

/** Not every browser can iterate a web stream. */
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
const BYTE_ORDER_MARK = 0xfeff
const STRETCH = 8192

class Scanner {
  readonly #options: ScanOptions
  /** How many lines had each set of defects; 0 is the set of the valid ones. */
  readonly #sets = new Uint32Array(SETS)
  #lines = 0
  #blank = 0
  /** The line that is read a character at a time, and whether one is under way. */
  readonly #line = new Line()
  readonly #characters = new Utf8((codePoint) => this.#read(codePoint))
  #isUnderWay = false
  #isStart = true

  constructor(options: ScanOptions) {
    this.#options = options
  }

  push(bytes: Uint8Array): void {
    if (!(bytes instanceof Uint8Array)) throw notBytes()
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    let at = 0
    while (at < bytes.length) {
      const next = this.#isUnderWay ? at : this.#readPlainLines(bytes, view, at)
      at = next > at ? next : this.#readOneLine(bytes, at)
    }
  }

  end(): Tally {
    if (this.#isUnderWay) this.#endLine()
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

  /**
   * Reads whole lines, up to the first that is out of the common or isn't all there; answers where that one starts. A stretch
   * of a file at a time: engines are best at what is called often, and a large file may come in one piece.
   */
  #readPlainLines(bytes: Uint8Array, view: DataView, from: number): number {
    const end = Math.min(bytes.length, from + STRETCH)
    const sets = this.#sets
    const isHeard = this.#options.onRefused !== undefined
    // Looked at beyond their end, the bytes would be slower to look at ever after.
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
      // Counted here: what is done for each line of a file is all there is to its time.
      lines++
      sets[bits] = (sets[bits] as number) + 1
      if (bits !== 0 && isHeard) this.#options.onRefused?.(this.#lines + lines, codesOf(bits))
      at = next
    }
    this.#lines += lines
    if (lines > 0) this.#isStart = false
    return at
  }

  /** Reads on in the line at this place, whatever it is, and answers where it is done with the bytes. */
  #readOneLine(bytes: Uint8Array, from: number): number {
    this.#isUnderWay = true
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
      } else if (byte < 0x80 && this.#characters.isIdle) this.#read(byte)
      else this.#characters.push(byte)
    }
    return bytes.length
  }

  #read(codePoint: number): void {
    if (!this.#isStart || codePoint !== BYTE_ORDER_MARK) this.#line.push(codePoint)
    this.#isStart = false
  }

  #endLine(): void {
    this.#characters.end()
    this.#isUnderWay = false
    const bits = this.#line.end()
    if (bits === null) this.#blank++
    this.#tell(bits)
  }

  #tell(bits: number | null): void {
    this.#isStart = false
    this.#lines++
    if (bits === null) return
    this.#sets[bits] = (this.#sets[bits] as number) + 1
    if (bits !== 0) this.#options.onRefused?.(this.#lines, codesOf(bits))
  }
}

/** The width of a line that is as wide as a number in one piece or in groups, or 0. A narrower line may stand in it. */
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

/** The defects of a number of this width, or -1 where there is something else. */
const bitsAt = (view: DataView, at: number, width: number): number =>
  width === BARE || width === BARE_WITH_KEY
    ? bitsOfBareDigits(view, at, width === BARE_WITH_KEY)
    : bitsOfPrintedDigits(view, at, width === PRINTED_WITH_KEY)

/** Where the line after the line end at this place starts, or 0 where the line goes on. */
const afterLineEnd = (bytes: Uint8Array, at: number): number =>
  bytes[at] === LINE_FEED ? at + 1 : bytes[at + 1] === LINE_FEED ? at + 2 : 0

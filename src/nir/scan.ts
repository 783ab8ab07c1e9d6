/**
 * Files of numbers, one a line, as a fund or an employer exports them: judged in their bytes, a line at a time, so that
 * neither a number nor a line is ever a string that could be logged, and a file of any size takes the same memory.
 */
import { bitsOfBareDigits } from "./bare-digits.ts"
import { bitsOfHalves, codesOf, type LineDefectCode, SETS } from "./defect-bits.ts"
import { Line } from "./line.ts"
import { isSeparator } from "./separators.ts"
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

/** What a byte is on a line without letters: a digit is itself. */
const SKIPPED = 10
const ENDS = 11
const OTHER = 12
const MEANING = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 48 && byte <= 57 ? byte - 48 : byte < 128 && isSeparator(byte) ? SKIPPED : byte === LINE_FEED ? ENDS : OTHER,
)

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
  readonly #digits = new Uint8Array(16)

  constructor(options: ScanOptions) {
    this.#options = options
  }

  push(bytes: Uint8Array): void {
    if (!(bytes instanceof Uint8Array)) throw notBytes()
    let at = 0
    while (at < bytes.length) {
      if (!this.#isUnderWay) at = this.#readPlainLines(bytes, at)
      if (at < bytes.length) at = this.#readOneLine(bytes, at)
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
   * Reads lines of 13 or 15 digits, with or without separators, up to the first that is anything else or isn't all there;
   * answers where that one starts. Most lines of most files are read here, so nothing in here branches on a digit.
   */
  #readPlainLines(bytes: Uint8Array, from: number): number {
    const d = this.#digits
    const { length } = bytes
    const view = new DataView(bytes.buffer, bytes.byteOffset, length)
    let start = from
    let at = from
    while (at < length) {
      const bare = endOfBareDigits(bytes, at)
      const bits = bare === 0 ? -1 : bitsOfBareDigits(view, at, bare === at + 15)
      if (bits >= 0) {
        this.#tell(bits)
        start = at = bare + 1
        continue
      }
      let count = 0
      let meaning = OTHER
      for (; at < length; at++) {
        meaning = MEANING[bytes[at] as number] as number
        if (meaning > SKIPPED) break
        d[count & 15] = meaning
        // One more where it is a digit.
        count += (meaning - SKIPPED) >>> 31
      }
      if (at < length && bytes[at] === CARRIAGE_RETURN && bytes[at + 1] === LINE_FEED) {
        at++
        meaning = ENDS
      }
      if (at >= length || meaning !== ENDS || count > 15) return start
      if (count === 13 || count === 15) this.#tell(bitsOfDigits(d, count))
      else this.#endLineOf(d, count)
      start = ++at
    }
    return start
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

  /** A line of digits, too few of them. */
  #endLineOf(digits: Uint8Array, count: number): void {
    for (let place = 0; place < count; place++) this.#line.push(48 + (digits[place] as number))
    this.#endLine()
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

/** Where a line ends whose length is that of bare digits, with the key or without; 0 where it isn't. */
const endOfBareDigits = (bytes: Uint8Array, at: number): number =>
  at + 15 >= bytes.length ? 0 : bytes[at + 15] === LINE_FEED ? at + 15 : bytes[at + 13] === LINE_FEED ? at + 13 : 0

/** The defects of 13 or 15 digits, each in a place of its own. */
const bitsOfDigits = (d: Uint8Array, count: number): number => {
  const digit = (place: number) => d[place] as number
  const high =
    digit(0) * 1_000_000 +
    digit(1) * 100_000 +
    digit(2) * 10_000 +
    digit(3) * 1000 +
    digit(4) * 100 +
    digit(5) * 10 +
    digit(6)
  const low = digit(7) * 100_000 + digit(8) * 10_000 + digit(9) * 1000 + digit(10) * 100 + digit(11) * 10 + digit(12)
  return bitsOfHalves(high, low, count === 13 ? undefined : digit(13) * 10 + digit(14))
}

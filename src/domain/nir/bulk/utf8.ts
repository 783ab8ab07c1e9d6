/** What stands for bytes that are no UTF-8. */
const REPLACEMENT = 0xfffd

/**
 * Code points out of UTF-8, a byte at a time, exactly as `TextDecoder` makes them: each longest part that could have begun a
 * character, and each byte that begins none, is one U+FFFD. Nothing is kept but the character under way.
 */
export class Utf8 {
  readonly #emit: (codePoint: number) => void
  #codePoint = 0
  #missing = 0
  #lowest = 0x80
  #highest = 0xbf

  constructor(emit: (codePoint: number) => void) {
    this.#emit = emit
  }

  /** Whether no character is under way. */
  get isIdle(): boolean {
    return this.#missing === 0
  }

  push(byte: number): void {
    if (this.#missing === 0) this.#begin(byte)
    else if (byte < this.#lowest || byte > this.#highest) {
      this.end()
      this.#begin(byte)
    } else {
      this.#codePoint = (this.#codePoint << 6) | (byte & 63)
      this.#expect(0x80, 0xbf)
      if (--this.#missing === 0) this.#emit(this.#codePoint)
    }
  }

  /** Gives up the character under way, if there is one. */
  end(): void {
    if (this.#missing === 0) return
    this.#missing = 0
    this.#expect(0x80, 0xbf)
    this.#emit(REPLACEMENT)
  }

  #begin(byte: number): void {
    if (byte < 0xc2 || byte > 0xf4) {
      this.#emit(byte < 0x80 ? byte : REPLACEMENT)
      return
    }
    this.#missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
    this.#codePoint = byte & (0x3f >> this.#missing)
    // Neither longer than needed, nor half a surrogate pair, nor beyond U+10FFFF.
    if (byte === 0xe0) this.#expect(0xa0, 0xbf)
    else if (byte === 0xed) this.#expect(0x80, 0x9f)
    else if (byte === 0xf0) this.#expect(0x90, 0xbf)
    else if (byte === 0xf4) this.#expect(0x80, 0x8f)
  }

  #expect(lowest: number, highest: number): void {
    this.#lowest = lowest
    this.#highest = highest
  }
}

/** The code point that replaces invalid UTF-8. */
const REPLACEMENT = 0xfffd

/**
 * Decodes UTF-8 a byte at a time, with the same result as `TextDecoder`. Each longest prefix of an incomplete character
 * becomes one U+FFFD, and so does each byte that starts no character. It stores only the current character.
 */
export class Utf8Decoder {
  readonly #emit: (codePoint: number) => void
  #codePoint = 0
  #missing = 0
  #lowest = 0x80
  #highest = 0xbf

  constructor(emit: (codePoint: number) => void) {
    this.#emit = emit
  }

  /** Whether the last character is complete. */
  get isIdle(): boolean {
    return this.#missing === 0
  }

  push(byte: number): void {
    if (this.#missing === 0) this.#start(byte)
    else if (byte < this.#lowest || byte > this.#highest) {
      this.end()
      this.#start(byte)
    } else {
      this.#codePoint = (this.#codePoint << 6) | (byte & 63)
      this.#expect(0x80, 0xbf)
      if (--this.#missing === 0) this.#emit(this.#codePoint)
    }
  }

  /** Emits U+FFFD for an incomplete character, if there is one. */
  end(): void {
    if (this.#missing === 0) return
    this.#missing = 0
    this.#expect(0x80, 0xbf)
    this.#emit(REPLACEMENT)
  }

  #start(byte: number): void {
    if (byte < 0xc2 || byte > 0xf4) {
      this.#emit(byte < 0x80 ? byte : REPLACEMENT)
      return
    }
    this.#missing = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
    this.#codePoint = byte & (0x3f >> this.#missing)
    // Excludes overlong forms, surrogates, and code points above U+10FFFF.
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

import { LONGEST } from "./policy.ts"

/**
 * A password as it is hashed: in NFC, untruncated. Texts, JSON and inspection show `<password>`. Only `reveal` returns
 * the text, to hash it.
 *
 * Compare two with `equals` or Effect's `Equal.equals`. Comparisons of visible fields (`toEqual`, `deepStrictEqual`)
 * find no difference between any two.
 *
 * `assess` makes a new password, `readTyped` makes one at sign-in.
 */
export class Password {
  readonly #text: string

  constructor(nfc: string) {
    this.#text = nfc
  }

  /** The text to hash, as UTF-8. It may contain U+0000, so a hasher in C needs its length. */
  reveal(): string {
    return this.#text
  }

  equals(that: unknown): boolean {
    return that instanceof Password && that.#text === this.#text
  }

  toString(): string {
    return "<password>"
  }

  toJSON(): string {
    return "<password>"
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "<password>"
  }

  /** Without this method Effect compares visible fields and finds any two passwords equal. */
  "~effect/Equal"(that: unknown): boolean {
    return this.equals(that)
  }

  "~effect/Hash"(): number {
    return this.#text.length
  }
}

/**
 * The most UTF-16 units of a text that can have `maximum` code points in NFC: eight times as many.
 *
 * No code point decomposes into more than 4 (UAX #15; a test tries all of Unicode). NFC therefore composes at most 4
 * code points into one, each of 1 or 2 units. A longer text is too long; there is no need to normalise or read it.
 */
export const longestSpelling = (maximum: number): number => 8 * maximum

const LONE_SURROGATE = /\p{Cs}/u

/** The text in NFC, or `null` if it has a lone surrogate (half an emoji), which UTF-8 cannot encode. */
export const toNfc = (text: string): string | null => (LONE_SURROGATE.test(text) ? null : text.normalize("NFC"))

/** Whether what a person typed is a spelling of a text in NFC. A huge text is refused unread. */
export const isSpellingOf = (typed: unknown, nfc: string): boolean =>
  typed === nfc || (typeof typed === "string" && typed.length <= longestSpelling(nfc.length) && toNfc(typed) === nfc)

/**
 * Reads a password that a person typed to sign in, in the form that was hashed. It applies no policy, because policies
 * change and existing passwords stay valid.
 *
 * `null` for what no hash can match: a value that is no text, a lone surrogate, more than 256 code points. Answer it like
 * a wrong password and after the same work, to prevent account enumeration and timing attacks.
 *
 * ```ts
 * import { readTyped } from "mon-compte/password"
 * readTyped("E\u0301te2024!")?.reveal() // => "Éte2024!"
 * readTyped(12345678) // => null
 * ```
 */
export const readTyped = (typed: unknown): Password | null => {
  if (typeof typed !== "string" || typed.length > longestSpelling(LONGEST)) return null
  const text = toNfc(typed)
  return text === null || [...text].length > LONGEST ? null : new Password(text)
}

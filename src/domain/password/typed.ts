import { LONGEST } from "./policy.ts"

/**
 * A password as it is hashed: in NFC, whole. It never prints: text, JSON and inspection show `<password>`, so that it can
 * only be hashed, or shown, by `reveal`. Two are the same when `equals` says so, and `Equal.equals` of Effect; comparers
 * that look at visible fields (`toEqual`, `deepStrictEqual`) see no difference between any two.
 *
 * It is made by `assess`, for a new password, and by `readTyped`, at sign-in.
 */
export class Password {
  readonly #text: string

  constructor(nfc: string) {
    this.#text = nfc
  }

  /** The text to hash, as UTF-8. It may hold U+0000: a hasher must be told its length, as those of C strings are not. */
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

  /** Without it Effect would compare visible fields, and take any two passwords for the same. */
  "~effect/Equal"(that: unknown): boolean {
    return this.equals(that)
  }

  "~effect/Hash"(): number {
    return this.#text.length
  }
}

/**
 * How many UTF-16 units a text may have and still shorten to `maximum` code points in NFC: eight for one.
 *
 * No code point decomposes into more than 4 others (UAX #15; a test goes through all of Unicode), so NFC makes at most
 * 4 into one, each of 1 or 2 units. A longer text need not be normalised to be too long, nor be read at all.
 */
export const longestSpelling = (maximum: number): number => 8 * maximum

const LONE_SURROGATE = /\p{Cs}/u

/** The text in NFC, or `null` when it holds half an emoji (a lone surrogate), which UTF-8 cannot carry. */
export const toNfc = (text: string): string | null => (LONE_SURROGATE.test(text) ? null : text.normalize("NFC"))

/**
 * What a person typed to sign in, in the form that was hashed. No rule of a policy applies: policies change, passwords
 * already chosen stay good. `null` for what no hash can match: not a text, half an emoji, above 256 code points; give
 * it the same answer, and the same time, as a wrong password.
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

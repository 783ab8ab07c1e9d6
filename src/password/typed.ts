import { LONGEST } from "./policy.ts"

/**
 * A password as it is hashed: in NFC, whole. It prints as nothing: `String`, `JSON.stringify`, templates and
 * `util.inspect` show that it is one, and only `reveal` gives its text.
 */
export class Password {
  readonly #text: string

  /** Use `assess` for a new password and `readTyped` at sign-in: they keep what is inside in NFC and of bounded length. */
  constructor(text: string) {
    this.#text = text
  }

  /** The text to hash as UTF-8. It may hold U+0000: a hasher must be given its length, not a C string. */
  reveal(): string {
    return this.#text
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

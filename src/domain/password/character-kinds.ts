import type { Kind } from "./policy.ts"

/** Kinds of characters as a set of bits. `OTHER` is any character of none of the four kinds. */
const DIGIT = 1
const UPPER = 2
const LOWER = 4
const SPECIAL = 8
const OTHER = 16

/** A text with all these bits satisfies every policy about kinds. */
export const ALL_KINDS = DIGIT | UPPER | LOWER | SPECIAL

/** Compares instead of reading a record: `assess` calls this several times, and a look-up is slower. */
export const bitOf = (kind: Kind): number =>
  kind === "Digit" ? DIGIT : kind === "Upper" ? UPPER : kind === "Lower" ? LOWER : SPECIAL

/**
 * NFC changes no code unit below this one, and none of them is a surrogate (UAX #15, quick check). The accented letters
 * of French are below it.
 */
const FIRST_UNSTABLE = 0x300

/** Stands for the kinds of a text that must be normalised and read code point by code point. */
export const UNSTABLE = 32

/** The number of characters of each kind in CNIL's calculator; 37 special ones are on an AZERTY keyboard. */
export const ALPHABET = { Digit: 10, Upper: 26, Lower: 26, Special: 37 } as const satisfies Record<Kind, number>

/** The kinds of any text in NFC. */
export const kindsOf = (text: string): number =>
  (/[0-9]/.test(text) ? DIGIT : 0) |
  (/\p{Lu}/u.test(text) ? UPPER : 0) |
  (/\p{Ll}/u.test(text) ? LOWER : 0) |
  (/[\p{P}\p{S}\p{Zs}]/u.test(text) ? SPECIAL : 0) |
  (/[^0-9\p{Lu}\p{Ll}\p{P}\p{S}\p{Zs}]/u.test(text) ? OTHER : 0)

const stable = Uint8Array.from({ length: FIRST_UNSTABLE }, (_, unit) => kindsOf(String.fromCharCode(unit)))

/** The kinds of a text that is its own NFC, with one unit per code point; `UNSTABLE` for any other text. */
export const kindsOfStable = (text: string): number => {
  let kinds = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= FIRST_UNSTABLE) return UNSTABLE
    kinds |= stable[unit] as number
  }
  return kinds
}

/** The code points of a well-formed text: its units, with a surrogate pair counted once. */
export const countCodePoints = (text: string): number => {
  let count = text.length
  for (let i = 0; i < text.length; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800) count--
  }
  return count
}

/** Bits per character of a random password of these kinds. Characters of no kind count as special ones. */
export const bitsPerCharacter: ReadonlyArray<number> = Array.from({ length: 32 }, (_, kinds) =>
  kinds === 0
    ? 0
    : Math.log2(
        (kinds & DIGIT ? ALPHABET.Digit : 0) +
          (kinds & UPPER ? ALPHABET.Upper : 0) +
          (kinds & LOWER ? ALPHABET.Lower : 0) +
          (kinds & (SPECIAL | OTHER) ? ALPHABET.Special : 0),
      ),
)

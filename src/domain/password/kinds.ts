import type { Kind } from "./policy.ts"

/** Kinds of characters as a set of bits; `OTHER` is any character of none of the four. */
const DIGIT = 1
const UPPER = 2
const LOWER = 4
const SPECIAL = 8
const OTHER = 16

/** Compared one by one, not looked up in a record: this is asked three times a password, and it is what costs. */
export const bitOf = (kind: Kind): number =>
  kind === "Digit" ? DIGIT : kind === "Upper" ? UPPER : kind === "Lower" ? LOWER : SPECIAL

/** No code unit below this one is changed by NFC or is half of a pair (UAX #15, quick check): accents of French are. */
const FIRST_UNSTABLE = 0x300

/** Said instead of kinds when a text must be normalised, and looked at code point by code point. */
export const UNSTABLE = 32

/** How many different characters CNIL's calculator counts for each kind; 37 is what an AZERTY keyboard offers. */
export const ALPHABET = { Digit: 10, Upper: 26, Lower: 26, Special: 37 } as const satisfies Record<Kind, number>

/** The kinds any text in NFC has. */
export const kindsOf = (text: string): number =>
  (/[0-9]/.test(text) ? DIGIT : 0) |
  (/\p{Lu}/u.test(text) ? UPPER : 0) |
  (/\p{Ll}/u.test(text) ? LOWER : 0) |
  (/[\p{P}\p{S}\p{Zs}]/u.test(text) ? SPECIAL : 0) |
  (/[^0-9\p{Lu}\p{Ll}\p{P}\p{S}\p{Zs}]/u.test(text) ? OTHER : 0)

const stable = Uint8Array.from({ length: FIRST_UNSTABLE }, (_, unit) => kindsOf(String.fromCharCode(unit)))

/** The kinds of a text that is its own NFC, one unit a code point; `UNSTABLE` for any other text. */
export const kindsOfStable = (text: string): number => {
  let kinds = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= FIRST_UNSTABLE) return UNSTABLE
    kinds |= stable[unit] as number
  }
  return kinds
}

/** Code points of a well-formed text: its units, a pair of surrogates counting once. */
export const countCodePoints = (text: string): number => {
  let count = text.length
  for (let i = 0; i < text.length; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800) count--
  }
  return count
}

/** Bits a character is worth in a random password of these kinds. Characters of no kind are counted as special ones. */
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

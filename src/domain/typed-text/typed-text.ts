/**
 * Typed text: the characters that people and their devices add to a text, and that are not part of the value. They are
 * blanks of every width, separators between groups, and invisible marks that come with copied text. The domain module
 * `nir` has its own list of separators, for speed.
 *
 * Bound the length of a text before you pass it.
 */

/** `\s` matches every blank and line end of Unicode, and U+FEFF: no-break, thin and narrow spaces are among them. */
const BLANKS = /\s/gu

/** The characters that people type between groups: blanks, dots and hyphens. */
const SEPARATORS = /[\s.-]/gu

/** Blanks and invisible marks: zero-width characters, direction marks, soft hyphens (Unicode's category Cf). */
const AROUND = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu

/** Hyphens and dashes of every length, for use in a regular expression with the flag `u`. */
export const DASHES = "\\-\\u2010-\\u2015"

/** The text without its blanks. */
export const withoutBlanks = (text: string): string => text.replace(BLANKS, "")

/** The text without its blanks, dots and hyphens. */
export const withoutSeparators = (text: string): string => text.replace(SEPARATORS, "")

/** The text without blanks and invisible marks around it. */
export const trim = (text: string): string => text.replace(AROUND, "")

/**
 * Whether the first character, after at most 20 blanks, is an ASCII letter. A provisional identifier starts with a
 * letter, a social security number does not.
 */
export const startsWithLetter = (input: unknown): boolean =>
  typeof input === "string" && /^\s{0,20}[A-Za-z]/u.test(input)

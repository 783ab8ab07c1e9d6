/** Blanks and line ends, dots, hyphens and dashes of any length, the minus sign, and invisible format characters. */
const SEPARATOR = /[\s.\u2212\p{Pd}\p{Cf}]/u

/**
 * Whether a character code is no part of the value: a blank, a line end, a dot, a hyphen or dash, or an invisible mark
 * that comes with copied text, such as a direction mark, a zero-width character or a byte order mark.
 *
 * The domain module `typed-text` has the same list for every other field; a test proves that both agree. The space is
 * compared first, as nearly all separators are spaces. From `0` to `z` there is none, so a letter costs no match.
 */
export const isSeparator = (code: number): boolean =>
  code === 32 || ((code < 48 || code > 122) && SEPARATOR.test(String.fromCharCode(code)))

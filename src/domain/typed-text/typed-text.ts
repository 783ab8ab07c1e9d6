/**
 * Typed text: what people and their devices add to a text without changing its value, in every field but passwords.
 *
 * - Blanks and line ends of every kind, among them no-break, figure, thin and narrow spaces.
 * - Invisible marks that come with copied text: direction marks, zero-width characters, soft hyphens, word joiners, byte
 *   order marks.
 * - Dashes and hyphens of every length, which word processors put in place of a hyphen.
 * - Letters that look like digits (`O`, `I`, `L`), where only digits are possible.
 *
 * Each function is a reading for one kind of field. The domain module `nir` has its own list, for speed; a test proves
 * that both agree. Bound the length of a text before you pass it.
 */

/** Blanks and line ends: `\s` matches all of Unicode's. */
const BLANKS = "\\s"

/** Invisible marks: Unicode's category of format characters. */
const MARKS = "\\p{Cf}"

/** Hyphens and dashes of every length (Unicode's category), and the minus sign. */
const DASHES = "\\p{Pd}\\u2212"

const mark = new RegExp(`[${MARKS}]`, "gu")
const blanks = new RegExp(`[${BLANKS}]+`, "gu")
const dash = new RegExp(`[${DASHES}]`, "gu")
const separator = new RegExp(`[${BLANKS}${MARKS}${DASHES}.]`, "gu")
const around = new RegExp(`^[${BLANKS}${MARKS}]+|[${BLANKS}${MARKS}]+$`, "gu")

/** A typed text without what does not change its value, and where its characters were typed. */
export interface Typed {
  readonly text: string
  /** The place in the typed text of each UTF-16 unit of `text`, from 0. */
  readonly places: ReadonlyArray<number>
}

const cleaned = (text: string): string => text.replace(mark, "").replace(dash, "-")

/**
 * Reads a text in which blanks matter, such as a name or an e-mail address: without invisible marks, with plain hyphens,
 * and without blanks around it.
 */
export const plainText = (text: string): string => cleaned(text.replace(around, ""))

/** Reads a text like `plainText`, and says where each of its characters was typed. */
export const placedText = (text: string): Typed => {
  const read = plainText(text)
  const places: Array<number> = []
  for (let at = 0; places.length < read.length && at < text.length; at += 1)
    if (cleaned(text.charAt(at)) === read.charAt(places.length)) places.push(at)
  return { text: read, places }
}

/** Reads a name: like `plainText`, with single spaces, and in one form of accents (NFC). */
export const nameText = (text: string): string => plainText(text).replace(blanks, " ").normalize("NFC")

/** Reads a text in groups, such as an identifier: without blanks, marks, dots, hyphens and dashes. */
export const withoutSeparators = (text: string): string => text.replace(separator, "")

/** The text with digits in place of the letters that look like them. Use it only where letters are impossible. */
export const withDigits = (text: string): string => text.replace(/o/gi, "0").replace(/[il]/gi, "1")

/** Reads a text that has only digits, such as a code: without separators, and with look-alikes as digits. */
export const digitsText = (text: string): string => withDigits(withoutSeparators(text))

/** The most letters for which `readings` looks at both possibilities. It bounds the number of readings to 2,048. */
const MOST_LOOK_ALIKES = 11

/**
 * All readings of a text in which some letters may be digits, the text itself first. A text with more than 11 such
 * letters has one reading.
 */
export const readings = (text: string): ReadonlyArray<string> => {
  const letters = [...text.matchAll(/[oil]/gi)].map(({ index }) => index)
  if (letters.length > MOST_LOOK_ALIKES) return [text]
  const all = [text]
  for (const at of letters)
    all.push(...all.map((one) => one.slice(0, at) + withDigits(one.charAt(at)) + one.slice(at + 1)))
  return all
}

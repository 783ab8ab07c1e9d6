import { isPossible, keyOfHalves } from "./halves.ts"
import { Nir } from "./nir.ts"
import { isSeparator } from "./separators.ts"

/** Stands for a byte that was no UTF-8, which is what a no-break space of Latin-1 becomes. */
const REPLACEMENT = 0xfffd

/** More separators than ` - ` between two characters part two numbers. */
const WIDEST_GAP = 3

/** After how many characters a separator stands in the printed number; 8 where the territory overseas takes three. */
const PRINTED: ReadonlySet<number> = new Set([1, 3, 5, 7, 8, 10, 13])

/**
 * Masks the NIRs in a text, for logs, traces and mails: each becomes `• •• •• •• ••• 157`, its key gone with it. Linear in the
 * text, of any length.
 *
 * What counts as one: 13 characters that a NIR may have, or 15, not part of a longer word or number, in one piece or in the
 * groups of the card, with any separators that `parse` takes, or U+FFFD where they were lost, three at most in a row; in any
 * other groups, only 15 whose key is right. A wrong key doesn't save a number in one piece or in groups: a mistyped number
 * still says who (after a space its two digits stay, which may be the next thing said). Numbers broken by a line end are not
 * seen.
 *
 * Without a key, other numbers of 13 digits that begin with 1 or 2 can look like one: article numbers, times in milliseconds.
 * `checkKey` masks only 15 characters whose key is right: one other number in 97 slips in, and every NIR without a key stays.
 *
 * ```ts
 * import { redact } from "mon-compte/nir/redact"
 *
 * redact("NIR : 2 69 05 49 588 157 80.") // => "NIR : • •• •• •• ••• 157."
 * redact("file 2690549588157, call 01 42 68 53 00") // => "file • •• •• •• ••• 157, call 01 42 68 53 00"
 * redact("2690549588157 or 269054958815780", { checkKey: true }) // => "2690549588157 or • •• •• •• ••• 157"
 * ```
 */
export const redact = (text: string, options: { readonly checkKey?: boolean } = {}): string => {
  if (typeof text !== "string") return ""
  let redacted = ""
  let copied = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if ((code !== 49 && code !== 50) || (index > 0 && isWordCode(text.charCodeAt(index - 1)))) continue
    const end = endOfNumberAt(text, index, options.checkKey === true)
    if (end === 0) continue
    redacted += text.slice(copied, index) + maskOf(text.slice(index, end))
    copied = end
    index = end
  }
  return redacted + text.slice(copied)
}

/** Of a number that may have a wrong key. */
const maskOf = (written: string): string => String(new Nir(written.replace(/[^\dAB]/gi, "").slice(0, 13)))

/**
 * The end of the number that starts at a place, key included, or 0 where none does. At most 15 characters and the gaps between
 * them are read, and nothing is allocated: in a table of figures, half of the places may start one.
 */
const endOfNumberAt = (text: string, start: number, checkKey: boolean): number => {
  let count = 0
  let high = 0
  let low = 0
  let key = 0
  let printed = true
  let end = start
  let short = 0
  for (let index = start; index < text.length && index - end <= WIDEST_GAP; index++) {
    const code = text.charCodeAt(index)
    let digit = code - 48
    if (digit < 0 || digit > 9) {
      if (isSeparator(code) || code === REPLACEMENT) continue
      const letter = code | 32
      if (count !== 6 || high % 10 !== 2 || (letter !== 97 && letter !== 98)) break
      digit = 96 - letter
    }
    if (index > end && !PRINTED.has(count)) printed = false
    if (count < 7) high = high * 10 + digit
    else if (count < 13) low = low * 10 + digit
    else key = key * 10 + digit
    count++
    end = index + 1
    if (count === 13) {
      if (!isPossible(high, low)) break
      if (printed && !checkKey && isApart(text, start, end)) short = end
    }
    if (count === 15) {
      if (key === keyOfHalves(high, low)) return isWordCode(text.charCodeAt(end)) ? short : end
      return short || (printed && !checkKey && isApart(text, start, end) ? end : 0)
    }
  }
  return short
}

/** Whether a number without proof is part of nothing longer. */
const isApart = (text: string, start: number, end: number): boolean =>
  !isJoined(text, start - 1, start - 2) && !isWordCode(text.charCodeAt(end)) && !isJoined(text, end, end + 1)

/** Whether a dot or a hyphen joins the number to a digit, as in decimals, versions and identifiers. */
const isJoined = (text: string, joint: number, beyond: number): boolean => {
  const code = text.charCodeAt(joint)
  return (code === 45 || code === 46) && isDigit(text.charCodeAt(beyond))
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** Whether a character is a letter or a digit, of any script: such a neighbour makes a number part of a word. */
const isWordCode = (code: number): boolean =>
  isDigit(code) ||
  ((code | 32) >= 97 && (code | 32) <= 122) ||
  (code > 127 && /[\p{L}\p{N}]/u.test(String.fromCharCode(code)))

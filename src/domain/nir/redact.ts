import { keyOfHalves } from "./control-key.ts"
import { isPossible } from "./is-nir.ts"
import { valueOfLetter, withDigits } from "./letters.ts"
import { Nir } from "./nir.ts"
import { isSeparator } from "./separators.ts"

/** Replaces invalid UTF-8, for example a no-break space in Latin-1. */
const REPLACEMENT = 0xfffd

/** A separator as URLs escape it: its bytes in UTF-8 or Latin-1, escaped once, or twice for a URL inside a URL. */
const ESCAPED = new RegExp(
  (
    "%(?:20|09|2[DE]|(?:C2%)?A[0D]|D8%9C|E1%(?:9A%80|A0%8E)|E2%80%(?:8[\\dA-F]|9[0-5]|A[89A-F])|E2%81%(?:9F|A[\\dA-F])" +
    "|E2%88%92|E3%80%80|EF%BB%BF|EF%B8%8[\\dA-F])"
  ).replaceAll("%", "%(?:25)?"),
  "iy",
)

const PERCENT = 37
const PLUS = 43

/** The most separators between two characters of a number, as in ` - `. */
const MAX_GAP = 3

/**
 * The counts of characters after which the printed number has a separator. 8 is for overseas, where the territory has
 * three.
 */
const PRINTED: ReadonlySet<number> = new Set([1, 3, 5, 7, 8, 10, 13])

/**
 * Masks the NIRs in a text, for logs, traces and mails: each becomes `• •• •• •• ••• 157`, without its key. Takes
 * linear time in the length of the text.
 *
 * Masks 13 characters that form a possible NIR, or 15 with a key, unless they are part of a longer word or number:
 * - in one piece or in the groups of the card, also with a wrong key, because a mistyped number still identifies a
 *   person. The two digits of a wrong key after a space stay, because they may be the next number of the text;
 * - in any other groups, only with a right key.
 *
 * Between two characters it accepts at most three separators: those of `parse`, their escapes in URLs, and U+FFFD. The
 * latter replaces separators lost in decoding. `redact` does not find numbers that a line end breaks.
 *
 * Without a key, other numbers of 13 digits that start with 1 or 2 can look like a NIR: article numbers, times in
 * milliseconds. `checkKey` masks only 15 characters with a right key. Then every NIR without a key stays, and one other
 * number in 97 is masked.
 *
 * ```ts
 * import { redact } from "mon-compte/nir/redact"
 *
 * redact("NIR : 2 69 05 49 588 157 80.") // => "NIR : • •• •• •• ••• 157."
 * redact("file 2690549588157, call 01 42 68 53 00") // => "file • •• •• •• ••• 157, call 01 42 68 53 00"
 * redact("GET /file?nir=2+69+05+49+588+157+80") // => "GET /file?nir=• •• •• •• ••• 157"
 * redact("2690549588157 or 269054958815780", { checkKey: true }) // => "2690549588157 or • •• •• •• ••• 157"
 * ```
 */
export const redact = (text: string, options: { readonly checkKey?: boolean } = {}): string => {
  if (typeof text !== "string") return ""
  const checkKey = options.checkKey === true
  let redacted = ""
  let copied = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if ((code !== 49 && code !== 50 && valueOfLetter(code) !== 1) || isInWord(text, index)) continue
    // `%20` is an escape and not the start of a number, if a number starts after it.
    if (isPercent(text, index - 1) && endOfNumberAt(text, index + 2, checkKey) > 0) continue
    const end = endOfNumberAt(text, index, checkKey)
    if (end === 0) continue
    redacted += text.slice(copied, index) + maskOf(text.slice(index, end))
    copied = end
    index = end
  }
  return redacted + text.slice(copied)
}

/** Whether the character before a place belongs to a word. The two hexadecimal digits of an escape do not. */
const isInWord = (text: string, index: number): boolean =>
  index > 0 &&
  isWordCode(text.charCodeAt(index - 1)) &&
  !(isPercent(text, index - 3) && /^[\dA-F]{2}$/i.test(text.slice(index - 2, index)))

/** The mask of a number whose key may be wrong. */
const maskOf = (written: string): string =>
  String(
    new Nir(
      withDigits(written.replace(/%(?:25)?[\dA-F]{2}/gi, ""))
        .replace(/[^\dAB]/gi, "")
        .slice(0, 13),
    ),
  )

/**
 * The end of the number that starts at a place, with its key, or 0 if none starts there. Reads at most 15 characters
 * and their gaps, and allocates nothing: in a table of figures, half of the places may start a number.
 */
const endOfNumberAt = (text: string, start: number, checkKey: boolean): number => {
  let count = 0
  let high = 0
  let low = 0
  let key = 0
  let printed = true
  let end = start
  let short = 0
  let gap = 0
  for (let index = start; index < text.length && gap <= MAX_GAP; index++) {
    const code = text.charCodeAt(index)
    let digit = code - 48
    if (digit < 0 || digit > 9) {
      const separator = isSeparatorInLine(code) || code === REPLACEMENT ? 1 : separatorOfUrl(text, index, code)
      if (separator > 0) {
        index += separator - 1
        gap++
        continue
      }
      digit = valueOfLetter(code)
      if (digit > 1 || (digit < 0 && (count !== 6 || high % 10 !== 2))) break
    }
    if (index > end && !PRINTED.has(count)) printed = false
    if (count < 7) high = high * 10 + digit
    else if (count < 13) low = low * 10 + digit
    else key = key * 10 + digit
    count++
    gap = 0
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

/** A separator, but no line end: the numbers of a column are no number. */
const isSeparatorInLine = (code: number): boolean => isSeparator(code) && (code === 9 || code > 13)

/**
 * The length of a separator as URLs write it, or 0 for another character. A `+` beside a space is the sign of a sum.
 */
const separatorOfUrl = (text: string, index: number, code: number): number => {
  if (code === PLUS) return text.charCodeAt(index - 1) === 32 || text.charCodeAt(index + 1) === 32 ? 0 : 1
  if (code !== PERCENT) return 0
  ESCAPED.lastIndex = index
  return ESCAPED.test(text) ? ESCAPED.lastIndex - index : 0
}

/** Whether a place has the percent sign of an escape, or the end of `%25`, which is an escaped percent sign. */
const isPercent = (text: string, index: number): boolean => {
  const code = text.charCodeAt(index)
  return (
    code === PERCENT || (code === 53 && text.charCodeAt(index - 1) === 50 && text.charCodeAt(index - 2) === PERCENT)
  )
}

/** Whether a number without a right key stands alone and is not part of something longer. */
const isApart = (text: string, start: number, end: number): boolean =>
  !isJoined(text, start - 1, start - 2) && !isWordCode(text.charCodeAt(end)) && !isJoined(text, end, end + 1)

/** Whether a dot or a hyphen joins the number to a digit, as in decimals, versions and identifiers. */
const isJoined = (text: string, joint: number, beyond: number): boolean => {
  const code = text.charCodeAt(joint)
  return (code === 45 || code === 46) && isDigit(text.charCodeAt(beyond))
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** Whether a character is a letter or a digit of any script. Such a neighbour makes a number part of a word. */
const isWordCode = (code: number): boolean =>
  isDigit(code) ||
  ((code | 32) >= 97 && (code | 32) <= 122) ||
  (code > 127 && /[\p{L}\p{N}]/u.test(String.fromCharCode(code)))

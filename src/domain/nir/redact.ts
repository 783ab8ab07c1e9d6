import { isPossible, keyOfHalves } from "./bulk/halves.ts"
import { Nir } from "./nir.ts"
import { isSeparator } from "./separators.ts"

/** Stands for a byte that was no UTF-8, which is what a no-break space of Latin-1 becomes. */
const REPLACEMENT = 0xfffd

/** A separator as URLs escape it: its bytes in UTF-8 (or Latin-1), each escaped once or, inside a URL in a URL, twice. */
const ESCAPED = new RegExp(
  "%(?:20|09|2[DE]|(?:C2%)?A0|E2%80%(?:8[\\dA]|AF)|E2%81%9F|E3%80%80|E1%9A%80)".replaceAll("%", "%(?:25)?"),
  "iy",
)

const PERCENT = 37
const PLUS = 43

/** More separators than ` - ` between two characters part two numbers. */
const WIDEST_GAP = 3

/** After how many characters a separator stands in the printed number; 8 where the territory overseas takes three. */
const PRINTED: ReadonlySet<number> = new Set([1, 3, 5, 7, 8, 10, 13])

/**
 * Masks the NIRs in a text, for logs, traces and mails: each becomes `• •• •• •• ••• 157`, its key gone with it. Linear in the
 * text, of any length.
 *
 * What counts as one: 13 characters that a NIR may have, or 15, not part of a longer word or number, in one piece or in the
 * groups of the card, with any separators that `parse` takes, as they are or as URLs escape them, or
 * U+FFFD where they were lost, three at most in a row; in any other groups, only 15 whose key is right. A wrong key doesn't
 * save a number in one piece or in groups: a mistyped number still says who (after a space its two digits stay, which may be
 * the next thing said). Numbers broken by a line end are not seen.
 *
 * Without a key, other numbers of 13 digits that begin with 1 or 2 can look like one: article numbers, times in milliseconds.
 * `checkKey` masks only 15 characters whose key is right: one other number in 97 slips in, and every NIR without a key stays.
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
    if ((code !== 49 && code !== 50) || isInWord(text, index)) continue
    // In `%20`, no number starts with 20 where one starts after it.
    if (isPercent(text, index - 1) && endOfNumberAt(text, index + 2, checkKey) > 0) continue
    const end = endOfNumberAt(text, index, checkKey)
    if (end === 0) continue
    redacted += text.slice(copied, index) + maskOf(text.slice(index, end))
    copied = end
    index = end
  }
  return redacted + text.slice(copied)
}

/** Whether a word goes on at a place: the two characters of an escape before it are none. */
const isInWord = (text: string, index: number): boolean =>
  index > 0 &&
  isWordCode(text.charCodeAt(index - 1)) &&
  !(isPercent(text, index - 3) && /^[\dA-F]{2}$/i.test(text.slice(index - 2, index)))

/** Of a number that may have a wrong key. */
const maskOf = (written: string): string =>
  String(new Nir(written.replace(/%(?:25)?[\dA-F]{2}|[^\dAB]/gi, "").slice(0, 13)))

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
  let gap = 0
  for (let index = start; index < text.length && gap <= WIDEST_GAP; index++) {
    const code = text.charCodeAt(index)
    let digit = code - 48
    if (digit < 0 || digit > 9) {
      const separator = isSeparator(code) || code === REPLACEMENT ? 1 : separatorOfUrl(text, index, code)
      if (separator > 0) {
        index += separator - 1
        gap++
        continue
      }
      const letter = code | 32
      if (count !== 6 || high % 10 !== 2 || (letter !== 97 && letter !== 98)) break
      digit = 96 - letter
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

/** How many characters a separator takes that a URL holds, or 0 where none is. A `+` beside a space is no space but a sum. */
const separatorOfUrl = (text: string, index: number, code: number): number => {
  if (code === PLUS) return text.charCodeAt(index - 1) === 32 || text.charCodeAt(index + 1) === 32 ? 0 : 1
  if (code !== PERCENT) return 0
  ESCAPED.lastIndex = index
  return ESCAPED.test(text) ? ESCAPED.lastIndex - index : 0
}

/** Whether an escape starts at a place with its percent sign, or with the last character of one that is escaped itself. */
const isPercent = (text: string, index: number): boolean => {
  const code = text.charCodeAt(index)
  return (
    code === PERCENT || (code === 53 && text.charCodeAt(index - 1) === 50 && text.charCodeAt(index - 2) === PERCENT)
  )
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

import { isSeparator } from "../separators.ts"
import { isPossible, keyOfHalves } from "./halves.ts"

/** Files of numbers in their bytes: `mon-compte/nir/bytes`. */
export { type BytesSource, type LineDefectCode, type ScanOptions, scan, type Tally } from "./scan.ts"

/** Added to the count of characters where a line ends: whatever comes after it makes too many. */
const LINE_ENDED = 16

/**
 * Whether the bytes from `start` to `end` (excluded) are a NIR in UTF-8: `isNir` of the text they spell, without making that
 * text. For numbers in a field among others: find where the field ends, and ask of it in place; a file of one number a line is
 * for `scan`. An end beyond the bytes means their end.
 *
 * ```ts
 * import { isNirInBytes } from "mon-compte/nir/bytes"
 *
 * const row = new TextEncoder().encode("Camille;2 69 05 49 588 157 80;Angers")
 * isNirInBytes(row, 8, 29) // => true
 * isNirInBytes(row) // => false
 * ```
 */
export const isNirInBytes = (bytes: Uint8Array, start = 0, end = Infinity): boolean => {
  if (!(bytes instanceof Uint8Array)) return false
  const stop = end < bytes.length ? end : bytes.length
  const length = stop - start
  if (length === 13 || length === 15) {
    const high = digitsAt(bytes, start, start + 7)
    const low = digitsAt(bytes, start + 7, start + 13)
    const key = digitsAt(bytes, start + 13, stop)
    if ((high | low | key) >= 0) return (length === 13 || key === keyOfHalves(high, low)) && isPossible(high, low)
  }
  return isSpelled(bytes, start, stop)
}

/** The digits from one place to another as a number; negative where one of them is no digit. */
const digitsAt = (bytes: Uint8Array, start: number, end: number): number => {
  let value = 0
  let sign = 0
  for (let index = start; index < end; index++) {
    const digit = (bytes[index] as number) - 48
    // One of the two is negative exactly where this is no digit. No branch: there is nothing to mispredict.
    sign |= digit | (9 - digit)
    value = Math.imul(value, 10) + digit
  }
  return sign < 0 ? -1 : value
}

/** The same for numbers with separators or letters. */
const isSpelled = (bytes: Uint8Array, start: number, stop: number): boolean => {
  let count = 0
  let high = 0
  let low = 0
  let key = 0
  for (let index = start; index < stop; index++) {
    const code = bytes[index] as number
    if (code === 32) continue
    let digit = code - 48
    if (digit < 0 || digit > 9) {
      if (code === 10 || code === 13) {
        count |= LINE_ENDED
        continue
      }
      const length = separatorLength(bytes, index, stop)
      if (length > 0) {
        index += length - 1
        continue
      }
      const letter = code | 32
      if (count !== 6 || high % 10 !== 2 || (letter !== 97 && letter !== 98)) return false
      digit = 96 - letter
    }
    if (count < 7) high = high * 10 + digit
    else if (count < 13) low = low * 10 + digit
    else if (count < 15) key = key * 10 + digit
    else return false
    count++
  }
  const read = count & ~LINE_ENDED
  return (read === 13 || (read === 15 && key === keyOfHalves(high, low))) && isPossible(high, low)
}

/** How many bytes the separator at this place takes in UTF-8, or 0 where there is none. */
const separatorLength = (bytes: Uint8Array, index: number, stop: number): number => {
  const first = bytes[index] as number
  if (first < 0x80) return isSeparator(first) ? 1 : 0
  const second = index + 1 < stop ? (bytes[index + 1] as number) : 0
  if (first === 0xc2) return second === 0xa0 ? 2 : 0
  const third = index + 2 < stop ? (bytes[index + 2] as number) : 0
  if (first >> 4 !== 0xe || second >> 6 !== 2 || third >> 6 !== 2) return 0
  const code = ((first & 15) << 12) | ((second & 63) << 6) | (third & 63)
  // A character below 0x800 spelled in three bytes is no valid UTF-8.
  return code >= 0x800 && isSeparator(code) ? 3 : 0
}

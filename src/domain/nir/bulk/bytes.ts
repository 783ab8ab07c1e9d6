import { keyOfHalves } from "../control-key.ts"
import { isPossible } from "../is-nir.ts"
import { valueOfLetter } from "../letters.ts"
import { isSeparator } from "../separators.ts"

/** Numbers in bytes, and whole files of numbers: the entry `mon-compte/nir/bytes`. */
export { type BytesSource, type LineDefectCode, type ScanOptions, scan, type Tally } from "./scan.ts"

/**
 * Whether the bytes from `start` to `end` (exclusive) are a NIR in UTF-8. It returns the same as `isNir` for the
 * decoded text, without decoding it. Use it for numbers in a field of a record: find the end of the field, and check it
 * in place. For a file of one number per line use `scan`. An `end` beyond the bytes means their end.
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
  return isSpelledNir(bytes, start, stop)
}

/** The digits from `start` to `end` as a number, or -1 if one of the bytes is not a digit. */
const digitsAt = (bytes: Uint8Array, start: number, end: number): number => {
  let value = 0
  let sign = 0
  for (let index = start; index < end; index++) {
    const digit = (bytes[index] as number) - 48
    // One of the two is negative exactly for a byte that is not a digit. Without a branch, no branch is mispredicted.
    sign |= digit | (9 - digit)
    value = Math.imul(value, 10) + digit
  }
  return sign < 0 ? -1 : value
}

/** `isNirInBytes` for numbers with separators or letters. */
const isSpelledNir = (bytes: Uint8Array, start: number, stop: number): boolean => {
  let count = 0
  let high = 0
  let low = 0
  let key = 0
  for (let index = start; index < stop; index++) {
    const code = bytes[index] as number
    if (code === 32) continue
    let digit = code - 48
    if (digit < 0 || digit > 9) {
      const length = separatorLength(bytes, index, stop)
      if (length > 0) {
        index += length - 1
        continue
      }
      digit = valueOfLetter(code)
      if (digit > 1 || (digit < 0 && (count !== 6 || high % 10 !== 2))) return false
    }
    if (count < 7) high = high * 10 + digit
    else if (count < 13) low = low * 10 + digit
    else if (count < 15) key = key * 10 + digit
    else return false
    count++
  }
  return (count === 13 || (count === 15 && key === keyOfHalves(high, low))) && isPossible(high, low)
}

/** The length in bytes of the separator at this place, or 0 for another character. */
const separatorLength = (bytes: Uint8Array, index: number, stop: number): number => {
  const first = bytes[index] as number
  if (first < 0x80) return isSeparator(first) ? 1 : 0
  const second = index + 1 < stop ? (bytes[index + 1] as number) : 0
  if (first >> 5 === 6 && second >> 6 === 2) {
    const code = ((first & 31) << 6) | (second & 63)
    // A code point below 0x80 in two bytes is an overlong form, which is not valid UTF-8.
    return code >= 0x80 && isSeparator(code) ? 2 : 0
  }
  const third = index + 2 < stop ? (bytes[index + 2] as number) : 0
  if (first >> 4 !== 0xe || second >> 6 !== 2 || third >> 6 !== 2) return 0
  const code = ((first & 15) << 12) | ((second & 63) << 6) | (third & 63)
  // A code point below 0x800 in three bytes is an overlong form, which is not valid UTF-8.
  return code >= 0x800 && isSeparator(code) ? 3 : 0
}

import {
  COMMUNE,
  DEFECT_BY_FIRST_DIGIT,
  DEPARTEMENT,
  isImpossibleMonth,
  isOtherKind,
  MONTH,
  ORDER,
  WRONG_KEY,
} from "./defect-set.ts"

/**
 * Numbers in the two usual forms of files: in one piece and as printed, with or without the key. The code reads four
 * bytes at once, and checks them in parallel in one integer, with the first byte in the lowest position.
 */

/** The length in bytes of a line in each of these forms. No further bytes are read. */
export const BARE = 13
export const BARE_WITH_KEY = 15
export const PRINTED = 18
export const PRINTED_WITH_KEY = 21

/** Four digits 0. Exclusive or with it turns ASCII digits into their values. */
export const ZEROS = 0x30303030
const SIXES = 0x06060606
const HIGH_HALVES = 0xf0f0f0f0

export const areFourDigits = (four: number): boolean => ((four | (four + SIXES)) & HIGH_HALVES) === 0

/** The set of defects of the 13 or 15 bare digits at this place, or -1 if one of the bytes is not a digit. */
export const bitsOfBareDigits = (view: DataView, at: number, hasKey: boolean): number => {
  const first = view.getInt32(at, true) ^ ZEROS
  const fifth = view.getInt32(at + 4, true) ^ ZEROS
  const ninth = view.getInt32(at + 8, true) ^ ZEROS
  const last = view.getInt32(hasKey ? at + 11 : at + 9, true) ^ ZEROS
  // Adding 6 to a value from 10 to 15 carries into the high half, so only 0 to 9 leave it zero.
  const carried = (first + SIXES) | (fifth + SIXES) | (ninth + SIXES) | (last + SIXES)
  if (((first | fifth | ninth | last | carried) & HIGH_HALVES) !== 0) return -1
  return bitsOfPacked(first, fifth, ninth, hasKey ? last >>> 8 : last >>> 24, hasKey)
}

/** The set of defects of digits in the groups of the card, with a space between them, or -1 for any other bytes. */
export const bitsOfPrintedDigits = (view: DataView, at: number, hasKey: boolean): number => {
  // `1 85`, ` 05 `, `78 0`, `06 0` and `84 9`, or the line end after `84`. A byte with a space becomes zero.
  const a = view.getInt32(at, true) ^ 0x30302030
  const b = view.getInt32(at + 4, true) ^ 0x20303020
  const c = view.getInt32(at + 8, true) ^ 0x30203030
  const d = view.getInt32(at + 12, true) ^ 0x30203030
  const e = (hasKey ? view.getInt32(at + 16, true) : view.getInt16(at + 16, true) | 0x30200000) ^ 0x30203030
  const key = hasKey ? view.getInt16(at + 19, true) ^ 0x3030 : 0
  const carried =
    (a + 0x06060006) | (b + 0x00060600) | (c + 0x06000606) | (d + 0x06000606) | (e + 0x06000606) | (key + 0x0606)
  if (((a | b | c | d | e | key | carried) & HIGH_HALVES) !== 0) return -1
  if (((a & 0xff00) | (b & 0xff0000ff) | ((c | d | e) & 0xff0000)) !== 0) return -1
  return bitsOfPacked(
    (a & 0xff) | ((a >>> 8) & 0xffff00) | ((b & 0xff00) << 16),
    ((b >>> 16) & 0xff) | ((c & 0xffff) << 8) | (c & 0xff000000),
    (d & 0xffff) | ((d >>> 8) & 0xff0000) | (e << 24),
    ((e >>> 8) & 0xff) | (key << 8),
    hasKey,
  )
}

/** The defect of each month, indexed by its two digits in four bits each. */
const MONTHS = Uint16Array.from({ length: 256 }, (_, digits) =>
  isImpossibleMonth((digits >> 4) * 10 + (digits & 15)) ? MONTH : 0,
)

/** The defects, by the rules of `defects.ts`, of digits 1 to 4, 5 to 8, 9 to 12, and the thirteenth with the key. */
const bitsOfPacked = (first: number, fifth: number, ninth: number, last: number, hasKey: boolean): number => {
  const wrongKey = hasKey && isKeyWrong(first, fifth, ninth, last) ? WRONG_KEY : 0
  const ofFirst = DEFECT_BY_FIRST_DIGIT[first & 15] ?? 0
  if (isOtherKind(ofFirst)) return ofFirst | wrongKey
  const departement = fifth & 0xffff00
  const noCommune =
    (ninth & 0xffff) === 0 && (fifth >>> 24 === 0 || departement === 0x070900 || departement === 0x080900)
  return (
    ofFirst |
    wrongKey |
    (MONTHS[((first >>> 20) & 0xf0) | (fifth & 15)] as number) |
    (departement === 0 ? DEPARTEMENT : 0) |
    (noCommune ? COMMUNE : 0) |
    ((ninth >>> 16) | (last & 15) ? 0 : ORDER)
  )
}

/** A right key and its number add up to a multiple of 97. Modulo 97, 10 ** 9 is 34 and 10 ** 5 is 90. */
const isKeyWrong = (first: number, fifth: number, ninth: number, last: number): boolean => {
  const key = ((last >>> 8) & 15) * 10 + ((last >>> 16) & 15)
  const sum = number(first) * 34 + number(fifth) * 90 + number(ninth) * 10 + (last & 15) + key
  return key === 0 || key > 97 || sum % 97 !== 0
}

/** Four packed digits as a number: first two pairs in parallel, then the number. */
const number = (four: number): number => {
  const pairs = (Math.imul(four, 10) + (four >>> 8)) & 0x00ff00ff
  return (pairs & 0xff) * 100 + (pairs >>> 16)
}

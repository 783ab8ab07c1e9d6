import { bitsOfHalves } from "./defect-bits.ts"

/** Four ASCII zeros, side by side in one integer. */
const ZEROS = 0x30303030
const SIXES = 0x06060606
const HIGH_HALVES = 0xf0f0f0f0

/**
 * The defects of the 13 or 15 bare digits at this place, as a set; -1 where a byte among them is no digit. Four bytes are read
 * at once: overlapping groups cover the seven, six and two digits of high, low and key.
 */
export const bitsOfBareDigits = (view: DataView, at: number, hasKey: boolean): number => {
  const first = view.getInt32(at, true) ^ ZEROS
  const fourth = view.getInt32(at + 3, true) ^ ZEROS
  const eighth = view.getInt32(at + 7, true) ^ ZEROS
  const tenth = view.getInt32(at + 9, true) ^ ZEROS
  const twelfth = hasKey ? view.getInt32(at + 11, true) ^ ZEROS : 0
  const isBeyond15 = ((first | fourth | eighth | tenth | twelfth) & HIGH_HALVES) !== 0
  if (isBeyond15) return -1
  // A sum of 16 or more is a carry out of 10 to 15.
  const carried = (first + SIXES) | (fourth + SIXES) | (eighth + SIXES) | (tenth + SIXES) | (twelfth + SIXES)
  if ((carried & HIGH_HALVES) !== 0) return -1
  return bitsOfHalves(
    number(first) * 1000 + (number(fourth) % 1000),
    number(eighth) * 100 + (number(tenth) % 100),
    hasKey ? number(twelfth) % 100 : undefined,
  )
}

/** Four digits as a number, the lowest byte being the first of them: two pairs are made at once, then one number of the two. */
const number = (four: number): number => {
  const pairs = (Math.imul(four, 10) + (four >>> 8)) & 0x00ff00ff
  return (pairs & 0xff) * 100 + (pairs >>> 16)
}

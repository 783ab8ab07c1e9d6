/** The control key of a number, 1 to 97: 97 minus the number modulo 97, where `2A` counts as 19 and `2B` as 18. */

/**
 * The key of a number given as its first seven and its last six digits. These halves are small integers, which engines
 * compute with much faster than with thirteen digits; 10⁶ modulo 97 is 27.
 */
export const keyOfHalves = (high: number, low: number): number => 97 - (((high % 97) * 27 + low) % 97)

/**
 * The key of the first thirteen characters, with letters in upper case. A double represents thirteen digits exactly.
 */
export const keyOfText = (text: string): number =>
  97 - (Number(text.slice(0, 13).replace("2A", "19").replace("2B", "18")) % 97)

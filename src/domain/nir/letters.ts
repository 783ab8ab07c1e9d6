/**
 * What a letter means in a number, in either case; 9 for any other character. `A` is -1 and `B` is -2, because `2A` counts
 * as 19 and `2B` as 18. `I` and `L` look like 1, and `O` like 0: no place can have these letters, so they can be nothing
 * else.
 */
export const valueOfLetter = (code: number, lower = code | 32): number =>
  lower === 97 ? -1 : lower === 98 ? -2 : lower === 111 ? 0 : lower === 105 || lower === 108 ? 1 : 9

/** The text in upper case, with digits in place of the letters that look like them. */
export const withDigits = (text: string): string => text.replace(/o/gi, "0").replace(/[il]/gi, "1").toUpperCase()

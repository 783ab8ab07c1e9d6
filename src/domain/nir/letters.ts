/**
 * What letters mean in a number, by their code in lower case. `A` is -1 and `B` is -2, because `2A` counts as 19 and `2B`
 * as 18. `I` and `L` look like 1, and `O` like 0: no place can have these letters, so they can be nothing else.
 */
const VALUES: { readonly [code: number]: number } = { 111: 0, 105: 1, 108: 1, 97: -1, 98: -2 }

/** What a letter means in a number, in either case; 9 for any other character. */
export const valueOfLetter = (code: number): number => VALUES[code | 32] ?? 9

/** The text in upper case, with digits in place of the letters that look like them. */
export const withDigits = (text: string): string => text.replace(/o/gi, "0").replace(/[il]/gi, "1").toUpperCase()

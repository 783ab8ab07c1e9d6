/** Only letters and digits: `12/05/1985`, `12-05-1985` and `12 05 1985` become the same. */
export const squeeze = (folded: string): string => folded.replace(/[^\p{L}\p{N}]/gu, "")

const DIGITS = "0123456789"
const COUNTED_UP = DIGITS.repeat(8)
const COUNTED_DOWN = [...COUNTED_UP].reverse().join("")

/** Whether digits count up or down (12345, 4321), or are all the same. */
const isCounting = (digits: string): boolean =>
  COUNTED_UP.includes(digits) || COUNTED_DOWN.includes(digits) || digits === digits.charAt(0).repeat(digits.length)

/**
 * Whether a piece is a trimming: what people add to a word to satisfy a rule. It has up to four digits (a year) or
 * digits that count, up to two other characters, and no letter.
 */
export const isTrimming = (piece: string): boolean => {
  const digits = piece.replace(/[^0-9]/g, "")
  return !/\p{L}/u.test(piece) && [...piece].length - digits.length <= 2 && (digits.length <= 4 || isCounting(digits))
}

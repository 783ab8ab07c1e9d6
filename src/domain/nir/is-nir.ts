import { isPossible, keyOfHalves } from "./bulk/halves.ts"
import { endOf, isSeparator } from "./separators.ts"

/**
 * Whether the input is a NIR as people write it: 13 characters, or 15 with the right key, in any spelling that `parse`
 * accepts. It is `parse(input).ok`, sooner: one pass, nothing allocated. Anything but text is `false`, numbers included: a
 * number has lost Corsica's letters.
 *
 * ```ts
 * import { isNir } from "mon-compte/nir"
 *
 * isNir("2 69 05 49 588 157 80") // => true
 * isNir("2 69 05 49 588 157") // => true
 * isNir("2 69 05 49 588 157 81") // => false
 * isNir(2690549588157) // => false
 * ```
 */
export const isNir = (input: unknown): boolean => {
  if (typeof input !== "string") return false
  const end = endOf(input)
  let count = 0
  let high = 0
  let low = 0
  let key = 0
  for (let index = 0; index < end; index++) {
    const code = input.charCodeAt(index)
    let digit = code - 48
    if (digit < 0 || digit > 9) {
      if (isSeparator(code)) continue
      // After the 2, `A` makes 19 and `B` makes 18: one and two less than 20.
      digit = 96 - (code | 32)
      if (count !== 6 || high % 10 !== 2 || (digit !== -1 && digit !== -2)) return false
    }
    if (count < 7) high = high * 10 + digit
    else if (count < 13) low = low * 10 + digit
    else if (count < 15) key = key * 10 + digit
    else return false
    count++
  }
  return (count === 13 || (count === 15 && key === keyOfHalves(high, low))) && isPossible(high, low)
}

import { keyOfHalves } from "./control-key.ts"
import { valueOfLetter } from "./letters.ts"
import { isSeparator } from "./separators.ts"

/**
 * Whether first digit, month, place and order are all possible. The number is given as its first seven and its last six
 * digits, with `2A` read as 19 and `2B` as 18. `defects.ts` states the same rules per character, to say which one is
 * broken.
 */
export const isPossible = (high: number, low: number): boolean => {
  const month = ((high / 100) | 0) % 100
  const departement = high % 100
  const commune = (low / 1000) | 0
  return (
    high >= 1_000_000 &&
    high < 3_000_000 &&
    month > 0 &&
    (month < 13 || month > 19) &&
    departement > 0 &&
    // Overseas, the third digit is part of the territory, and the commune has two digits.
    (departement === 97 || departement === 98 ? commune % 100 : commune) > 0 &&
    low % 1000 > 0
  )
}

/**
 * Whether the input is a NIR as people write it: 13 characters, or 15 with the right key, in any spelling that `parse`
 * accepts. It returns the same as `parse(input).ok`, faster: it reads the text once and allocates nothing. Anything but
 * text is `false`. A number is `false` too, because it has lost Corsica's letters.
 *
 * ```ts
 * import { isNir } from "mon-compte/nir"
 *
 * isNir("2 69 05 49 588 157 80") // => true
 * isNir("2 69 05 49 588 157") // => true
 * isNir("2 69 O5 49 588 l57 80") // => true
 * isNir("2 69 05 49 588 157 81") // => false
 * isNir(2690549588157) // => false
 * ```
 */
export const isNir = (input: unknown): boolean => {
  if (typeof input !== "string") return false
  let count = 0
  let high = 0
  let low = 0
  let key = 0
  for (let index = 0; index < input.length; index++) {
    const code = input.charCodeAt(index)
    let digit = code - 48
    if (digit < 0 || digit > 9) {
      if (isSeparator(code)) continue
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

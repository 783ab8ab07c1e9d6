/**
 * A number as its first seven and its last six digits, `2A` read as 19 and `2B` as 18: small integers, where thirteen digits
 * would need slow arithmetic. `defects.ts` states the same rules again, character by character, to say which one is broken.
 */

/** The control key, 1 to 97. Thirteen digits modulo 97 without a big integer: 10⁶ is 27 modulo 97. */
export const keyOfHalves = (high: number, low: number): number => 97 - (((high % 97) * 27 + low) % 97)

/** Whether first digit, month, place and order are all possible. */
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
    // Overseas the third digit belongs to the territory, and two are left for the commune.
    (departement === 97 || departement === 98 ? commune % 100 : commune) > 0 &&
    low % 1000 > 0
  )
}

/** The control key of the first thirteen characters, letters in upper case. A double holds thirteen digits exactly. */
export const keyOfText = (text: string): number =>
  97 - (Number(text.slice(0, 13).replace("2A", "19").replace("2B", "18")) % 97)

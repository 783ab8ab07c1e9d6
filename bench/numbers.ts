/** A seeded random number generator (mulberry32), so that every run has the same inputs. */
export const seededRandom = (seed: number) => {
  let state = seed >>> 0
  /** An integer from 0 to `below`, exclusive. */
  return (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

export type Random = ReturnType<typeof seededRandom>

export const digits = (value: number, width: number) => String(value).padStart(width, "0")

/** The key of thirteen characters, according to its definition. */
export const keyOf = (characters: string) => {
  const number = BigInt(characters.replace("2A", "19").replace("2B", "18"))
  return digits(Number(97n - (number % 97n)), 2)
}

const characters = (next: Random): string => {
  const departement = next(50) === 0 ? `2${"AB"[next(2)]}` : digits(1 + next(95), 2)
  return `${1 + next(2)}${digits(next(100), 2)}${digits(1 + next(12), 2)}${departement}${digits(1 + next(990), 3)}${digits(1 + next(999), 3)}`
}

/**
 * Numbers with their key, a quarter of each kind: bare, printed with spaces, with a wrong key, with a wrong structure.
 * A wrong structure is 12 digits or a misplaced letter. One in fifty is Corsican.
 */
export const mixedNumbers = (count: number, seed: number): ReadonlyArray<string> => {
  const next = seededRandom(seed)
  return Array.from({ length: count }, (_, index) => {
    const number = characters(next)
    const key = keyOf(number)
    if (index % 4 === 0) return number + key
    if (index % 4 === 1) return `${number}${key}`.replace(/(.)(..)(..)(..)(...)(...)(..)/, "$1 $2 $3 $4 $5 $6 $7")
    if (index % 4 === 2) return number + digits(1 + ((Number(key) + next(95)) % 97), 2)
    return next(2) === 0 ? (number + key).slice(0, 12) : `${number.slice(0, 9)}X${number.slice(10)}${key}`
  })
}

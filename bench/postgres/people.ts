import { isNir } from "../../src/domain/nir/index.ts"
import { mixedNumbers } from "../numbers.ts"

/** Somebody made up, who has an 8-digit password and an address. */
export interface Person {
  readonly nir: string
  readonly legacy: string
  readonly password: string
  readonly address: string
}

/** As many as are wanted, no two with the same number; a seed repeats them. */
export const peopleOf = (seed: number) => {
  const known = new Set<string>()
  let drawn = 0
  return (count: number): ReadonlyArray<Person> => {
    const people: Array<Person> = []
    while (people.length < count) {
      drawn += 1
      for (const nir of mixedNumbers(400, seed + drawn)) {
        if (people.length === count) break
        if (!/^\d{15}$/.test(nir) || !isNir(nir) || known.has(nir)) continue
        known.add(nir)
        const address = `someone.${known.size}.${seed}@example.org`
        people.push({ nir, legacy: "20481632", password: "Velo-bleu-7", address })
      }
    }
    return people
  }
}

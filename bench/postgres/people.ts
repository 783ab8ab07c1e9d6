import { isNir } from "../../src/domain/nir/index.ts"
import { mixedNumbers } from "../numbers.ts"

/** An invented person with an 8-digit password and an address. */
export interface Person {
  readonly nir: string
  readonly legacy: string
  readonly password: string
  readonly address: string
}

/** Creates persons with different NIRs, the same for the same seed. */
export const peopleOf = (seed: number) => {
  const used = new Set<string>()
  let drawn = 0
  return (count: number): ReadonlyArray<Person> => {
    const people: Array<Person> = []
    while (people.length < count) {
      drawn += 1
      for (const nir of mixedNumbers(400, seed + drawn)) {
        if (people.length === count) break
        if (!/^\d{15}$/.test(nir) || !isNir(nir) || used.has(nir)) continue
        used.add(nir)
        const address = `person.${used.size}.${seed}@example.org`
        people.push({ nir, legacy: "20481632", password: "Velo-bleu-7", address })
      }
    }
    return people
  }
}

import * as fc from "fast-check"
import { Nir } from "../domain/nir/nir.ts"

/** A pair that the legacy system under test holds, and what is near it. */
export interface LegacySample {
  readonly nir: Nir
  readonly password: string
  readonly file: string
  /** A number that the system does not hold. */
  readonly stranger: Nir
  /** Eight digits, but not the right ones. */
  readonly wrong: string
}

const digits = (count: number) => fc.nat(10 ** count - 1).map((number) => `${number}`.padStart(count, "0"))

/** Holders born in Paris, whose strangers differ from them by the first digit. */
export const legacySample: fc.Arbitrary<LegacySample> = fc
  .record({
    born: fc.tuple(digits(2), fc.integer({ min: 10, max: 12 })).map((parts) => parts.join("")),
    order: fc.integer({ min: 1, max: 999 }).map((order) => `${order}`.padStart(3, "0")),
    head: digits(7),
    last: fc.nat(9),
    file: fc.uuid(),
  })
  .map(({ born, file, head, last, order }) => ({
    nir: new Nir(`1${born}75056${order}`),
    stranger: new Nir(`2${born}75056${order}`),
    password: `${head}${last}`,
    wrong: `${head}${(last + 1) % 10}`,
    file,
  }))

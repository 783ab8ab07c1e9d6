import { Nir } from "../../domain/nir/nir.ts"

/** Country codes that were never used. The official codes are 100 to 522, by continent, and 699 for Antarctica. */
const FIRST_COUNTRY = 600
const COUNTRY_COUNT = 99

const NUMBER_COUNT = 2 * 100 * 12 * COUNTRY_COUNT * 999
/** Coprime with the count, so that no two seeds below the count give the same number. */
const MULTIPLIER = 7_654_321

/**
 * A number for tests and demonstrations that belongs to no person. All its parts are valid, and `parse` returns no
 * warning. Its country of birth has a code from 600 to 698, which no country has had since the codes exist (1943). The
 * same seed gives the same number, and the seeds 0 to 237,362,399 give different numbers. `describe` warns with
 * `CountryUnknown`.
 *
 * Throws a `RangeError` if the seed is not a safe integer.
 */
export const fakeNir = (seed: number): Nir => {
  if (!Number.isSafeInteger(seed)) throw new RangeError("Not a safe integer.")
  let rest = ((((seed % NUMBER_COUNT) + NUMBER_COUNT) % NUMBER_COUNT) * MULTIPLIER) % NUMBER_COUNT
  const draw = (count: number): number => {
    const drawn = rest % count
    rest = (rest - drawn) / count
    return drawn
  }
  const digits = (value: number, width: number) => String(value).padStart(width, "0")
  const order = digits(draw(999) + 1, 3)
  const sex = draw(2) + 1
  const year = digits(draw(100), 2)
  const month = digits(draw(12) + 1, 2)
  return new Nir(`${sex}${year}${month}99${FIRST_COUNTRY + draw(COUNTRY_COUNT)}${order}`)
}

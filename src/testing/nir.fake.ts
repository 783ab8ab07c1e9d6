import { Nir } from "../domain/nir/nir.ts"

/** Country codes that no country has had: the official codes run from 100 to 522, by continent, and Antarctica is 699. */
const FIRST_COUNTRY = 600
const COUNTRIES = 99

const COUNT = 2 * 100 * 12 * COUNTRIES * 999
/** Has no factor in common with the count, so that no two seeds below it make the same number. */
const SPREAD = 7_654_321

/**
 * A number for tests and demonstrations that is right in all its parts, warns of nothing, and is nobody's: the person was born
 * abroad, in a country of code 600 to 698, and no country has had one since the codes were made in 1943. The same seed makes
 * the same number; seeds 0 to 237,362,399 make as many different ones. `describe` says `CountryUnknown` of it.
 *
 * A seed that is no safe integer throws a `RangeError`.
 */
export const fake = (seed: number): Nir => {
  if (!Number.isSafeInteger(seed)) throw new RangeError("Not a safe integer.")
  let rest = ((((seed % COUNT) + COUNT) % COUNT) * SPREAD) % COUNT
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
  return new Nir(`${sex}${year}${month}99${FIRST_COUNTRY + draw(COUNTRIES)}${order}`)
}

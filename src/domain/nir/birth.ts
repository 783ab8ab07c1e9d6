import { charactersOf, type Nir } from "./nir.ts"

/**
 * The sex in the register at the time the number was given. It may have changed since.
 *
 * ```ts
 * import { Nir, sex } from "mon-compte/nir"
 *
 * sex(new Nir("2 69 05 49 588 157")) // => "female"
 * ```
 */
export const sex = (nir: Nir): "male" | "female" => (charactersOf(nir) < "2" ? "male" : "female")

/**
 * The month of birth, 1 to 12, or `null` where the number does not contain it. Months 31 to 42 mean January to
 * December, for an incomplete birth record.
 *
 * ```ts
 * import { birthMonth, Nir } from "mon-compte/nir"
 *
 * birthMonth(new Nir("2 69 05 49 588 157")) // => 5
 * birthMonth(new Nir("2 69 35 49 588 157")) // => 5
 * birthMonth(new Nir("2 69 50 49 588 157")) // => null
 * ```
 */
export const birthMonth = (nir: Nir): number | null => {
  const written = Number(charactersOf(nir).slice(3, 5))
  const month = written > 30 ? written - 30 : written
  return month < 13 ? month : null
}

/**
 * The possible years of birth, the likelier first: the number contains the last two digits. `today`, read in UTC,
 * excludes births in the future, so the list is empty for a date before both years. An invalid date excludes none.
 *
 * ```ts
 * import { Nir } from "mon-compte/nir"
 * import { birthYearCandidates } from "mon-compte/nir/describe"
 *
 * const today = new Date("2026-11-30")
 * birthYearCandidates(new Nir("2 69 05 49 588 157"), today) // => [1969]
 * birthYearCandidates(new Nir("2 10 05 49 588 157"), today) // => [2010, 1910]
 * birthYearCandidates(new Nir("2 26 12 49 588 157"), today) // => [1926]
 * ```
 */
export const birthYearCandidates = (nir: Nir, today: Date): ReadonlyArray<number> => {
  const year = Number(charactersOf(nir).slice(1, 3))
  const month = birthMonth(nir) ?? 1
  return [2000 + year, 1900 + year].filter((candidate) => !(Date.UTC(candidate, month - 1) > today.getTime()))
}

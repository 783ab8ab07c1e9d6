import { birthMonth, birthYearCandidates, sex } from "./birth.ts"
import type { Finding } from "./findings.ts"
import { charactersOf, type Nir } from "./nir.ts"
import { isKnownCode } from "./place/is-known-code.ts"
import { isOutOfTime, type Place, placeOf } from "./place/place.ts"

export { birthYearCandidates } from "./birth.ts"
export type { Place } from "./place/place.ts"

/**
 * The stable name of a doubt about a place of birth.
 * - `CommuneUnknown`: no commune since 1943 has this code. It may be older, or stand for one whose order numbers ran out.
 * - `ExtensionCode`: the code stands for a commune whose order numbers ran out; the place says which.
 * - `CountryUnknown`: no country since 1943 has this code.
 * - `PlaceOutOfTime`: the code was not, or no longer, in use in that year.
 */
export type PlaceWarningCode = "CommuneUnknown" | "ExtensionCode" | "CountryUnknown" | "PlaceOutOfTime"

/** One way to read the two digits of the year, and the place of birth in that year. */
export interface Reading {
  readonly year: number
  readonly place: Place
  /** Doubts, never refusals. They point into the thirteen characters, not into what was typed. */
  readonly warnings: ReadonlyArray<Finding<PlaceWarningCode>>
}

/** What a number says about a birth. */
export interface Description {
  readonly sex: "male" | "female"
  /** 1 to 12, or `null` where the number doesn't say it. */
  readonly month: number | null
  /** The likeliest first; none for a date before both years. */
  readonly readings: ReadonlyArray<Reading>
}

/**
 * What a number says about a birth: sex, month, and year and place in one or two readings, the likelier first. The likelier is
 * the one whose place was in use then; between two such, the younger person's. `today` leaves out births to come.
 *
 * The place is the one of the register **as coded at birth**: 75 or 78 where Essonne or Val-d'Oise are today, 20 for Corsica
 * before 1976, a country that may be gone. Names are in `mon-compte/nir/places`. Personal data: show it to the person only,
 * and never compare it with what a person declares in order to refuse them.
 *
 * ```ts
 * import { Nir } from "mon-compte/nir"
 * import { describe } from "mon-compte/nir/describe"
 *
 * const today = new Date("2026-11-30")
 * describe(new Nir("2 69 05 49 588 157"), { today }).readings[0]?.year // => 1969
 * const born = describe(new Nir("1 12 05 93 010 084"), { today }).readings
 * born.map(({ year, place }) => [year, place.kind]) // => [[2012, "Commune"], [1912, "NorthAfrica"]]
 * const corsican = describe(new Nir("1 12 05 20 004 084"), { today }).readings
 * corsican.map(({ year, warnings }) => [year, warnings.length]) // => [[1912, 0], [2012, 1]]
 * ```
 */
export const describe = (nir: Nir, options: { readonly today: Date }): Description => {
  const code = charactersOf(nir).slice(5, 10)
  const readings = birthYearCandidates(nir, options.today).map((year) => {
    const place = placeOf(code, year)
    return { year, place, warnings: warningsOf(place, year) }
  })
  const inTime = readings.filter(({ place, year }) => !isOutOfTime(place.code, year))
  return {
    sex: sex(nir),
    month: birthMonth(nir),
    readings: [...inTime, ...readings.filter((reading) => !inTime.includes(reading))],
  }
}

const warningsOf = (place: Place, year: number): ReadonlyArray<Finding<PlaceWarningCode>> => {
  const warnings: Array<Finding<PlaceWarningCode>> = []
  const warn = (code: PlaceWarningCode, expected: string, start = 5) =>
    warnings.push({ code, start, end: 10, expected })
  if (isOutOfTime(place.code, year)) warn("PlaceOutOfTime", "code at birth")
  if (place.kind === "Commune" && place.standsFor !== null) warn("ExtensionCode", "code at birth")
  else if ((place.kind === "Commune" || place.kind === "Overseas") && !isKnownCode(place.code))
    warn("CommuneUnknown", "code at birth")
  if (place.kind === "Abroad" && !isKnownCode(place.code)) warn("CountryUnknown", "code of a country", 7)
  return warnings
}

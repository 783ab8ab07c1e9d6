import { birthMonth, birthYearCandidates, sex } from "./birth.ts"
import type { Finding } from "./findings.ts"
import { charactersOf, type Nir } from "./nir.ts"
import { isKnownCode } from "./place/is-known-code.ts"
import { type Place, placeOf, wasCodeInUse } from "./place/place.ts"

export { birthYearCandidates } from "./birth.ts"
export type { Place } from "./place/place.ts"

/**
 * The stable code of a warning about a place of birth.
 * - `CommuneUnknown`: no commune since 1943 has this code. It may be older, or an extension code that is not in the
 *   list.
 * - `ExtensionCode`: the code replaces that of a commune that used up its order numbers; `standsFor` of the place names
 *   it.
 * - `CountryUnknown`: no country since 1943 has this code.
 * - `PlaceCodeNotInUse`: the code was not yet, or no longer, in use in that year.
 */
export type PlaceWarningCode = "CommuneUnknown" | "ExtensionCode" | "CountryUnknown" | "PlaceCodeNotInUse"

/** One possible year of birth, and the place of birth according to that year. */
export interface Reading {
  readonly year: number
  readonly place: Place
  /** They never refuse. They point into the thirteen characters, not into the typed text. */
  readonly warnings: ReadonlyArray<Finding<PlaceWarningCode>>
}

/** The facts about a birth that a number contains. */
export interface Description {
  readonly sex: "male" | "female"
  /** 1 to 12, or `null` where the number does not contain it. */
  readonly month: number | null
  /** The likelier first; empty for a date before both years. */
  readonly readings: ReadonlyArray<Reading>
}

/**
 * Returns the facts about a birth: sex, month, and one or two readings of year and place. The likelier reading comes
 * first: the one whose place code was in use in that year. If both were, the reading of the younger person comes first.
 * `today` excludes births in the future.
 *
 * The place is that of the register **as coded at birth**: 75 or 78 for today's Essonne or Val-d'Oise, 20 for Corsica
 * before 1976. The country may no longer exist. Names are in `mon-compte/nir/places`. This is personal data: show it to
 * the person only, and never refuse a person because it differs from what they declare.
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
  const inUse = readings.filter(({ place, year }) => wasCodeInUse(place.code, year))
  return {
    sex: sex(nir),
    month: birthMonth(nir),
    readings: [...inUse, ...readings.filter((reading) => !inUse.includes(reading))],
  }
}

const warningsOf = (place: Place, year: number): ReadonlyArray<Finding<PlaceWarningCode>> => {
  const warnings: Array<Finding<PlaceWarningCode>> = []
  const warn = (code: PlaceWarningCode, expected: string, start = 5) =>
    warnings.push({ code, start, end: 10, expected })
  if (!wasCodeInUse(place.code, year)) warn("PlaceCodeNotInUse", "code at birth")
  if (place.kind === "Commune" && place.standsFor !== null) warn("ExtensionCode", "code at birth")
  else if ((place.kind === "Commune" || place.kind === "Overseas") && !isKnownCode(place.code))
    warn("CommuneUnknown", "code at birth")
  if (place.kind === "Abroad" && !isKnownCode(place.code)) warn("CountryUnknown", "code of a country", 7)
  return warnings
}

import { extendedCommune } from "./is-known-code.ts"

/**
 * A place of birth, as it was coded at birth.
 * - `Commune`: in a département of mainland France or Corsica: 01 to 95, 2A, 2B, or 20 (Corsica before 1976).
 *   `standsFor` is the code of the commune that used up its order numbers, where this code is its extension code.
 * - `Overseas`: in a territory of three digits, 971 to 978 or 984 to 989. Mayotte is 985, later 976.
 * - `NorthAfrica`: 91 to 94 (Algeria), 95 (Morocco), 96 (Tunisia), before 1968. `country` is today's code.
 * - `Abroad`: 99 and the code of a country, also of one that no longer exists.
 * - `Unknown`: 99990, a birth abroad in an unknown country.
 */
export type Place =
  | { readonly kind: "Commune"; readonly code: string; readonly departement: string; readonly standsFor: string | null }
  | { readonly kind: "Overseas"; readonly code: string; readonly territory: string }
  | { readonly kind: "NorthAfrica"; readonly code: string; readonly country: "99350" | "99351" | "99352" }
  | { readonly kind: "Abroad"; readonly code: string }
  | { readonly kind: "Unknown"; readonly code: string }

/** The first year in which 91 to 95 are départements around Paris, and North Africa is coded as abroad. */
const NEW_DEPARTEMENTS = 1968

/** The place that five characters mean for a birth in this year. */
export const placeOf = (code: string, year: number): Place => {
  const departement = code.slice(0, 2)
  if (code === "99990") return { kind: "Unknown", code }
  if (departement === "99") return { kind: "Abroad", code }
  if (departement === "97" || departement === "98") return { kind: "Overseas", code, territory: code.slice(0, 3) }
  if (departement === "96" || (year < NEW_DEPARTEMENTS && /^9[1-5]/.test(departement)))
    return { kind: "NorthAfrica", code, country: COUNTRY[departement] ?? "99352" }
  return { kind: "Commune", code, departement, standsFor: extendedCommune(code) }
}

/** Morocco and Tunisia; the other départements are in Algeria. */
const COUNTRY: { readonly [departement: string]: "99350" | "99351" } = { "95": "99350", "96": "99351" }

/**
 * Codes, each with the first year without a birth under it (COG). 97123 and 97127 count as in use in the year of their
 * change.
 */
const ENDED: ReadonlyArray<readonly [code: RegExp, year: number]> = [
  [/^20/, 1976],
  [/^96/, NEW_DEPARTEMENTS],
  [/^971(23|27)/, 2009],
  [/^99(209|210|211)/, 1944],
  [/^99218/, 1946],
  [/^99228/, 1947],
  [/^9940[23]/, 1950],
  [/^99237/, 1954],
  [/^99325/, 1957],
  [/^99504/, 1960],
  [/^99305/, 1962],
  [/^99(264|307)/, 1964],
  [/^99362/, 1965],
  [/^99124/, 1967],
  [/^99263/, 1968],
  [/^99221/, 1972],
  [/^99320/, 1976],
  [/^9924[45]/, 1977],
  [/^99(14[12]|202|233)/, 1991],
  [/^99115/, 1994],
  [/^99143/, 1995],
]

/** Whether births in this year could get this code. 977 and 978 are in use since 2007, when they left Guadeloupe. */
export const wasCodeInUse = (code: string, year: number): boolean =>
  !(/^97[78]/.test(code) && year < 2007) && !ENDED.some(([ended, from]) => ended.test(code) && year >= from)

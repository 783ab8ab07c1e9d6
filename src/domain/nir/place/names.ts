import { COUNTRIES, FORMER_COUNTRIES } from "./countries.ts"
import { COMMUNES, DEPARTEMENTS } from "./names.generated.ts"
import type { Place } from "./place.ts"

/** A commune of the official list: its name, and the commune it belongs to today. */
export interface Commune {
  /** Its own name, or `null` where the source names only the commune it became part of. */
  readonly name: string | null
  /** The commune that it is part of, or that has its code today; itself if nothing changed. */
  readonly today: { readonly code: string; readonly name: string }
}

interface Entry {
  readonly name: string
  /** The code of the commune it is part of. */
  readonly partOf: string | undefined
  /** The name of the commune that has its code today. */
  readonly newName: string | undefined
}

const decoded = new Map<string, ReadonlyMap<number, Entry>>()

const entriesOf = (prefix: string): ReadonlyMap<number, Entry> => {
  const cached = decoded.get(prefix)
  if (cached !== undefined) return cached
  const entries = new Map<number, Entry>()
  let number = 0
  for (const text of COMMUNES[prefix]?.split("|") ?? []) {
    const [, digits = "", name = "", partOf, newName] = /^(\d*)([^>=]*)(?:>(.+)|=(.+))?$/.exec(text) ?? []
    number = digits === "" ? number + 1 : Number(digits)
    entries.set(number, { name, partOf, newName })
  }
  decoded.set(prefix, entries)
  return entries
}

const entryOf = (code: string) => entriesOf(code.slice(0, 2)).get(Number(code.slice(2)))

/** The commune of a code, or `null` if the list has none. */
export const communeOf = (written: string): Commune | null => {
  const code = String(written).replace(/^985/, "976")
  const entry = /^(\d\d|2[AB])\d{3}$/.test(code) ? entryOf(code) : undefined
  if (entry === undefined) return null
  if (entry.newName !== undefined) return { name: entry.name, today: { code, name: entry.newName } }
  if (entry.partOf === undefined) return { name: entry.name, today: { code, name: entry.name } }
  const successor = entryOf(entry.partOf)
  const today = { code: entry.partOf, name: successor?.newName ?? successor?.name ?? "" }
  // A commune that only changed its département has the same number and name, which its new code gives.
  const isRenumbered = entry.name === "" && entry.partOf.slice(2) === code.slice(2)
  return { name: entry.name || (isRenumbered ? (successor?.name ?? null) : null), today }
}

/** Former names of départements, each with the year it ended: renamed by decree, or split in 1968 and 1976. */
const FORMER_DEPARTEMENTS: { readonly [code: string]: readonly [before: number, name: string] } = {
  "04": [1970, "Basses-Alpes"],
  "17": [1941, "Charente-Inférieure"],
  "20": [10_000, "Corse"],
  "22": [1990, "Côtes-du-Nord"],
  "44": [1957, "Loire-Inférieure"],
  "64": [1969, "Basses-Pyrénées"],
  "75": [1968, "Seine"],
  "76": [1955, "Seine-Inférieure"],
  "78": [1968, "Seine-et-Oise"],
  "985": [10_000, "Mayotte"],
}

/** The name of a département or an overseas territory in a year, or `null` for an unknown code. */
export const departementName = (code: string, year: number): string | null => {
  const [before, name] = FORMER_DEPARTEMENTS[code] ?? [0, ""]
  return year < before ? name : (DEPARTEMENTS[code] ?? null)
}

/** The name of a country in a year, by the last three digits of its code, or `null` for an unknown code. */
const countryName = (code: string, year: number): string | null =>
  FORMER_COUNTRIES.find(([former, before]) => former === code && year < before)?.[2] ?? COUNTRIES[code] ?? null

/** The Algerian départements before independence. Morocco and Tunisia had one code each. */
const ALGERIA: { readonly [departement: string]: string } = {
  "91": "Alger",
  "92": "Oran",
  "93": "Constantine",
  "94": "Territoires du Sud",
}

/**
 * The names of a place of birth, in French, in the year of birth. Names that do not exist or are unknown are `null`.
 */
export interface PlaceNames {
  readonly commune: string | null
  /** The commune that this one is or belongs to today, or that an extension code stands for. */
  readonly today: { readonly code: string; readonly name: string } | null
  /** Département or territory. */
  readonly departement: string | null
  readonly country: string | null
}

/**
 * Returns the names of a place of birth, in French, in the year of birth. Examples are Seine-et-Oise for Yvelines
 * before 1968, and URSS for Russie before 1991. A change counts from January of its year. Communes come from the
 * official list (COG 2026). For a merged commune the source may give only the commune it became part of; `commune` is
 * then `null`.
 *
 * ```ts
 * import { Nir } from "mon-compte/nir"
 * import { describe } from "mon-compte/nir/describe"
 * import { namesOf } from "mon-compte/nir/places"
 *
 * const today = new Date("2026-11-30")
 * const [born] = describe(new Nir("2 55 05 78 001 157"), { today }).readings
 * const names = born && namesOf(born)
 * names?.commune // => "Abbéville-la-Rivière"
 * names?.departement // => "Seine-et-Oise"
 * names?.today // => { code: "91001", name: "Abbéville-la-Rivière" }
 * ```
 */
export const namesOf = ({ place, year }: { readonly place: Place; readonly year: number }): PlaceNames => {
  const none = { commune: null, today: null, departement: null, country: null }
  switch (place.kind) {
    case "Commune":
    case "Overseas": {
      const isCommune = place.kind === "Commune"
      const commune = communeOf((isCommune ? place.standsFor : null) ?? place.code)
      const departement = departementName(isCommune ? place.departement : place.territory, year)
      return { commune: commune?.name ?? null, today: commune?.today ?? null, departement, country: "France" }
    }
    case "NorthAfrica": {
      const departement = ALGERIA[place.code.slice(0, 2)] ?? null
      return { ...none, departement, country: COUNTRIES[place.country.slice(2)] ?? null }
    }
    case "Abroad":
      return { ...none, country: countryName(place.code.slice(2), year) }
    case "Unknown":
      return none
  }
}

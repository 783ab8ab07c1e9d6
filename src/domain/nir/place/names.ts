import { COUNTRIES, FORMER_COUNTRIES } from "./countries.ts"
import { COMMUNES, DEPARTEMENTS } from "./names.generated.ts"
import type { Place } from "./place.ts"

/** A commune of the official list: its name, and what it belongs to today. */
export interface Commune {
  /** Its own name, or `null` where the source only says what it became part of. */
  readonly name: string | null
  /** The commune it is part of, or the one that has its code today; itself, where nothing changed. */
  readonly today: { readonly code: string; readonly name: string }
}

interface Entry {
  readonly name: string
  /** A code. */
  readonly partOf: string | undefined
  /** A name. */
  readonly became: string | undefined
}

const decoded = new Map<string, ReadonlyMap<number, Entry>>()

const entriesOf = (beginning: string): ReadonlyMap<number, Entry> => {
  const known = decoded.get(beginning)
  if (known !== undefined) return known
  const entries = new Map<number, Entry>()
  let number = 0
  for (const text of COMMUNES[beginning]?.split("|") ?? []) {
    const [, digits = "", name = "", partOf, became] = /^(\d*)([^>=]*)(?:>(.+)|=(.+))?$/.exec(text) ?? []
    number = digits === "" ? number + 1 : Number(digits)
    entries.set(number, { name, partOf, became })
  }
  decoded.set(beginning, entries)
  return entries
}

const entryOf = (code: string) => entriesOf(code.slice(0, 2)).get(Number(code.slice(2)))

/** The commune of a code, or `null` where the list has none. */
export const communeOf = (written: string): Commune | null => {
  const code = String(written).replace(/^985/, "976")
  const entry = /^(\d\d|2[AB])\d{3}$/.test(code) ? entryOf(code) : undefined
  if (entry === undefined) return null
  if (entry.became !== undefined) return { name: entry.name, today: { code, name: entry.became } }
  if (entry.partOf === undefined) return { name: entry.name, today: { code, name: entry.name } }
  const next = entryOf(entry.partOf)
  const today = { code: entry.partOf, name: next?.became ?? next?.name ?? "" }
  // A commune that only got another département kept its number, and its name: what its new code names.
  const renumbered = entry.name === "" && entry.partOf.slice(2) === code.slice(2)
  return { name: entry.name || (renumbered ? (next?.name ?? null) : null), today }
}

/** Names of départements before a year, by the decrees that renamed them, and those split in 1968 and 1976. */
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

/** The name of a département or an overseas territory in a year, or `null`. */
export const departementName = (code: string, year: number): string | null => {
  const [before, name] = FORMER_DEPARTEMENTS[code] ?? [0, ""]
  return year < before ? name : (DEPARTEMENTS[code] ?? null)
}

/** The name of a country in a year, by the last three digits of its code, or `null`. */
const countryName = (code: string, year: number): string | null =>
  FORMER_COUNTRIES.find(([former, before]) => former === code && year < before)?.[2] ?? COUNTRIES[code] ?? null

/** The Algerian codes when they were not those of a country abroad; Morocco and Tunisia had one code each. */
const ALGERIA: { readonly [departement: string]: string } = {
  "91": "Alger",
  "92": "Oran",
  "93": "Constantine",
  "94": "Territoires du Sud",
}

/** A place of birth in words, in French, as it was called in the year. What has no name, or none is known of, is `null`. */
export interface PlaceNames {
  readonly commune: string | null
  /** The commune that this one is today or is part of, or that a code stands for. */
  readonly today: { readonly code: string; readonly name: string } | null
  /** Département or territory. */
  readonly departement: string | null
  readonly country: string | null
}

/**
 * Names a place of birth, in French, as it was called in the year of birth: Seine-et-Oise and not Yvelines before 1968, URSS
 * and not Russie before 1991. A change counts from the year it was made in. Communes are the official list's (COG 2026): of
 * one that merged before, the source may only know the commune it became part of, and `commune` is then `null`.
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

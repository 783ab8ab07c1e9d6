/**
 * Figures: how far the migration of all persons is, without personal data.
 *
 * The figures of several pages are added up. A day that is the only one of its kind may point at a person in a very small
 * fund: publish totals, or weeks.
 */
import { type CivilDate, civilDateAt } from "../civil-date/civil-date.ts"
import type { State } from "./migration.ts"

/** Where one person is. `left`: the steps were started once, and left or expired; the 8-digit password goes on. */
export type MigrationPlace = "notStarted" | "left" | "terms" | "password" | "contact" | "code" | "done"

/** How many persons are at each place, and how many finished on each day in Paris. */
export interface MigrationCounts {
  readonly places: Readonly<Record<MigrationPlace, number>>
  /** Of those who are done and went through the three steps. */
  readonly doneByDay: Readonly<Record<CivilDate, number>>
}

const none = { notStarted: 0, left: 0, terms: 0, password: 0, contact: 0, code: 0, done: 0 } as const

export const noFigures: MigrationCounts = { places: none, doneByDay: {} }

/** Where a person is, whose space is open (`Active`) or not. */
export const placeOf = (isActive: boolean, migration: State): MigrationPlace => {
  if (isActive) return "done"
  switch (migration._tag) {
    case "TermsPending":
      return "terms"
    case "PasswordPending":
      return "password"
    case "ContactPending":
      return "contact"
    case "CodePending":
      return "code"
    case "Abandoned":
    case "Expired":
      return "left"
    case "NotStarted":
    case "Completed":
      return "notStarted"
  }
}

/** The figures with one more person. */
export const countPerson = (counts: MigrationCounts, isActive: boolean, migration: State): MigrationCounts => {
  const place = placeOf(isActive, migration)
  const places = { ...counts.places, [place]: counts.places[place] + 1 }
  if (place !== "done" || migration._tag !== "Completed") return { ...counts, places }
  const day = civilDateAt(migration.at)
  return { places, doneByDay: { ...counts.doneByDay, [day]: (counts.doneByDay[day] ?? 0) + 1 } }
}

const added = <Key extends string>(one: Readonly<Record<Key, number>>, other: Readonly<Record<Key, number>>) => {
  const sum: Record<string, number> = { ...one }
  for (const [key, count] of Object.entries<number>(other)) sum[key] = (sum[key] ?? 0) + count
  // The keys are those of the two.
  return sum as Record<Key, number>
}

/** The figures of two pages together. */
export const addFigures = (one: MigrationCounts, other: MigrationCounts): MigrationCounts => ({
  places: added(one.places, other.places),
  doneByDay: added(one.doneByDay, other.doneByDay),
})

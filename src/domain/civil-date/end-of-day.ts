import { type CivilDate, civilDateAt } from "./civil-date.ts"

/**
 * When a day is over in Paris, in milliseconds since the epoch: the first moment of the day after.
 *
 * Paris is one hour ahead of UTC in winter, two in summer; clocks change in the small hours, never around midnight.
 */
export const endOfDay = (day: CivilDate): number => {
  const inSummer = Date.parse(`${day}T22:00:00Z`)
  return civilDateAt(inSummer) === day ? inSummer + 60 * 60_000 : inSummer
}

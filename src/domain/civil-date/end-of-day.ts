import { type CivilDate, civilDateAt } from "./civil-date.ts"

/**
 * The instant at which a day ends in Paris, in milliseconds since the epoch. It is the first instant of the next day.
 *
 * Paris is one hour ahead of UTC in winter and two in summer. The clocks never change around midnight.
 */
export const endOfDay = (day: CivilDate): number => {
  const inSummer = Date.parse(`${day}T22:00:00Z`)
  return civilDateAt(inSummer) === day ? inSummer + 60 * 60_000 : inSummer
}

import * as fc from "fast-check"
import { CivilDate } from "../../domain/civil-date/civil-date.ts"

const DAY = 24 * 60 * 60_000
const daysTo = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY

/** Civil dates between two days, both included. They are made from a number of days, so each of them exists. */
export const civilDate = ({ from = "1900-01-01", to = "2100-12-31" } = {}): fc.Arbitrary<CivilDate> =>
  fc
    .integer({ min: daysTo(from), max: daysTo(to) })
    .map((days) => CivilDate.make(new Date(days * DAY).toISOString().slice(0, 10)))

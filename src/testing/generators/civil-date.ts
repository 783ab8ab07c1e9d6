import * as Schema from "effect/Schema"
import * as fc from "fast-check"
import { BirthDate } from "../../domain/civil-date/birth-date.ts"
import { CivilDate } from "../../domain/civil-date/civil-date.ts"

const DAY = 24 * 60 * 60_000
const daysTo = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY

/** Civil dates between two days, both included. They are made from a number of days, so each of them exists. */
export const civilDate = ({ from = "1900-01-01", to = "2100-12-31" } = {}): fc.Arbitrary<CivilDate> =>
  fc
    .integer({ min: daysTo(from), max: daysTo(to) })
    .map((days) => CivilDate.make(new Date(days * DAY).toISOString().slice(0, 10)))

const asBirthDate = Schema.decodeUnknownSync(BirthDate)

/** Birth dates between two days: most are complete, and some lack the day, or the day and the month. */
export const birthDate = (range: { readonly from?: string; readonly to?: string } = {}): fc.Arbitrary<BirthDate> =>
  fc
    .tuple(civilDate(range), fc.constantFrom(10, 10, 7, 4))
    .map(([day, known]) => asBirthDate(day.slice(0, known) + "0000-00-00".slice(known)))

/** A civil date as people type it: in the French or the international order, or with the name of the month. */
export const typedDate = (day: string): fc.Arbitrary<string> => {
  const [year = "", month = "", date = ""] = day.split("-")
  const separator = fc.constantFrom("/", "-", ".", " ", " / ", "\u2013", "\u2212", "\u00a0", "\u200e/", "/\u200b")
  const around = fc.constantFrom("", " ", "\u202f", "\ufeff", "\u200e", "\n")
  const lookAlike = fc.boolean()
  return fc
    .tuple(separator, around, lookAlike, fc.constantFrom("DayFirst", "YearFirst"))
    .map(([between, outside, looksAlike, order]) => {
      const text = (order === "DayFirst" ? [date, month, year] : [year, month, date]).join(between)
      return outside + (looksAlike ? text.replace(/0/g, "O").replace(/1/g, "l") : text) + outside
    })
}

/**
 * Civil date: a day of the calendar as the fund counts days, `YYYY-MM-DD` in Europe/Paris.
 *
 * A civil date is a day, never an instant: an authorisation that lasts until the 31st lasts through the 31st. Written
 * this way dates compare as texts: `<` is earlier.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const FORM = /^\d{4}-\d{2}-\d{2}$/u
const FEBRUARY = 2
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether a year of the Gregorian calendar has a 29 February. */
export const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const daysIn = (year: number, month: number): number =>
  month === FEBRUARY && isLeap(year) ? 29 : (DAYS[month - 1] ?? 0)

const exists = (text: string): boolean => {
  if (text.length !== 10 || !FORM.test(text)) return false
  const [year, month, day] = partsOf(text)
  return year >= 1 && day >= 1 && day <= daysIn(year, month)
}

const partsOf = (text: string): readonly [year: number, month: number, day: number] => [
  Number(text.slice(0, 4)),
  Number(text.slice(5, 7)),
  Number(text.slice(8)),
]

/** A day of the calendar. It is stored as its text. */
export const CivilDate = Schema.String.check(
  Schema.makeFilter(exists, { expected: "a day that exists, as YYYY-MM-DD" }),
).pipe(Schema.brand("CivilDate"))
export type CivilDate = typeof CivilDate.Type

/** Whether this is a day that exists, written `YYYY-MM-DD`, from year 0001 to year 9999. */
export const isCivilDate = (input: unknown): input is CivilDate => typeof input === "string" && exists(input)

/** What was given is no day of the calendar, or is written in another way than `YYYY-MM-DD`. */
export class CivilDateRefused extends Schema.TaggedError<CivilDateRefused>()("CivilDateRefused", {}) {
  override get message(): string {
    return "A date is a day that exists, written as year-month-day."
  }
}

/** Reads a date, from anything. */
export const parse = (input: unknown): Result.Result<CivilDate, CivilDateRefused> =>
  isCivilDate(input) ? Result.succeed(input) : Result.fail(new CivilDateRefused())

const parisian = new Intl.DateTimeFormat("en", {
  timeZone: "Europe/Paris",
  calendar: "gregory",
  numberingSystem: "latn",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
})

/**
 * The day it is in Paris at an instant, in milliseconds since the epoch.
 *
 * Throws a `RangeError` for an instant outside the years 0001 to 9999, which no clock gives.
 */
export const civilDateAt = (at: number): CivilDate => {
  const parts: { [Part in string]: string } = {}
  for (const { type, value } of parisian.formatToParts(at)) parts[type] = value
  const date = `${(parts["year"] ?? "").padStart(4, "0")}-${parts["month"]}-${parts["day"]}`
  if (!isCivilDate(date)) throw new RangeError("This instant is outside the calendar.")
  return date
}

/**
 * The day someone completes so many years. Who is born on 29 February completes them on 1 March where the year has
 * no 29 February. Throws where that would be after the year 9999.
 */
export const birthday = (birth: CivilDate, years: number): CivilDate => {
  const year = Number(birth.slice(0, 4)) + years
  const day = birth.slice(4) === "-02-29" && !isLeap(year) ? "-03-01" : birth.slice(4)
  return CivilDate.make(`${String(year).padStart(4, "0")}${day}`)
}

const DAY = 24 * 60 * 60_000

/** The day that follows. Throws after the last day of the year 9999. */
export const dayAfter = (day: CivilDate): CivilDate =>
  CivilDate.make(new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10))

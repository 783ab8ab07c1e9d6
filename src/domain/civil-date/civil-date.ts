/**
 * Civil date: a day of the calendar in Europe/Paris, written `YYYY-MM-DD`.
 *
 * A civil date is a day, not an instant: an authorisation until the 31st includes the 31st. Dates compare as texts: `<`
 * means earlier.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

const FORM = /^\d{4}-\d{2}-\d{2}$/u
const FEBRUARY = 2
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether a year of the Gregorian calendar is a leap year. */
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

/** The schema of a civil date, which is stored as its text. */
export const CivilDate = Schema.String.check(
  Schema.makeFilter(exists, { expected: "a day that exists, as YYYY-MM-DD" }),
).pipe(Schema.brand("CivilDate"))
export type CivilDate = typeof CivilDate.Type

/** Whether a value is an existing day from year 0001 to year 9999, written `YYYY-MM-DD`. */
export const isCivilDate = (input: unknown): input is CivilDate => typeof input === "string" && exists(input)

/** The value is not an existing day, or is not written as `YYYY-MM-DD`. */
export class CivilDateRefused extends Schema.TaggedError<CivilDateRefused>()("CivilDateRefused", {}) {
  override get message(): string {
    return "This is not an existing date, written as year-month-day."
  }
}

/** Parses a civil date from any value. */
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
 * The day in Paris at an instant, which is in milliseconds since the epoch.
 *
 * Throws a `RangeError` for an instant outside the years 0001 to 9999.
 */
export const civilDateAt = (at: number): CivilDate => {
  const parts: { [Part in string]: string } = {}
  for (const { type, value } of parisian.formatToParts(at)) parts[type] = value
  const date = `${(parts["year"] ?? "").padStart(4, "0")}-${parts["month"]}-${parts["day"]}`
  if (!isCivilDate(date)) throw new RangeError("This instant is outside the calendar.")
  return date
}

/**
 * The day on which a person reaches an age, in years. A person born on 29 February reaches it on 1 March if the year
 * has no 29 February. Throws if the year is after 9999.
 */
export const birthday = (birth: CivilDate, years: number): CivilDate => {
  const year = Number(birth.slice(0, 4)) + years
  const day = birth.slice(4) === "-02-29" && !isLeap(year) ? "-03-01" : birth.slice(4)
  return CivilDate.make(`${String(year).padStart(4, "0")}${day}`)
}

/**
 * The same day some years earlier; 1 March where that year has no 29 February. The first day of the year 0001 where it
 * would be before.
 */
export const yearsBefore = (day: CivilDate, years: number): CivilDate => {
  const year = Number(day.slice(0, 4)) - years
  return year < 1 ? CivilDate.make("0001-01-01") : birthday(day, -years)
}

const DAY = 24 * 60 * 60_000

/** The next day. Throws for the last day of the year 9999. */
export const dayAfter = (day: CivilDate): CivilDate =>
  CivilDate.make(new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10))

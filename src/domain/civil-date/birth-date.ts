/**
 * Birth date: a civil date whose day, or day and month, may be unknown.
 *
 * Civil registers and the records of the funds contain such dates: `1965-00-00` for a person born in 1965, `1981-11-00`
 * for a person born in November 1981. The zeros are kept as they are: no day is invented. An age is reached on the
 * latest day that is possible, and an agent may decide otherwise.
 */
import * as Schema from "effect/Schema"
import { birthday, CivilDate, isCivilDate } from "./civil-date.ts"

const FORM = /^(\d{4})-(\d\d)-00$/u

const isIncompleteText = (text: string): boolean => {
  const [, year = "0000", month = "99"] = FORM.exec(text) ?? []
  return text.length === 10 && year >= "0001" && month <= "12"
}

/** The schema of a birth date whose day, or day and month, is unknown. It is stored as its text. */
export const IncompleteBirthDate = Schema.String.check(
  Schema.makeFilter(isIncompleteText, { expected: "a year or a month, as YYYY-00-00 or YYYY-MM-00" }),
).pipe(Schema.brand("IncompleteBirthDate"))
export type IncompleteBirthDate = typeof IncompleteBirthDate.Type

/** The schema of a birth date, complete or not. It is stored as its text. */
export const BirthDate = Schema.Union([CivilDate, IncompleteBirthDate])
export type BirthDate = typeof BirthDate.Type

/** Whether the day, or the day and the month, is unknown. */
export const isIncomplete = (birth: BirthDate): birth is IncompleteBirthDate => isIncompleteText(birth)

/** Whether a value is a birth date, written `YYYY-MM-DD`, `YYYY-MM-00` or `YYYY-00-00`. */
export const isBirthDate = (input: unknown): input is BirthDate =>
  isCivilDate(input) || (typeof input === "string" && isIncompleteText(input))

/** The value is no birth date: no existing day, month or year, or a day in the future. */
export class BirthDateRefused extends Schema.TaggedError<BirthDateRefused>()("BirthDateRefused", {}) {
  override get message(): string {
    return "This is not a birth date: an unknown day or month is written 00."
  }
}

/** What is unknown of a birth date; `null` where nothing is. */
export const unknownPart = (birth: BirthDate): "Day" | "DayAndMonth" | null =>
  !isIncomplete(birth) ? null : birth.slice(5, 7) === "00" ? "DayAndMonth" : "Day"

/** The first day on which the person may have been born. */
export const earliestBirth = (birth: BirthDate): CivilDate =>
  isIncomplete(birth)
    ? CivilDate.make(`${birth.slice(0, 5)}${birth.slice(5, 7) === "00" ? "01" : birth.slice(5, 7)}-01`)
    : birth

/** The last day on which the person may have been born. */
export const latestBirth = (birth: BirthDate): CivilDate => {
  if (!isIncomplete(birth)) return birth
  const month = birth.slice(5, 7) === "00" ? "12" : birth.slice(5, 7)
  const days = ["31", "30", "29", "28"].map((day) => `${birth.slice(0, 5)}${month}-${day}`)
  return CivilDate.make(days.find(isCivilDate) ?? birth)
}

/**
 * The days between which a person reaches an age: the same day for a complete birth date. The last one counts, unless an
 * agent decides.
 */
export const ageReachedBetween = (birth: BirthDate, years: number): readonly [CivilDate, CivilDate] => [
  birthday(earliestBirth(birth), years),
  birthday(latestBirth(birth), years),
]

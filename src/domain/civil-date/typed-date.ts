import { languages, locales } from "../language/language.ts"
import { fold } from "../typed-text/fold.ts"
import { nameText, withDigits } from "../typed-text/typed-text.ts"
import { type BirthDate, isBirthDate } from "./birth-date.ts"
import { type CivilDate, isCivilDate } from "./civil-date.ts"

/** A longer text is refused unread. It leaves room for marks and blanks. */
const LONGEST = 100

/** The names of the months in every language, in lower case and without accents. */
const monthNames = languages.flatMap((language) => {
  const format = new Intl.DateTimeFormat(locales[language], { month: "long", timeZone: "UTC" })
  return Array.from({ length: 12 }, (_, month) => ({
    month: month + 1,
    name: fold(format.format(Date.UTC(2026, month))),
  }))
})

/** Letters of the shortest abbreviation, such as `oct.` or `mar`. */
const SHORTEST_NAME = 3

/** The month that a name or an abbreviation means in any language; `undefined` where it is none, or is ambiguous. */
const monthNamed = (name: string): number | undefined => {
  const folded = fold(name)
  if (folded.length < SHORTEST_NAME) return undefined
  const months = new Set(monthNames.flatMap(({ month, name }) => (name.startsWith(folded) ? [month] : [])))
  const [month] = months
  return months.size === 1 ? month : undefined
}

const two = (number: string | number) => String(number).padStart(2, "0")

/**
 * A date as `YYYY-MM-DD`, from a typed text: `1965-03-12`, `12/03/1965`, `12.3.1965`, `12 mars 1965`, `1er mai 1969`.
 * Two digits of a year are not enough. `null` for any other text. The day may not exist.
 */
const isoForm = (input: unknown): string | null => {
  if (typeof input !== "string" || input.length > LONGEST) return null
  const text = nameText(input)
  const numbers = withDigits(text).replace(/ ?[-./ ] ?/gu, "-")
  const yearFirst = /^(\d{4})-(\d{1,2})-(\d{1,2})$/u.exec(numbers)
  if (yearFirst !== null) return `${yearFirst[1]}-${two(yearFirst[2] ?? "")}-${two(yearFirst[3] ?? "")}`
  const dayFirst = /^(\d{1,2})-(\d{1,2})-(\d{4})$/u.exec(numbers)
  if (dayFirst !== null) return `${dayFirst[3]}-${two(dayFirst[2] ?? "")}-${two(dayFirst[1] ?? "")}`
  const [, day = "", name = "", year = ""] = /^(\d{1,2})(?:er|st|nd|rd|th)? (\p{L}+)\.? (\d{4})$/iu.exec(text) ?? []
  const month = monthNamed(name)
  return month === undefined ? null : `${year}-${two(month)}-${two(day)}`
}

/**
 * Reads a day as typed: `JJ/MM/AAAA`, `AAAA-MM-JJ`, or with the name of the month. Blanks, invisible marks, any dash and
 * letters that look like digits do not matter. `null` for a text that is no existing day.
 *
 * ```ts
 * import { parseTypedDay } from "mon-compte"
 *
 * parseTypedDay("12/03/2026") // => "2026-03-12"
 * parseTypedDay("1er mai 2026") // => "2026-05-01"
 * parseTypedDay("31/02/2026") // => null
 * ```
 */
export const parseTypedDay = (input: unknown): CivilDate | null => {
  const day = isoForm(input)
  return isCivilDate(day) ? day : null
}

/**
 * Reads a birth date as typed, like `parseTypedDay`. A day, or a day and a month, that is unknown is typed as `00`.
 *
 * ```ts
 * import { parseTypedBirthDate } from "mon-compte"
 *
 * parseTypedBirthDate("00/00/1965") // => "1965-00-00"
 * parseTypedBirthDate("00/11/1981") // => "1981-11-00"
 * parseTypedBirthDate("12/00/1981") // => null
 * ```
 */
export const parseTypedBirthDate = (input: unknown): BirthDate | null => {
  const birth = isoForm(input)
  return isBirthDate(birth) ? birth : null
}

import { type Language, locales, type Text } from "../language/language.ts"
import { type BirthDate, earliestBirth, unknownPart } from "./birth-date.ts"

const dates: { readonly [L in Language]: (date: string) => string } = {
  fr: (date) => date.replace(/^1 /, "1er ").replaceAll(" ", "\u00a0"),
  en: (date) => date,
}

/** The words before a date that is not complete, as in "born in 1965". */
const before: Text = { fr: "en ", en: "in " }

const words: { readonly [L in Language]: (birth: string) => string } = {
  fr: (birth) => (birth.startsWith(before.fr) ? birth : `le ${birth}`),
  en: (birth) => (birth.startsWith(before.en) ? birth : `on ${birth}`),
}

const options = {
  none: { dateStyle: "long" },
  Day: { month: "long", year: "numeric" },
  DayAndMonth: { year: "numeric" },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>

/**
 * A birth date in words, to be read after "born": only what is known.
 *
 * ```ts
 * import { BirthDate, birthDateInWords } from "mon-compte"
 * import * as Schema from "effect/Schema"
 *
 * const read = Schema.decodeUnknownSync(BirthDate)
 * birthDateInWords(read("1965-00-00"), "fr") // => "en 1965"
 * birthDateInWords(read("1981-11-00"), "fr") // => "en novembre\u00a01981"
 * birthDateInWords(read("1969-05-01"), "fr") // => "le 1er\u00a0mai\u00a01969"
 * ```
 */
export const birthDateInWords = (birth: BirthDate, language: Language): string => {
  const unknown = unknownPart(birth)
  const format = new Intl.DateTimeFormat(locales[language], { ...options[unknown ?? "none"], timeZone: "UTC" })
  const date = dates[language](format.format(Date.parse(`${earliestBirth(birth)}T12:00:00Z`)))
  return words[language](unknown === null ? date : `${before[language]}${date}`)
}

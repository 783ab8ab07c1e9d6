import { type Language, locales } from "../domain/language/language.ts"

/** How a language writes the parts that `Intl` formats. */
interface TimeWords {
  /** A day such as `1 décembre 2026`. */
  readonly day: (day: string) => string
  /** A duration such as `2 minutes`. */
  readonly duration: (duration: string) => string
  /** Two durations, such as `2 heures` and `5 minutes`. */
  readonly both: (longer: string, shorter: string) => string
}

const words: { readonly [L in Language]: TimeWords } = {
  fr: {
    day: (day) => day.replace(/^1 /, "1er ").replaceAll(" ", "\u00a0"),
    duration: (duration) => duration.replace(/\s/, "\u00a0"),
    both: (longer, shorter) => `${longer} et ${shorter}`,
  },
  en: {
    day: (day) => day,
    duration: (duration) => duration,
    both: (longer, shorter) => `${longer} and ${shorter}`,
  },
}

/** Waits and days in the words of a language. */
export interface Times {
  /**
   * A wait, rounded up so that no one tries again too early: in seconds up to 90, in minutes up to 90, then in hours and
   * minutes. It is true in every time zone, which a time of day is not.
   */
  readonly wait: (seconds: number) => string
  /** A civil date, such as `23 novembre 2026`. */
  readonly day: (date: string) => string
}

/** The times of one language. */
export const timesIn = (language: Language): Times => {
  const locale = locales[language]
  const { both, day, duration } = words[language]
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" })
  const inUnit = (unit: "second" | "minute" | "hour") => {
    const format = new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long", useGrouping: false })
    return (count: number) => duration(format.format(count))
  }
  const [seconds, minutes, hours] = [inUnit("second"), inUnit("minute"), inUnit("hour")]

  return {
    wait: (waitSeconds) => {
      if (waitSeconds <= 90) return seconds(waitSeconds)
      const all = Math.ceil(waitSeconds / 60)
      if (all <= 90) return minutes(all)
      const [whole, rest] = [Math.floor(all / 60), all % 60]
      return rest === 0 ? hours(whole) : both(hours(whole), minutes(rest))
    },
    day: (date) => day(dates.format(Date.parse(`${date}T12:00:00Z`))),
  }
}

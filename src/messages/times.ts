import { type Language, locales } from "../domain/language/language.ts"

const MINUTE = 60_000

/** How a language writes the parts that `Intl` formats. */
interface TimeWords {
  /** A time such as `19:05`. */
  readonly time: (time: string) => string
  /** A day such as `1 décembre` or `1 décembre 2026`. */
  readonly day: (day: string) => string
  /** A duration such as `2 minutes`. */
  readonly duration: (duration: string) => string
  /** "after this time", and on which day unless it is today. */
  readonly after: (time: string, day: string | null) => string
}

const words: { readonly [L in Language]: TimeWords } = {
  fr: {
    time: (time) => time.replace(":", "\u00a0h\u00a0"),
    day: (day) => day.replace(/^1 /, "1er "),
    duration: (duration) => duration.replace(/\s/, "\u00a0"),
    after: (time, day) => `${day === null ? "" : `le ${day} `}après ${time}`,
  },
  en: {
    time: (time) => time,
    day: (day) => day,
    duration: (duration) => duration,
    after: (time, day) => `${day === null ? "" : `on ${day} `}after ${time}`,
  },
}

/** Times, waits and days in the words of a language. */
export interface Times {
  /**
   * When something may be tried again. `at` is in milliseconds since the epoch, and `waitSeconds` is the wait until then.
   * The text names the day unless it is the day of the request: "after 09:00" alone would be over at 10:00.
   */
  readonly after: (at: number, waitSeconds: number) => string
  /** A wait: in seconds up to 90, then in minutes, rounded up. */
  readonly wait: (seconds: number) => string
  /** A civil date. */
  readonly day: (date: string) => string
}

/** Times of day are in Europe/Paris and are rounded up to minutes, so that no one tries again too early. */
export const timesIn = (language: Language): Times => {
  const locale = locales[language]
  const { after, day, duration, time } = words[language]
  const inParis = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: "Europe/Paris" })
  const times = inParis({ hour: "2-digit", minute: "2-digit" })
  const days = inParis({ day: "numeric", month: "long" })
  const dates = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" })
  const inUnit = (unit: "second" | "minute") =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long", useGrouping: false })
  const seconds = inUnit("second")
  const minutes = inUnit("minute")

  return {
    after: (at, waitSeconds) => {
      const rounded = Math.ceil(at / MINUTE) * MINUTE
      const on = days.format(rounded)
      const isToday = on === days.format(at - waitSeconds * 1_000)
      return after(time(times.format(rounded)), isToday ? null : day(on))
    },
    wait: (waitSeconds) =>
      duration(waitSeconds <= 90 ? seconds.format(waitSeconds) : minutes.format(Math.ceil(waitSeconds / 60))),
    day: (date) => day(dates.format(Date.parse(`${date}T12:00:00Z`))),
  }
}

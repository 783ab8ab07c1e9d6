import { type Language, type TimeZone, timeZoneNames } from "mon-compte"

const ZONE: TimeZone = "Europe/Paris"
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const locales = { fr: "fr-FR", en: "en-GB" } as const

/** The times of the wizard in one language: durations first, and a time of day only with its zone. */
export const timesIn = (language: Language) => {
  const locale = locales[language]
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)
  const days = format({ dateStyle: "long", timeZone: ZONE })
  const hours = format({ hour: "numeric", minute: "2-digit", timeZone: ZONE })
  const dates = format({ dateStyle: "long", timeZone: "UTC" })
  const isFrench = language === "fr"
  // No-break spaces, so that a date stays on one line.
  const day = (text: string) => (isFrench ? text.replace(/^1(?= )/u, "1er") : text).replaceAll(" ", "\u00a0")
  const hour = (at: number) => {
    const text = hours.format(at)
    return isFrench ? text.replace(/^0(?=\d)/u, "").replace(":", " h ") : text
  }
  return {
    /** The whole minutes until an instant, at least one. */
    minutesUntil: (at: number) => Math.max(1, Math.round((at - Date.now()) / MINUTE)),
    /** A day and a time of day, with the zone of both. */
    moment: (at: number) =>
      isFrench
        ? `${day(days.format(at))} à ${hour(at)} (${timeZoneNames[ZONE].fr})`
        : `${day(days.format(at))} at ${hour(at)} (${timeZoneNames[ZONE].en})`,
    /** A time of day of today or of a recent day. The page says the zone once. */
    hour,
    zone: timeZoneNames[ZONE][language],
    /** A civil date, such as 23 novembre 2026. */
    date: (date: string) => day(dates.format(Date.parse(`${date}T12:00:00Z`))),
    /** The last day of a stay that ended with the day before `until`. */
    lastDay: (until: string) => day(dates.format(Date.parse(`${until}T12:00:00Z`) - DAY)),
  }
}

const MINUTE = 60_000

/** An instant as people in France read it: hours and minutes in Europe/Paris, rounded up, so that it is never too early. */
const hour = (language: "fr" | "en") => {
  const format = new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Europe/Paris",
  })
  return (at: number): string => {
    const time = format.format(Math.ceil(at / MINUTE) * MINUTE)
    return language === "fr" ? time.replace(":", "\u00a0h\u00a0") : time
  }
}

const day = {
  fr: new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long", timeZone: "Europe/Paris" }),
  en: new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "Europe/Paris" }),
}

/**
 * From when on something may be tried again: the hour, and the day where it is not that on which it was asked, so many
 * seconds before. Else nine o'clock tomorrow would be over already at ten.
 */
const from = (language: "fr" | "en") => {
  const time = hour(language)
  return (at: number, waitSeconds: number): string => {
    const told = Math.ceil(at / MINUTE) * MINUTE
    const on = day[language].format(told)
    const isToday = on === day[language].format(at - waitSeconds * 1_000)
    if (language === "fr") return `${isToday ? "" : `le ${on.replace(/^1 /, "1er ")} `}après ${time(at)}`
    return `${isToday ? "" : `on ${on} `}after ${time(at)}`
  }
}

export const apres = from("fr")
export const after = from("en")

/** A wait in words: in seconds up to a minute and a half, then in minutes, rounded up. */
const duration = (language: "fr" | "en") => {
  const inUnit = (unit: "second" | "minute") =>
    new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long", useGrouping: false })
  const inSeconds = inUnit("second")
  const inMinutes = inUnit("minute")
  return (seconds: number): string => {
    const told = seconds <= 90 ? inSeconds.format(seconds) : inMinutes.format(Math.ceil(seconds / 60))
    return language === "fr" ? told.replace(/\s/, "\u00a0") : told
  }
}

export const attente = duration("fr")
export const wait = duration("en")

/** A day of the calendar in words. */
const civilDay = (language: "fr-FR" | "en-GB") => {
  const format = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" })
  return (day: string): string =>
    format.format(Date.parse(`${day}T12:00:00Z`)).replace(/^1 (?=\p{L})/u, first[language])
}

/** The first of a month is an ordinal in French. */
const first = { "fr-FR": "1er ", "en-GB": "1 " }

export const jour = civilDay("fr-FR")
export const dayOf = civilDay("en-GB")

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

export const heure = hour("fr")
export const timeOfDay = hour("en")

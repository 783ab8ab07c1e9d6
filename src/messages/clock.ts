/** An instant as people in France read it: hours and minutes in Europe/Paris. */
const hour = (language: "fr" | "en") => {
  const format = new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Europe/Paris",
  })
  return (at: number): string => (language === "fr" ? format.format(at).replace(":", " h ") : format.format(at))
}

export const heure = hour("fr")
export const timeOfDay = hour("en")

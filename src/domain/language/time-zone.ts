import type { Text } from "./language.ts"

/** The time zones of the family-allowance funds: Paris, and the five overseas departments. */
export const timeZones = [
  "Europe/Paris",
  "America/Guadeloupe",
  "America/Martinique",
  "America/Cayenne",
  "Indian/Reunion",
  "Indian/Mayotte",
] as const

/** The zone of a time of day in a text. A text names it, so that the hour is never wrong by several hours unnoticed. */
export type TimeZone = (typeof timeZones)[number]

/** The zone of a text without another one. Days of the law, such as birthdays, are always days in Paris. */
export const defaultTimeZone: TimeZone = "Europe/Paris"

/** The name of each zone, as a text puts it after a time of day. */
export const timeZoneNames: Readonly<Record<TimeZone, Text>> = {
  "Europe/Paris": { fr: "heure de Paris", en: "Paris time" },
  "America/Guadeloupe": { fr: "heure de la Guadeloupe", en: "Guadeloupe time" },
  "America/Martinique": { fr: "heure de la Martinique", en: "Martinique time" },
  "America/Cayenne": { fr: "heure de la Guyane", en: "French Guiana time" },
  "Indian/Reunion": { fr: "heure de La Réunion", en: "Réunion time" },
  "Indian/Mayotte": { fr: "heure de Mayotte", en: "Mayotte time" },
}

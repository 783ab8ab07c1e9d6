/** The languages in which people are written to. To add one, follow "A language" in CONTRIBUTING.md. */
export const languages = ["fr", "en"] as const

/** The language in which a person is written to. */
export type Language = (typeof languages)[number]

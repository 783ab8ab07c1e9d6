/** The languages of the texts that people read. To add one, follow "How to add a language" in CONTRIBUTING.md. */
export const languages = ["fr", "en"] as const

/** A language of the texts that people read. */
export type Language = (typeof languages)[number]

/** A text in every language. */
export type Text = { readonly [L in Language]: string }

/** The language of a person who chose none. */
export const defaultLanguage: Language = "fr"

/** The locale that writes dates, times and numbers in each language. */
export const locales: { readonly [L in Language]: string } = { fr: "fr-FR", en: "en-GB" }

/** Whether a value is the code of a language. */
export const isLanguage = (value: unknown): value is Language => languages.some((language) => language === value)

/** The language whose code a value is, and French for any other value. */
export const parseLanguage = (value: unknown): Language => (isLanguage(value) ? value : defaultLanguage)

/** The text that a function writes in each language. */
export const textIn = (write: (language: Language) => string): Text =>
  Object.fromEntries(languages.map((language) => [language, write(language)])) as Text

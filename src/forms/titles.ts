import type { Language } from "../domain/language/language.ts"
import { migrationSteps, type Page } from "./pages.ts"

/** What a title says besides the page. */
export interface TitleOptions {
  /** The number of fields with an error. */
  readonly errors?: number
  /** The name of the service. */
  readonly service?: string
}

const words = {
  fr: { step: "Étape", of: "sur", colon: " :", error: "Erreur", one: "erreur à corriger", many: "erreurs à corriger" },
  en: { step: "Step", of: "of", colon: ":", error: "Error", one: "error to correct", many: "errors to correct" },
} as const

/**
 * The heading of a page (`<h1>`), with its step if it has one.
 *
 * ```ts
 * import { heading, pages } from "mon-compte/forms"
 *
 * heading(pages.choosePassword, "en") // => "Step 2 of 3: Choose a new password"
 * heading(pages.signIn, "en") // => "Sign in"
 * ```
 */
export const heading = ({ step, title }: Page, language: Language): string => {
  const { colon, of, step: word } = words[language]
  return step === null ? title[language] : `${word} ${step} ${of} ${migrationSteps.length}${colon} ${title[language]}`
}

/**
 * The title of a document (`<title>`). After a refusal it says first that there is an error (RGAA 8.6).
 *
 * ```ts
 * import { documentTitle, pages } from "mon-compte/forms"
 *
 * documentTitle(pages.signIn, "fr", { errors: 1 }) // => "Erreur – Connexion – Mon Compte"
 * documentTitle(pages.confirmCode, "en") // => "Step 3 of 3: Type the code that you received – Mon Compte"
 * ```
 */
export const documentTitle = (
  page: Page,
  language: Language,
  { errors = 0, service = "Mon Compte" }: TitleOptions = {},
): string => [...(errors > 0 ? [words[language].error] : []), heading(page, language), service].join(" – ")

/**
 * The heading of the list of errors, at the top of the form.
 *
 * ```ts
 * import { errorSummary } from "mon-compte/forms"
 *
 * errorSummary(2, "fr") // => "2 erreurs à corriger"
 * ```
 */
export const errorSummary = (errors: number, language: Language): string =>
  `${errors} ${errors === 1 ? words[language].one : words[language].many}`

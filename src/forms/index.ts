/**
 * The forms of the pages for people, as data: one record for each field, one for each page, and the texts that pages say,
 * in French and English. It has no dependency, and runs in browsers and on servers.
 *
 * @module
 */
export type { PersonInputName } from "../application/contract/input-names.ts"
export type { Language, Text } from "../domain/language/language.ts"
export type { FieldAttributes, FieldErrors, FormField } from "./field.ts"
export { type FieldKey, type FormFields, type FormPolicies, fields, fieldsFor } from "./fields.ts"
export { migrationSteps, type Page, type PageName, type PageVerb, pages } from "./pages.ts"
export { done, links, statuses } from "./results.ts"
export { documentTitle, errorSummary, heading, type TitleOptions } from "./titles.ts"

import type { InputName } from "../application/contract/input-names.ts"
import type { Text } from "../domain/language/language.ts"

/**
 * Attributes of an `<input>`, named as in HTML, ready to be spread. `maxlength` counts UTF-16 code units, as browsers do. It is
 * the length that the verb reads, not that of the value: a value pasted with spaces or decomposed accents is never truncated.
 */
export interface FieldAttributes {
  readonly type: "text" | "password" | "email" | "tel" | "checkbox"
  /** For autofill and password managers (WCAG 1.3.5, RGAA 11.13). A checkbox has none. */
  readonly autocomplete?:
    | "username"
    | "current-password"
    | "new-password"
    | "one-time-code"
    | "email"
    | "tel"
    | "family-name"
    | "bday"
    | "off"
  /** The keyboard of a phone. `text` where letters are possible: `numeric` would prevent `2A`, `/` or a provisional identifier. */
  readonly inputmode?: "text" | "numeric" | "email" | "tel"
  readonly minlength?: number
  readonly maxlength?: number
  /** For password generators. */
  readonly passwordrules?: string
  readonly autocapitalize?: "none" | "characters" | "words"
  readonly spellcheck?: "false"
  readonly required?: true
}

/** What to say beside a field before anything is sent. Each text has the expected format, or an example (RGAA 11.10, 11.11). */
export interface FieldErrors {
  /** The field is empty, or the box is not ticked. `null` for a field that may stay empty. */
  readonly empty: Text | null
  /** `null` if any text may be right, or if only the rules of the password know. */
  readonly malformed: Text | null
}

/** All that a page shows for one field. */
export interface FormField {
  /** The input of the verb, as `describeRefusal` names it. `rememberMe` is a verb of its own, called after the sign-in. */
  readonly name: InputName | "rememberMe"
  readonly label: Text
  /** What to know before typing. Connect it to the field with `aria-describedby`. */
  readonly hint: Text | null
  readonly attributes: FieldAttributes
  readonly errors: FieldErrors
}

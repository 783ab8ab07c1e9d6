import type { PersonInputName } from "../application/contract/input-names.ts"
import type { Text } from "../domain/language/language.ts"
import { codeField, contactFields } from "./contacts.ts"
import { identifierFields, leaflet, passwordFields } from "./credentials.ts"
import type { FieldAttributes, FormField } from "./field.ts"
import { personalFields } from "./personal.ts"

/**
 * The fields of people: one for each input, and one for each input that differs by page. `newPassword` is `password` where
 * the person chooses one, `provisionalIdentifier` is `identifier`, and `email` and `mobile` are `contact`.
 */
export type FieldKey = PersonInputName | "provisionalIdentifier" | "newPassword" | "email" | "mobile" | "rememberMe"

/** A record for every field. A field without a record does not compile. */
export type FormFields = { readonly [Key in FieldKey]: FormField }

/** What the policies of the service change in the records. By default, the default policies. */
export interface FormPolicies {
  /** The answer of `hints` of `mon-compte/password`, for the password policy in force. */
  readonly password?: { readonly attributes: FieldAttributes; readonly help: Text }
  /** The digits of a code, from the code policy. */
  readonly codeLength?: number
  /** The example of the provisional policy. */
  readonly provisionalExample?: string
}

/**
 * The records under the policies of the service.
 *
 * ```ts
 * import { fieldsFor } from "mon-compte/forms"
 * import { hints, presets } from "mon-compte/password"
 *
 * const fields = fieldsFor({ password: hints(presets.cnil), codeLength: 8 })
 * fields.newPassword.attributes.minlength // => 8
 * fields.code.hint?.en // => "The 8 digits of the latest message."
 * ```
 */
export const fieldsFor = ({
  password: { attributes, help } = leaflet,
  codeLength = 6,
  provisionalExample = "P7K2 M9QX 4TRB",
}: FormPolicies): FormFields => ({
  ...identifierFields(provisionalExample),
  ...passwordFields(attributes, help),
  ...contactFields,
  code: codeField(codeLength),
  ...personalFields,
})

/** The records under the default policies. */
export const fields: FormFields = /* @__PURE__ */ fieldsFor({})

/**
 * Contact: where a person receives messages, an e-mail address or a mobile number.
 *
 * A contact is a value object: it is parsed once and is well-formed from then on. Texts, JSON and inspection show it
 * masked, in a form that its owner recognises. Only `reveal` returns it in clear, and `index` is the form to compare.
 */
import { type ContactPolicy, contactPolicies } from "./contact-policy.ts"
import { type Rejected, rejected } from "./defect.ts"
import { Email } from "./email.ts"
import { dialledText, Mobile } from "./mobile.ts"
import { typedContact } from "./typed-contact.ts"

export { ContactPolicy, contactPolicies } from "./contact-policy.ts"
export { DEFECT_CODES, type Defect, type DefectCode, type Rejected } from "./defect.ts"
export { Email } from "./email.ts"
export { Mobile } from "./mobile.ts"

export type Contact = Email | Mobile

/** The contact, or all defects of what was typed. */
export type ParsedContact = { readonly ok: true; readonly contact: Contact } | Rejected

/** A text that ends like a domain is an e-mail address, even without an `@`. */
const ENDS_LIKE_A_DOMAIN = /\.\p{L}{2,}$/u

/**
 * Reads a contact of either kind. A text with an `@` or with the end of a domain is an e-mail address. A text with digits
 * and without letters is a mobile number. Any other text is `Unrecognised`.
 */
export const parse = (input: unknown, policy: ContactPolicy = contactPolicies.french): ParsedContact => {
  const typed = typedContact(input)
  if (!typed.ok) return typed
  if (typed.text.includes("@") || ENDS_LIKE_A_DOMAIN.test(typed.text)) return Email.parse(input, policy)
  const text = dialledText(typed.text)
  return /\p{L}/u.test(text) || !/\p{N}/u.test(text) ? rejected("Unrecognised") : Mobile.parse(input, policy)
}

/**
 * Restores a contact from storage: `revealed` is what `reveal` returned. No policy applies, because an accepted contact
 * stays valid. Throws an error with a fixed text if `reveal` cannot have returned the text.
 */
export const restore = (kind: Contact["_tag"], revealed: string): Contact =>
  kind === "Email" ? Email.restore(revealed) : Mobile.restore(revealed)

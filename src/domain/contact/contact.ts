/**
 * Contact: where a person is written to, an e-mail address or a mobile number.
 *
 * A contact is a value that was read once and is right in its form ever after. It prints masked everywhere (`String`,
 * JSON, inspection), in a form its owner recognises; only `reveal` gives it whole, and only `index` compares it.
 */
import { type ContactPolicy, contactPolicies } from "./contact-policy.ts"
import { type Rejected, rejected } from "./defect.ts"
import { Email } from "./email.ts"
import { Mobile } from "./mobile.ts"
import { typedText } from "./typed-text.ts"

export { ContactPolicy, contactPolicies } from "./contact-policy.ts"
export { DEFECT_CODES, type Defect, type DefectCode, type Rejected } from "./defect.ts"
export { Email } from "./email.ts"
export { Mobile } from "./mobile.ts"

export type Contact = Email | Mobile

/** What reading a contact gives: the contact, or every reason why it is none. */
export type ParsedContact = { readonly ok: true; readonly contact: Contact } | Rejected

/** The end of a domain: where no `@` was typed, it is what is missing. */
const ENDS_LIKE_A_DOMAIN = /\.\p{L}{2,}$/u

/**
 * A contact of a kind that was not said: it has an `@` or ends like a domain, or it has a digit and no letter. Else nothing is
 * guessed.
 */
export const parse = (input: unknown, policy: ContactPolicy = contactPolicies.french): ParsedContact => {
  const typed = typedText(input)
  if (!typed.ok) return typed
  if (typed.text.includes("@") || ENDS_LIKE_A_DOMAIN.test(typed.text)) return Email.parse(input, policy)
  return /\p{L}/u.test(typed.text) || !/\p{N}/u.test(typed.text)
    ? rejected("Unrecognised")
    : Mobile.parse(input, policy)
}

/**
 * The contact whose `reveal` gave this text, from storage. A contact that was once accepted stays one, whatever the
 * policy has become. Throws an error with a fixed text when the text never came out of `reveal`.
 */
export const restore = (kind: Contact["_tag"], revealed: string): Contact =>
  kind === "Email" ? Email.restore(revealed) : Mobile.restore(revealed)

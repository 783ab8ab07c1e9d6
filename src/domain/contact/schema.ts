import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { defaultLanguage, type Language } from "../language/language.ts"
import {
  type Contact,
  type ContactPolicy,
  contactPolicies,
  Email,
  Mobile,
  type ParsedContact,
  parse,
} from "./contact.ts"
import { contactTexts } from "./texts.ts"

interface Options {
  /** `contactPolicies.french` by default. */
  readonly policy?: ContactPolicy
  /** The language of the messages, French by default. */
  readonly language?: Language
}

const textTo =
  <C extends Contact>(
    is: (value: unknown) => value is C,
    identifier: string,
    read: (text: string, policy: ContactPolicy) => ParsedContact,
  ) =>
  ({ language = defaultLanguage, policy = contactPolicies.french }: Options = {}) =>
    Schema.String.check(
      Schema.makeFilter((text) => {
        const parsed = read(text, policy)
        return parsed.ok || parsed.defects.map(({ code }) => contactTexts[code][language]).join(" ")
      }),
    ).pipe(
      Schema.decodeTo(
        Schema.declare(is, { identifier }),
        SchemaTransformation.transform<C, string>({
          decode: (text) => {
            const parsed = read(text, policy)
            if (parsed.ok && is(parsed.contact)) return parsed.contact
            throw new Error("The check above accepts only valid contacts.")
          },
          encode: (contact) => contact.reveal(),
        }),
      ),
    )

const isEmail = (value: unknown): value is Email => value instanceof Email
const isMobile = (value: unknown): value is Mobile => value instanceof Mobile

/**
 * Decodes a typed text to an `Email`, for forms and request bodies. Encoding reveals the address.
 *
 * The message of an issue is a text for the person. An issue contains no input unless the option `reportInput` is set; do
 * not set it.
 */
export const EmailFromText = textTo(isEmail, "Email", Email.parse)

/** Decodes a typed text to a `Mobile`, like `EmailFromText`. */
export const MobileFromText = textTo(isMobile, "Mobile", Mobile.parse)

/** Decodes a typed text to a contact of either kind, like `EmailFromText`. */
export const ContactFromText = textTo((value) => isEmail(value) || isMobile(value), "Contact", parse)

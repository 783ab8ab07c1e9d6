import * as Schema from "effect/Schema"
import * as SchemaTransformation from "effect/SchemaTransformation"
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
  /** Of the messages: French by default. */
  readonly language?: "fr" | "en"
}

const textTo =
  <C extends Contact>(
    is: (value: unknown) => value is C,
    identifier: string,
    read: (text: string, policy: ContactPolicy) => ParsedContact,
  ) =>
  ({ language = "fr", policy = contactPolicies.french }: Options = {}) =>
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
            throw new Error("The check above lets only readable contacts through.")
          },
          encode: (contact) => contact.reveal(),
        }),
      ),
    )

const isEmail = (value: unknown): value is Email => value instanceof Email
const isMobile = (value: unknown): value is Mobile => value instanceof Mobile

/**
 * From the text somebody typed to an `Email`, for forms and bodies of requests. Encoding reveals the address.
 *
 * An issue's message is what to tell the person. Issues hold no input unless `reportInput` asks for it: leave it out.
 */
export const EmailFromText = textTo(isEmail, "Email", Email.parse)

/** From the text somebody typed to a `Mobile`. As `EmailFromText`. */
export const MobileFromText = textTo(isMobile, "Mobile", Mobile.parse)

/** From the text somebody typed to whichever kind of contact it looks like. As `EmailFromText`. */
export const ContactFromText = textTo((value) => isEmail(value) || isMobile(value), "Contact", parse)

/**
 * PersonalData: the personal data that a free text must not contain.
 *
 * Free texts of callers, such as command ids and references, are stored in clear and never erased. What identifies or
 * reaches a person does not belong there.
 */
import { Email, Mobile } from "../contact/contact.ts"
import { redact } from "../nir/redact.ts"
import { plainText } from "../typed-text/typed-text.ts"

export const personalDataKinds = ["SocialSecurityNumber", "EmailAddress", "PhoneNumber"] as const
export type PersonalDataKind = (typeof personalDataKinds)[number]

/** Ids made by programs. Their digits can look like a number by chance. */
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i

/**
 * A word right before a number, as in `nir2690549588157`. It has a letter that is not hexadecimal, so that no hash loses
 * its start.
 */
const WORD_BEFORE_NUMBER = /(?<![\p{L}\p{N}])(?=\p{L}*[g-z])\p{L}+(?=[12])/giu

const BETWEEN_ADDRESSES = /[\s,;:<>()[\]"'=&?/|]+/u

/** French numbers of ten digits, and numbers with a country code, with single separators between the digits. */
const DIALLED = /(?<![\p{L}\p{N}]|\d[-.])(?:\+|0033|0(?=[\s.-]?[1-9]))\d?(?:[\s.-]?\d){7,14}(?![\p{L}\p{N}])/gu

/** Numbers that the parser recognises, and that cannot receive codes. */
const RECOGNISED = new Set(["Landline", "InternetLine", "SpecialNumber", "CountryNotAllowed"])

const isNumber = (dialled: string): boolean => {
  const parsed = Mobile.parse(dialled)
  return parsed.ok || parsed.defects.some(({ code }) => RECOGNISED.has(code))
}

const finders: Readonly<Record<PersonalDataKind, (text: string) => boolean>> = {
  SocialSecurityNumber: (text) => {
    const separated = text.replace(WORD_BEFORE_NUMBER, " ")
    return redact(separated) !== separated
  },
  EmailAddress: (text) =>
    text
      .replace(/%40/g, "@")
      .split(BETWEEN_ADDRESSES)
      .some((part) => part.includes("@") && Email.parse(part.replace(/\.+$/, "")).ok),
  PhoneNumber: (text) => (text.match(DIALLED) ?? []).some(isNumber),
}

/**
 * The first kind of personal data in a text, or `null`. It finds a social security number in every spelling that
 * `redact` knows, in full-width digits, and over a line end. It finds addresses and phone numbers that the parsers of
 * contacts recognise for certain.
 *
 * Numbers of 13 digits that start with 1 or 2 look like a social security number, also times in milliseconds. A UUID
 * contains no personal data.
 */
export const findPersonalData = (
  text: string,
  kinds: ReadonlyArray<PersonalDataKind> = personalDataKinds,
): PersonalDataKind | null => {
  if (UUID.test(text)) return null
  // Invisible marks must not hide an address or a number: the readers of free texts remove them.
  const oneLine = plainText(text.normalize("NFKC")).replace(/[\r\n\u2028\u2029]+/gu, " ")
  return kinds.find((kind) => finders[kind](oneLine)) ?? null
}

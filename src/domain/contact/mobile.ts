import * as Equal from "effect/Equal"
import * as Hash from "effect/Hash"
import parsePhoneNumber, {
  type NumberType,
  ParseError,
  type PhoneNumber,
  parsePhoneNumberWithError,
  validatePhoneNumberLength,
} from "libphonenumber-js/max"
import { withDigits } from "../typed-text/typed-text.ts"
import { type ContactPolicy, type Country, contactPolicies } from "./contact-policy.ts"
import { type DefectCode, type Rejected, rejected } from "./defect.ts"
import { isFiction, overseasForm, overseasMobile } from "./french-numbers.ts"
import { placeDefects } from "./place-defects.ts"
import { typedContact } from "./typed-contact.ts"

/** Digits after at most one plus, with the separators that people type between digits. */
const DIALLED = /^[\s(]*\+?[\d\s()./-]+$/u

/** Digits of the shortest text in which letters that look like digits are read as digits: words have fewer. */
const FEWEST_DIGITS = 6

/** The text with digits in place of the letters that look like them, if it has the digits of a number. */
export const dialledText = (text: string): string =>
  text.replace(/\D/gu, "").length < FEWEST_DIGITS ? text : withDigits(text)

/** Short numbers of emergency, directory and other services: 15, 112, 3646, 118 712. */
const SHORT = /^[13]\d{1,5}$/u

const DEFECT_OF_PARSE_ERROR = new Map<string, DefectCode>([
  ["NOT_A_NUMBER", "NumberTooShort"],
  ["TOO_SHORT", "NumberTooShort"],
  ["TOO_LONG", "NumberTooLong"],
  ["INVALID_COUNTRY", "UnknownCountry"],
])

const DEFECT_OF_TYPE: Readonly<Record<NonNullable<NumberType>, DefectCode | null>> = {
  MOBILE: null,
  // North American numbers do not distinguish the two.
  FIXED_LINE_OR_MOBILE: null,
  FIXED_LINE: "Landline",
  VOIP: "InternetLine",
  PREMIUM_RATE: "SpecialNumber",
  TOLL_FREE: "SpecialNumber",
  SHARED_COST: "SpecialNumber",
  PERSONAL_NUMBER: "SpecialNumber",
  PAGER: "SpecialNumber",
  UAN: "SpecialNumber",
  VOICEMAIL: "SpecialNumber",
}

/** The French country codes: their numbers are dialled after a 0, and none starts with 0. */
const DIALLED_AFTER_0 = new Set<string>(["33", "262", "508", "590", "594", "596"])

const isFrench = ({ countryCallingCode }: PhoneNumber) => countryCallingCode === "33"

const numberIn = (dialled: string, { defaultCountry }: ContactPolicy): PhoneNumber | DefectCode => {
  try {
    const number = parsePhoneNumberWithError(dialled, defaultCountry)
    if (number.nationalNumber.startsWith("00")) return "UnknownCountry"
    const overseas = isFrench(number) ? overseasForm(number.nationalNumber) : undefined
    return overseas === undefined ? number : parsePhoneNumberWithError(overseas)
  } catch (error) {
    return (error instanceof ParseError && DEFECT_OF_PARSE_ERROR.get(error.message)) || "UnknownNumber"
  }
}

const lengthDefect = (number: PhoneNumber): DefectCode | null => {
  // If one digit is missing, the library reads the 0 as a digit of the number.
  if (number.nationalNumber.startsWith("0") && DIALLED_AFTER_0.has(number.countryCallingCode)) return "NumberTooShort"
  const length = validatePhoneNumberLength(number.number)
  if (length === undefined) return null
  return length === "TOO_LONG" ? "NumberTooLong" : "NumberTooShort"
}

/** Why a number is not a mobile under the policy, or `null`. */
const mobileDefect = (number: PhoneNumber, policy: ContactPolicy): DefectCode | null => {
  const allowed = (country: Country) => policy.countries.includes(country)
  if (number.country !== undefined && !allowed(number.country)) return "CountryNotAllowed"
  const length = lengthDefect(number)
  if (length !== null) return length
  const territory = overseasMobile(number.countryCallingCode, number.nationalNumber)
  const country = number.country ?? territory ?? number.getPossibleCountries().find(allowed)
  if (country === undefined || !allowed(country)) return "CountryNotAllowed"
  if ((isFrench(number) || territory !== undefined) && isFiction(number.nationalNumber)) {
    return policy.fictionNumbers ? null : "UnknownNumber"
  }
  if (territory !== undefined) return null
  const type = number.getType()
  return type === undefined ? "UnknownNumber" : DEFECT_OF_TYPE[type]
}

/** A number of a country in which it is valid, for a text that starts with a country code without its plus. */
const numberWithoutPlus = (dialled: string, policy: ContactPolicy): PhoneNumber | null => {
  if (!/^[1-9]\d{7,14}$/u.test(dialled)) return null
  const number = numberIn(`+${dialled}`, policy)
  if (typeof number === "string") return null
  const isMobile = overseasMobile(number.countryCallingCode, number.nationalNumber) !== undefined
  return isMobile || number.isValid() ? number : null
}

/**
 * A well-formed mobile number, in international form (E.164). It prints masked; `reveal` returns it in clear. Only a
 * confirmation code proves that the number is in service and that the person has it.
 */
export class Mobile implements Equal.Equal {
  readonly _tag = "Mobile"
  readonly #countryCode: string
  readonly #national: string

  private constructor({ countryCallingCode, nationalNumber }: PhoneNumber) {
    this.#countryCode = countryCallingCode
    this.#national = nationalNumber
  }

  /**
   * Parses a typed number: in national or international form (`+` or `00`), with any spacing. A country code without
   * its plus is read as one where the number is otherwise impossible.
   *
   * An overseas number in national form gets the country code of its territory, which delivery requires.
   *
   * ```ts
   * import { Mobile } from "mon-compte"
   *
   * const parsed = Mobile.parse("06 39 98 12 34")
   * parsed.ok && parsed.contact.reveal() // => "+33639981234"
   * parsed.ok && String(parsed.contact) // => "+33 •• •• •• 34"
   * Mobile.parse("01 99 00 12 34") // => { ok: false, defects: [{ code: "Landline" }] }
   * ```
   */
  static parse(
    input: unknown,
    policy: ContactPolicy = contactPolicies.french,
  ): { readonly ok: true; readonly contact: Mobile } | Rejected {
    const typed = typedContact(input)
    if (!typed.ok) return typed
    const text = dialledText(typed.text)
    if (!DIALLED.test(text)) return placeDefects(input, rejected("NotDigits"))
    const dialled = text.replace(/[^\d+]/gu, "")
    if (SHORT.test(dialled)) return rejected("SpecialNumber")
    const national = numberIn(dialled, policy)
    const nationalDefect = typeof national === "string" ? national : mobileDefect(national, policy)
    const abroad = nationalDefect === null ? null : numberWithoutPlus(dialled, policy)
    const number = abroad ?? national
    const defect = abroad === null ? nationalDefect : mobileDefect(abroad, policy)
    if (typeof number === "string" || defect !== null) return rejected(defect ?? "UnknownNumber")
    return { ok: true, contact: new Mobile(number) }
  }

  /**
   * Restores a mobile from storage: `revealed` is what `reveal` returned. No policy applies, because an accepted number
   * stays valid, even if the tables of the library no longer contain it. Throws if `reveal` cannot have returned the text.
   */
  static restore(revealed: string): Mobile {
    const number = /^\+[1-9]\d{6,14}$/u.test(revealed) ? parsePhoneNumber(revealed) : undefined
    if (number === undefined) throw new Error("Not a mobile number from storage.")
    return new Mobile(number)
  }

  /** The number in clear, in E.164: a plus and 7 to 15 digits. It is personal data: keep it out of logs and errors. */
  reveal(): string {
    return `+${this.#countryCode}${this.#national}`
  }

  /** The form to compare and to index: all spellings of one number give the same text. */
  index(): string {
    return this.reveal()
  }

  /** The form that its owner recognises: `+33 •• •• •• 34`. The number of dots is fixed. */
  get masked(): string {
    return `+${this.#countryCode} •• •• •• ${this.#national.slice(-2)}`
  }

  toString(): string {
    return this.masked
  }

  toJSON(): { readonly _tag: "Mobile"; readonly masked: string } {
    return { _tag: this._tag, masked: this.masked }
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `Mobile(${this.masked})`
  }

  [Equal.symbol](that: unknown): boolean {
    return that instanceof Mobile && that.reveal() === this.reveal()
  }

  [Hash.symbol](): number {
    return Hash.string(this.reveal())
  }
}

import * as Equal from "effect/Equal"
import * as Hash from "effect/Hash"
import parsePhoneNumber, {
  type NumberType,
  ParseError,
  type PhoneNumber,
  parsePhoneNumberWithError,
  validatePhoneNumberLength,
} from "libphonenumber-js/max"
import { type ContactPolicy, type Country, contactPolicies } from "./contact-policy.ts"
import { type DefectCode, type Rejected, rejected } from "./defect.ts"
import { isFiction, overseasForm, overseasMobile } from "./french-numbers.ts"
import { typedText } from "./typed-text.ts"

/** Digits after at most one plus, and what people put between digits. */
const DIALLED = /^[\s(]*\+?[\d\s().\-/\u2010-\u2015]+$/u

/** Emergency, directory and shop numbers, dialled as they are: 15, 112, 3646, 118 712. */
const SHORT = /^[13]\d{1,5}$/u

const OF_PARSING = new Map<string, DefectCode>([
  ["NOT_A_NUMBER", "NumberTooShort"],
  ["TOO_SHORT", "NumberTooShort"],
  ["TOO_LONG", "NumberTooLong"],
  ["INVALID_COUNTRY", "UnknownCountry"],
])

const OF_TYPE: Readonly<Record<NonNullable<NumberType>, DefectCode | null>> = {
  MOBILE: null,
  // North America does not tell the two apart.
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

/** French country codes, under which no number of its own starts with 0. */
const DIALLED_AFTER_0 = new Set<string>(["33", "262", "508", "590", "594", "596"])

const isFrench = ({ countryCallingCode }: PhoneNumber) => countryCallingCode === "33"

const numberIn = (dialled: string, { defaultCountry }: ContactPolicy): PhoneNumber | DefectCode => {
  try {
    const number = parsePhoneNumberWithError(dialled, defaultCountry)
    if (number.nationalNumber.startsWith("00")) return "UnknownCountry"
    const elsewhere = isFrench(number) ? overseasForm(number.nationalNumber) : undefined
    return elsewhere === undefined ? number : parsePhoneNumberWithError(elsewhere)
  } catch (error) {
    return (error instanceof ParseError && OF_PARSING.get(error.message)) || "UnknownNumber"
  }
}

const lengthDefect = (number: PhoneNumber): DefectCode | null => {
  // The library takes the 0 for a digit of the number when one digit is missing.
  if (number.nationalNumber.startsWith("0") && DIALLED_AFTER_0.has(number.countryCallingCode)) return "NumberTooShort"
  const length = validatePhoneNumberLength(number.number)
  if (length === undefined) return null
  return length === "TOO_LONG" ? "NumberTooLong" : "NumberTooShort"
}

/** What keeps a number from being a mobile under the policy. */
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
  return type === undefined ? "UnknownNumber" : OF_TYPE[type]
}

/**
 * A mobile number that has the form of one, in international form (E.164). It prints masked; `reveal` gives it whole.
 *
 * Whether it is in service, and whose it is, is for a code to prove.
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
   * Reads a number somebody typed: national or international (`+` or `00`), however spaced.
   *
   * Overseas numbers dialled in ten digits get the country code of their territory, which a message needs to arrive.
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
    const typed = typedText(input)
    if (!typed.ok) return typed
    if (!DIALLED.test(typed.text)) return rejected("NotDigits")
    const dialled = typed.text.replace(/[^\d+]/gu, "")
    if (SHORT.test(dialled)) return rejected("SpecialNumber")
    const number = numberIn(dialled, policy)
    if (typeof number === "string") return rejected(number)
    const defect = mobileDefect(number, policy)
    return defect === null ? { ok: true, contact: new Mobile(number) } : rejected(defect)
  }

  /**
   * The mobile that `reveal` gave, from storage. It was right when it was typed: no policy is asked again, and a number
   * no longer in the library's tables is still somebody's. Throws on a text that `reveal` never gave.
   */
  static restore(revealed: string): Mobile {
    const number = /^\+[1-9]\d{6,14}$/u.test(revealed) ? parsePhoneNumber(revealed) : undefined
    if (number === undefined) throw new Error("Not the number of a mobile that was read before.")
    return new Mobile(number)
  }

  /** The number in E.164 form: a plus and 7 to 15 digits. Personal: it stays out of logs and errors. */
  reveal(): string {
    return `+${this.#countryCode}${this.#national}`
  }

  /** The form to compare and to index by: however it was typed, one number gives one text. */
  index(): string {
    return this.reveal()
  }

  /** Enough for its owner to recognise it: `+33 •• •• •• 34`. The number of dots tells nothing. */
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

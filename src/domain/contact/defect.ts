/**
 * Everything that can be wrong with a contact, by stable code. A code says what is wrong and never what was typed.
 *
 * The texts people read are in `texts.ts`.
 */
export const DEFECT_CODES = [
  "NotText",
  "Missing",
  "TooLong",
  "Unrecognised",
  "SpaceInside",
  "ForbiddenCharacter",
  "MissingAt",
  "SeveralAts",
  "NameAroundAddress",
  "QuotedLocalPart",
  "MissingLocalPart",
  "LocalPartTooLong",
  "NonAsciiLocalPart",
  "MissingDomain",
  "DomainWithoutDot",
  "MisplacedDot",
  "IpAddress",
  "MalformedDomain",
  "NotDigits",
  "NumberTooShort",
  "NumberTooLong",
  "UnknownNumber",
  "UnknownCountry",
  "CountryNotAllowed",
  "Landline",
  "InternetLine",
  "SpecialNumber",
] as const

/** What may be wrong with a contact; `contactTexts` has a sentence for each. */
export type DefectCode = (typeof DEFECT_CODES)[number]

/** One thing wrong with a contact. */
export interface Defect {
  readonly code: DefectCode
}

/** At least one thing is wrong with it, in the order a person would put it right. */
export interface Rejected {
  readonly ok: false
  readonly defects: readonly [Defect, ...ReadonlyArray<Defect>]
}

export const rejected = (code: DefectCode, ...more: ReadonlyArray<DefectCode>): Rejected => ({
  ok: false,
  defects: [{ code }, ...more.map((code) => ({ code }))],
})

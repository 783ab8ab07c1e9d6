/**
 * The stable codes of all defects of a contact. A code never contains what was typed. The texts that people read are in
 * `texts.ts`.
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

/** The code of a defect. `contactTexts` has a sentence for each. */
export type DefectCode = (typeof DEFECT_CODES)[number]

/** One defect of a contact. */
export interface Defect {
  readonly code: DefectCode
  /** Where a wrong character was typed: from 0, in UTF-16 units. Absent if the defect is about the whole text. */
  readonly start?: number
  /** Where it ends, exclusive. */
  readonly end?: number
}

/** The defects of a contact, at least one, in the order in which a person would correct them. */
export interface Rejected {
  readonly ok: false
  readonly defects: readonly [Defect, ...ReadonlyArray<Defect>]
}

export const rejected = (code: DefectCode, ...more: ReadonlyArray<DefectCode>): Rejected => ({
  ok: false,
  defects: [{ code }, ...more.map((code) => ({ code }))],
})

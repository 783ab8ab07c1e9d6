import * as fc from "fast-check"

/** A sample for the laws of identity proof: a person in the records, and near misses. */
export interface IdentityProofSample {
  readonly identifier: string
  readonly birthName: string
  readonly birthDate: string
  /** A NIR, a name and a date that are not this person's. */
  readonly otherIdentifier: string
  readonly otherName: string
  readonly otherDate: string
}

const twoDigits = (number: number) => `${number}`.padStart(2, "0")

/**
 * Samples for `identityProofLaws`: people born in Paris, some of them on no known day. Each near miss differs in the last
 * part only.
 */
export const identityProofSample: fc.Arbitrary<IdentityProofSample> = fc
  .record({
    year: fc.integer({ min: 40, max: 99 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 27 }),
    order: fc.integer({ min: 1, max: 998 }),
    known: fc.constantFrom("All", "All", "Month", "Year"),
    birthName: fc.constantFrom("DUPONT", "D'ALMEIDA", "LE GOFF", "N'DIAYE", "ÉLOI-MÜLLER", "ŒUVRARD", "STRÖM-ÆRØ", "O"),
  })
  .map(({ birthName, day, known, month, order, year }) => {
    const written = known === "Year" ? "00" : twoDigits(month)
    const identifier = (order: number) => `1${twoDigits(year)}${twoDigits(month)}75056${`${order}`.padStart(3, "0")}`
    return {
      identifier: identifier(order),
      otherIdentifier: identifier(order + 1),
      birthName,
      otherName: `${birthName}E`,
      birthDate: `19${twoDigits(year)}-${written}-${known === "All" ? twoDigits(day) : "00"}`,
      // Of an incomplete date, a day that is possible is a near miss.
      otherDate: `19${twoDigits(year)}-${twoDigits(month)}-${twoDigits(day + 1)}`,
    }
  })

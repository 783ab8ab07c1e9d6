import * as fc from "fast-check"

/** Somebody the records under test hold, and what is near them. */
export interface IdentitySample {
  readonly identifier: string
  readonly birthName: string
  readonly birthDate: string
  /** A number, a name and a date that are not theirs. */
  readonly otherIdentifier: string
  readonly otherName: string
  readonly otherDate: string
}

const two = (number: number) => `${number}`.padStart(2, "0")

/** People born in Paris, whose neighbours differ from them by one thing. */
export const identitySample: fc.Arbitrary<IdentitySample> = fc
  .record({
    year: fc.integer({ min: 40, max: 99 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 27 }),
    order: fc.integer({ min: 1, max: 998 }),
    birthName: fc.constantFrom("DUPONT", "D'ALMEIDA", "LE GOFF", "N'DIAYE", "ÉLOI-MÜLLER", "O"),
  })
  .map(({ birthName, day, month, order, year }) => {
    const identifier = (last: number) => `1${two(year)}${two(month)}75056${`${last}`.padStart(3, "0")}`
    return {
      identifier: identifier(order),
      otherIdentifier: identifier(order + 1),
      birthName,
      otherName: `${birthName}E`,
      birthDate: `19${two(year)}-${two(month)}-${two(day)}`,
      otherDate: `19${two(year)}-${two(month)}-${two(day + 1)}`,
    }
  })

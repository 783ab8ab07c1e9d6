import * as fc from "fast-check"
import { Nir } from "../../domain/nir/nir.ts"

/** A sample for the laws of the legacy verifier: an account that the legacy system holds, and near misses. */
export interface LegacyVerifierSample {
  readonly nir: Nir
  readonly password: string
  readonly file: string
  /** A NIR that the legacy system does not hold. */
  readonly unknownNir: Nir
  /** Eight digits that differ from the password. */
  readonly wrongPassword: string
}

const digits = (count: number) => fc.nat(10 ** count - 1).map((number) => `${number}`.padStart(count, "0"))

/**
 * Samples for `legacyVerifierLaws`: people born in Paris. The unknown NIR differs from the known one in its first
 * digit.
 */
export const legacyVerifierSample: fc.Arbitrary<LegacyVerifierSample> = fc
  .record({
    yearAndMonth: fc.tuple(digits(2), fc.integer({ min: 10, max: 12 })).map((parts) => parts.join("")),
    order: fc.integer({ min: 1, max: 999 }).map((order) => `${order}`.padStart(3, "0")),
    firstDigits: digits(7),
    lastDigit: fc.nat(9),
    file: fc.uuid(),
  })
  .map(({ file, firstDigits, lastDigit, order, yearAndMonth }) => ({
    nir: new Nir(`1${yearAndMonth}75056${order}`),
    unknownNir: new Nir(`2${yearAndMonth}75056${order}`),
    password: `${firstDigits}${lastDigit}`,
    wrongPassword: `${firstDigits}${(lastDigit + 1) % 10}`,
    file,
  }))

import * as fc from "fast-check"

/** A sample for the laws of password hashers: two different passwords. */
export interface PasswordHasherSample {
  readonly password: string
  readonly otherPassword: string
}

/** 8 to 24 characters of any script in NFC, each of up to four bytes. */
const password = fc.string({ unit: "grapheme", minLength: 8, maxLength: 24 }).map((text) => text.normalize("NFC"))

/** Samples for `passwordHasherLaws`. */
export const passwordHasherSample: fc.Arbitrary<PasswordHasherSample> = fc
  .tuple(password, fc.string({ unit: "grapheme", minLength: 1, maxLength: 4 }))
  .map(([password, prefix]) => ({ password, otherPassword: `${prefix}${password}`.normalize("NFC") }))

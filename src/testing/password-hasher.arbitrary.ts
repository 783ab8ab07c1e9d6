import * as fc from "fast-check"

/** What a law of password hashers is tried with: two passwords that differ. */
export interface PasswordSample {
  readonly password: string
  readonly other: string
}

/** Eight to twenty-four characters of any kind, up to four bytes each, in NFC. */
const password = fc.string({ unit: "grapheme", minLength: 8, maxLength: 24 }).map((text) => text.normalize("NFC"))

/** What `passwordHasherLaws` are tried on. */
export const passwordSample: fc.Arbitrary<PasswordSample> = fc
  .tuple(password, fc.string({ unit: "grapheme", minLength: 1, maxLength: 4 }))
  .map(([password, more]) => ({ password, other: `${more}${password}`.normalize("NFC") }))

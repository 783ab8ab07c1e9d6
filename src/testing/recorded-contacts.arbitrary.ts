import * as fc from "fast-check"
import { legacySample } from "./legacy-verifier.arbitrary.ts"
import type { RecordedSample } from "./recorded-contacts.laws.ts"

const contact = fc.oneof(
  fc.nat(9_999).map((number) => `person-${number}@example.org`),
  // Reserved for fiction by the French regulator.
  fc.nat(9_999).map((number) => `06 39 98 ${`${number}`.padStart(4, "0").replace(/(..)/, "$1 ")}`),
)

/** Files whose holder has up to three contacts on record. */
export const recordedSample: fc.Arbitrary<RecordedSample> = fc
  .tuple(legacySample, fc.array(contact, { maxLength: 3 }))
  .map(([{ file, nir, stranger }, contacts]) => ({ file, nir, stranger, contacts }))

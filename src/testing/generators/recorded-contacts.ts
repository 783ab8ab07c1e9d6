import * as fc from "fast-check"
import { type LegacyVerifierSample, legacyVerifierSample } from "./legacy-verifier.ts"

/** A sample for the laws of recorded contacts: a file that the legacy system holds, and its holder's contacts. */
export interface RecordedContactsSample extends Pick<LegacyVerifierSample, "nir" | "file" | "unknownNir"> {
  readonly contacts: ReadonlyArray<string>
}

const contact = fc.oneof(
  fc.nat(9_999).map((number) => `person-${number}@example.org`),
  // ARCEP, the French regulator, reserves these numbers for fiction.
  fc.nat(9_999).map((number) => `06 39 98 ${`${number}`.padStart(4, "0").replace(/(..)/, "$1 ")}`),
)

/** Samples for `recordedContactsLaws`: files with zero to three contacts on record. */
export const recordedContactsSample: fc.Arbitrary<RecordedContactsSample> = fc
  .tuple(legacyVerifierSample, fc.array(contact, { maxLength: 3 }))
  .map(([{ file, nir, unknownNir }, contacts]) => ({ file, nir, unknownNir, contacts }))

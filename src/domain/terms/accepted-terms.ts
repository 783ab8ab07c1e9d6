/**
 * Terms of use, as far as the domain needs them: which text is in force, and which one a person accepted.
 */
import * as Schema from "effect/Schema"

/** One text of the terms of use: its version, and the SHA-256 of its wording. */
export const TermsVersion = Schema.Struct({ version: Schema.String, sha256: Schema.String })
export type TermsVersion = typeof TermsVersion.Type

/** The text that a person accepted, and when. */
export const AcceptedTerms = Schema.Struct({ ...TermsVersion.fields, at: Schema.Finite })
export type AcceptedTerms = typeof AcceptedTerms.Type

/** Whether both are the same text. A wording that changed under the same version is another text. */
export const isSameText = (first: TermsVersion, second: TermsVersion): boolean =>
  first.version === second.version && first.sha256 === second.sha256

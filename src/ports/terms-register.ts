import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** One version of the general terms of use (CGU), and proof of its wording. */
export interface Terms {
  readonly version: string
  /**
   * What proves, for ever, which wording a person accepted: SHA-256, in lower-case hexadecimal, of the French text, a
   * NUL and the English text in UTF-8. `{ cat fr.txt; printf '\\0'; cat en.txt; } | sha256sum` gives the same.
   */
  readonly sha256: string
  readonly text: { readonly fr: string; readonly en: string }
}

/** The register cannot answer. */
export class TermsDown extends Schema.TaggedError<TermsDown>()("TermsDown", {}) {
  override get message(): string {
    return "The register of terms cannot answer."
  }
}

/** Says which terms of use are in force. */
export class TermsRegister extends Context.Service<
  TermsRegister,
  { readonly inForce: Effect.Effect<Terms, TermsDown> }
>()("mon-compte/ports/TermsRegister") {}

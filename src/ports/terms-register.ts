import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Text } from "../domain/language/language.ts"

/** One version of the general terms of use (CGU), and proof of its wording. */
export interface Terms {
  readonly version: string
  /**
   * Proves which wording a person accepted: SHA-256, in lower-case hexadecimal, of the texts in UTF-8, in the order of
   * `languages` and separated by NUL. `{ cat fr.txt; printf '\0'; cat en.txt; } | sha256sum` gives the same.
   */
  readonly sha256: string
  readonly text: Text
}

/** The register cannot answer. */
export class TermsDown extends Schema.TaggedError<TermsDown>()("TermsDown", {}) {
  override get message(): string {
    return "The register of terms cannot answer."
  }
}

/** Answers which terms of use are in force. */
export class TermsRegister extends Context.Service<
  TermsRegister,
  { readonly inForce: Effect.Effect<Terms, TermsDown> }
>()("mon-compte/ports/TermsRegister") {}

import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

/** The identity that a person claims, to create a personal space. */
export interface ClaimedIdentity {
  /** The social security number (13 characters), or the provisional identifier, in clear. */
  readonly identifier: Redacted.Redacted<string>
  /** As typed, without leading and trailing spaces. The port decides which spellings are the same name. */
  readonly birthName: Redacted.Redacted<string>
  /** `YYYY-MM-DD`. */
  readonly birthDate: Redacted.Redacted<string>
}

/** Whether the identifier, the birth name and the birth date belong to one person in the fund's records. */
export type IdentityAnswer = { readonly _tag: "Proved" } | { readonly _tag: "Differs" }

/** The identity records cannot answer. No failure is counted and nothing is created. */
export class IdentityDown extends Schema.TaggedError<IdentityDown>()("IdentityDown", {}) {
  override get message(): string {
    return "The identity records cannot answer."
  }
}

/**
 * Proves the identity of a person against the fund's records.
 *
 * Relatives know a number, a name and a date of birth, so these alone are a weak proof. The adapter decides how strong
 * the proof must be. It can also require a letter with a password, a bank account or an electronic identity.
 */
export class IdentityProof extends Context.Service<
  IdentityProof,
  {
    readonly prove: (claimed: ClaimedIdentity) => Effect.Effect<IdentityAnswer, IdentityDown>
  }
>()("mon-compte/ports/IdentityProof") {}

import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { Strength } from "../domain/identity/strength.ts"

/**
 * Evidence of an identity, as the hosting application received it: a code from a letter, the token of an electronic
 * identity, a scanned document. `_tag` names its kind. Only the adapter reads the other fields; nothing is stored.
 */
export interface Evidence {
  readonly _tag: string
  readonly [field: string]: unknown
}

/** The identity that a person claims, to create a personal space. */
export interface ClaimedIdentity {
  /** The social security number (13 characters), or the provisional identifier, in clear. */
  readonly identifier: Redacted.Redacted<string>
  /**
   * As typed, without invisible marks, with single spaces and plain hyphens, in NFC. The port decides which spellings
   * are the same name.
   */
  readonly birthName: Redacted.Redacted<string>
  /**
   * `YYYY-MM-DD`, or `YYYY-MM-00` and `YYYY-00-00` where the day, or the day and the month, is unknown. A record without
   * a day matches only the same date without a day: every day that is possible would be an easier guess.
   */
  readonly birthDate: Redacted.Redacted<string>
  /** At most 5. Empty where the person typed facts only. */
  readonly evidence: ReadonlyArray<Redacted.Redacted<Evidence>>
}

/** The identifier, the birth name and the birth date belong to one person in the fund's records. */
export interface IdentityProved {
  readonly _tag: "Proved"
  /**
   * How strong the proof is. Without evidence it is `Knowledge`. Evidence raises it only if its issuer verified the
   * person and if it names this person: never trust what the evidence says of itself.
   */
  readonly strength: Strength
  /** Whether this person has an 8-digit password that works. Leave it out if the records do not say. */
  readonly hasLegacyPassword?: boolean | undefined
}

/** Whether the claim belongs to one person in the fund's records, and how strong the proof is. */
export type IdentityAnswer = IdentityProved | { readonly _tag: "Differs" }

/** The identity records cannot answer. No failure is counted and nothing is created. */
export class IdentityDown extends Schema.TaggedError<IdentityDown>()("IdentityDown", {}) {
  override get message(): string {
    return "The identity records cannot answer."
  }
}

/**
 * Proves the identity of a person against the fund's records.
 *
 * Relatives know a number, a name and a date of birth, so these alone are a weak proof. The answer says how strong the
 * proof is, and the identity policy says which strength each opening of a personal space needs.
 *
 * `proveDecoy` does the same work as `prove` with an invented identity, and always answers `Differs`. It is called
 * during a wait: the records then receive nothing that was typed, and the time of the answer reveals nothing.
 */
export class IdentityProof extends Context.Service<
  IdentityProof,
  {
    readonly prove: (claimed: ClaimedIdentity) => Effect.Effect<IdentityAnswer, IdentityDown>
    readonly proveDecoy: Effect.Effect<IdentityAnswer, IdentityDown>
  }
>()("mon-compte/ports/IdentityProof") {}

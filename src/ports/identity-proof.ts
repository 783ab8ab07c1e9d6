import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

/** What somebody says of themselves to have a personal space opened. */
export interface ClaimedIdentity {
  /** The social security number (13 characters), or the provisional identifier, in clear. */
  readonly identifier: Redacted.Redacted<string>
  /** As typed, without the blanks around it. Which spellings are the same name is for the port to say. */
  readonly birthName: Redacted.Redacted<string>
  /** `YYYY-MM-DD`. */
  readonly birthDate: Redacted.Redacted<string>
}

/** What the fund's records say: the three belong to one person, or they do not. */
export type IdentityAnswer = { readonly _tag: "Proved" } | { readonly _tag: "Differs" }

/** The records cannot be reached. No failure is counted and nothing is created. */
export class IdentityDown extends Schema.TaggedError<IdentityDown>()("IdentityDown", {}) {
  override get message(): string {
    return "The records of identity cannot be reached."
  }
}

/**
 * Proves who somebody is, against the member on file.
 *
 * How much a proof is worth is decided here: relatives know a number, a name and a date of birth. A fund that asks for
 * more, a letter with a password, a bank account, an electronic identity, does it behind this port.
 */
export class IdentityProof extends Context.Service<
  IdentityProof,
  {
    readonly prove: (claimed: ClaimedIdentity) => Effect.Effect<IdentityAnswer, IdentityDown>
  }
>()("mon-compte/ports/IdentityProof") {}

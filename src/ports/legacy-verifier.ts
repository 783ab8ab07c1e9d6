import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { Nir } from "../domain/nir/nir.ts"

/** What the legacy system says of a NIR and an 8-digit password. Only the holder's NIR pairs with a file's password. */
export type LegacyAnswer = LegacyMatch | { readonly _tag: "Differs" }

/** The pair is right. */
export interface LegacyMatch {
  readonly _tag: "Matches"
  /** The household file, by its own reference. */
  readonly file: string
}

/** The legacy system cannot answer. No failure is counted and nothing is created. */
export class LegacyDown extends Schema.TaggedError<LegacyDown>()("LegacyDown", {}) {
  override get message(): string {
    return "The legacy system cannot answer."
  }
}

/** Asks the legacy system. Its passwords are never copied to the new store. */
export class LegacyVerifier extends Context.Service<
  LegacyVerifier,
  {
    readonly verify: (nir: Nir, password: Redacted.Redacted<string>) => Effect.Effect<LegacyAnswer, LegacyDown>
  }
>()("mon-compte/ports/LegacyVerifier") {}

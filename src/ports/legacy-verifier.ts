import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { Nir } from "../domain/nir/nir.ts"

/** Whether a NIR and an 8-digit password match. The password of a file matches the NIR of its holder only. */
export type LegacyAnswer = LegacyMatch | { readonly _tag: "Differs" }

/** The NIR and the password match. */
export interface LegacyMatch {
  readonly _tag: "Matches"
  /** The reference of the household file. */
  readonly file: string
}

/** The legacy system cannot answer. No failure is counted and nothing is created. */
export class LegacyDown extends Schema.TaggedError<LegacyDown>()("LegacyDown", {}) {
  override get message(): string {
    return "The legacy system cannot answer."
  }
}

/**
 * Verifies 8-digit passwords in the legacy system. A legacy password is never copied to the new storage.
 *
 * `verifyDecoy` does the same work as `verify` with invented credentials, and always answers `Differs`. It is called
 * where the answer cannot count, for example during a wait: the legacy system then receives neither the number nor the
 * password that were typed, and the time of the answer reveals nothing.
 */
export class LegacyVerifier extends Context.Service<
  LegacyVerifier,
  {
    readonly verify: (nir: Nir, password: Redacted.Redacted<string>) => Effect.Effect<LegacyAnswer, LegacyDown>
    readonly verifyDecoy: Effect.Effect<LegacyAnswer, LegacyDown>
  }
>()("mon-compte/ports/LegacyVerifier") {}

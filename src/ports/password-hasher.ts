import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

/**
 * A password hash as a PHC string, e.g. `$argon2id$v=19$m=19456,t=2,p=1$…`. Secret, because it allows offline guessing.
 */
export type PasswordHash = Redacted.Redacted<string>

/** The queue of the hasher is full. Nothing was verified and nothing was counted: the person can try again. */
export class HasherBusy extends Schema.TaggedError<HasherBusy>()("HasherBusy", {}) {
  override get message(): string {
    return "The queue of passwords to verify is full."
  }
}

/** Hashes and verifies passwords. Callers pass passwords normalised to NFC. */
export class PasswordHasher extends Context.Service<
  PasswordHasher,
  {
    readonly hash: (password: Redacted.Redacted<string>) => Effect.Effect<PasswordHash, HasherBusy>
    /**
     * Whether the password matches the hash. Without a hash (unknown identifier) it does the same work and answers
     * `false`, to prevent account enumeration by timing.
     */
    readonly verify: (
      password: Redacted.Redacted<string>,
      hash: PasswordHash | null,
    ) => Effect.Effect<boolean, HasherBusy>
    /** Whether the hash was made at a lower cost than the current one. A sign-in then hashes the password again. */
    readonly isOutdated: (hash: PasswordHash) => boolean
  }
>()("mon-compte/ports/PasswordHasher") {}

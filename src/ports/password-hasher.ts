import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

/** A password hash as a PHC string, e.g. `$argon2id$v=19$m=19456,t=2,p=1$…`. Secret: it can be guessed against. */
export type PasswordHash = Redacted.Redacted<string>

/** Too many passwords are waiting to be hashed. Nothing was verified and nothing counts; the person tries again. */
export class HasherBusy extends Schema.TaggedError<HasherBusy>()("HasherBusy", {}) {
  override get message(): string {
    return "Too many passwords are waiting to be verified."
  }
}

/** Turns passwords into hashes and checks them. Callers pass passwords already in NFC. */
export class PasswordHasher extends Context.Service<
  PasswordHasher,
  {
    readonly hash: (password: Redacted.Redacted<string>) => Effect.Effect<PasswordHash, HasherBusy>
    /**
     * Whether the password is the one that was hashed. Without a hash (nobody has that identifier) it does the
     * same work and answers `false`, so that time tells nothing.
     */
    readonly verify: (
      password: Redacted.Redacted<string>,
      hash: PasswordHash | null,
    ) => Effect.Effect<boolean, HasherBusy>
    /** Whether the hash is weaker than what this hasher makes today, so that sign-in renews it. */
    readonly isOutdated: (hash: PasswordHash) => boolean
  }
>()("mon-compte/ports/PasswordHasher") {}

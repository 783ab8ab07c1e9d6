import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

/**
 * A password hash as a PHC string, e.g. `$argon2id$v=19$m=19456,t=2,p=1$…`. Secret: with the keys it allows offline
 * guessing. The application stores it after the id of the key: `keyed.2026-11.$argon2id$…`.
 */
export type PasswordHash = Redacted.Redacted<string>

/** The queue of the hasher is full. Nothing was verified and nothing was counted: the person can try again. */
export class HasherBusy extends Schema.TaggedError<HasherBusy>()("HasherBusy", {}) {
  override get message(): string {
    return "The queue of passwords to verify is full."
  }
}

/**
 * Hashes and verifies passwords.
 *
 * The verbs pass no password itself but a MAC of it, of 43 letters, digits, `-` and `_`. Under the policy `carryOver` they
 * also verify passwords against unkeyed hashes, normalised to NFC. So a hasher must accept any text.
 */
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
    /**
     * Takes a place in the queue, then runs `work`, whose first `hash` or `verify` uses the place. If the queue is full,
     * it fails with `HasherBusy` before `work` starts. Otherwise a full queue would cost a write for each attempt.
     *
     * The place is given back when that `hash` or `verify` ends, or when `work` ends. A later one takes its own place.
     */
    readonly withPlace: <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E | HasherBusy, R>
    /** Whether the hash was made at a lower cost than the current one. A sign-in then hashes the password again. */
    readonly isOutdated: (hash: PasswordHash) => boolean
  }
>()("mon-compte/ports/PasswordHasher") {}

/**
 * Keys: what is done with secret keys, which stay outside of storage.
 *
 * A **ring** holds one active key and the older or coming ones that are still accepted, each with an id. What is made
 * anew is made under the active key and remembers its id, so that a key can be replaced while everything runs.
 *
 * What is kept about one person is encrypted under a **data key** of that person, which is kept too, itself encrypted
 * ("wrapped") under a key of the ring. To replace a key of the ring is to wrap the data keys again, and nothing else;
 * to destroy one data key is to make all that was sealed under it unreadable for ever, in every journal and backup
 * that holds no copy of that data key.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

/** The keys cannot be reached. */
export class KeysDown extends Schema.TaggedError<KeysDown>()("KeysDown", {}) {
  override get message(): string {
    return "The keys cannot be reached."
  }
}

/** Names a key of the ring: 1 to 32 letters, digits, `-` or `_`. Not secret; never given to another key. */
export type KeyId = string

/** The keys of a ring, the active one first. */
export type Ring = readonly [active: KeyId, ...older: ReadonlyArray<KeyId>]

/** A data key as it may be kept: encrypted under a key of the ring, whose id it bears. */
export type WrappedKey = Redacted.Redacted<string>

/**
 * What is done with secret keys.
 *
 * Names are told apart by purpose: the same text under two purposes gives unrelated results. A key id that is not
 * accepted, and whatever is wrapped under such a key, is a defect.
 */
export class Keys extends Context.Service<
  Keys,
  {
    /** The keys accepted now. It may change while the process runs: ask for each piece of work. */
    readonly accepted: Effect.Effect<Ring, KeysDown>
    /**
     * HMAC-SHA-256 of the parts under the key of a purpose: 32 bytes. Parts cannot be shifted into one another.
     * Made of the active key, or of the one named.
     */
    readonly mac: (purpose: string, parts: ReadonlyArray<string>, key?: KeyId) => Effect.Effect<Uint8Array, KeysDown>
    /** A new data key for one person, at random, wrapped under the active key. */
    readonly newDataKey: (subject: string) => Effect.Effect<WrappedKey, KeysDown>
    /**
     * The same data key wrapped under the active key, what was sealed under it staying readable; `null` where it
     * already is.
     */
    readonly rewrap: (dataKey: WrappedKey, subject: string) => Effect.Effect<WrappedKey | null, KeysDown>
    /** Encrypts a text about one person (AES-256-GCM) under their data key. Twice the same text gives two ciphertexts. */
    readonly seal: (dataKey: WrappedKey, subject: string, text: string) => Effect.Effect<string, KeysDown>
    /** Reads what was sealed for the same person under the same data key. Any other ciphertext is a defect. */
    readonly open: (dataKey: WrappedKey, subject: string, sealed: string) => Effect.Effect<string, KeysDown>
  }
>()("mon-compte/ports/Keys") {}

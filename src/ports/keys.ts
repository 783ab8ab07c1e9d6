/**
 * Keys: the operations on secret keys, which are never in storage.
 *
 * A **ring** has one active key and other accepted keys, older or newer, each with an id. New values are made under the
 * active key and carry its id, so that keys can be rotated while the service runs.
 *
 * Envelope encryption protects personal data. What is stored about a person is encrypted under the **data key** of that
 * person. The data key is stored too, encrypted ("wrapped") under a key of the ring. A key rotation only wraps the
 * data keys again. Destroying a data key makes everything sealed under it unreadable for ever. That includes journals,
 * and backups without a copy of the data key.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

/** The keys cannot answer. */
export class KeysDown extends Schema.TaggedError<KeysDown>()("KeysDown", {}) {
  override get message(): string {
    return "The keys cannot answer."
  }
}

/** The id of a key of the ring: 1 to 32 letters, digits, `-` or `_`. Not secret, and never reused. */
export type KeyId = string

/** The keys of a ring, the active one first. */
export type Ring = readonly [active: KeyId, ...others: ReadonlyArray<KeyId>]

/** A data key as stored: encrypted under a key of the ring, whose id it carries. */
export type WrappedKey = Redacted.Redacted<string>

/**
 * The operations on secret keys.
 *
 * The same parts under two purposes give unrelated results. A key id that is not accepted is a defect, and so is a data
 * key wrapped under such a key.
 */
export class Keys extends Context.Service<
  Keys,
  {
    /** The keys accepted now. They may change while the process runs: read them for each operation. */
    readonly accepted: Effect.Effect<Ring, KeysDown>
    /**
     * HMAC-SHA-256 of the parts for a purpose: 32 bytes. The encoding of the parts is unambiguous: `["ab", "c"]` and
     * `["a", "bc"]` differ. Uses the active key unless `key` names another.
     */
    readonly mac: (purpose: string, parts: ReadonlyArray<string>, key?: KeyId) => Effect.Effect<Uint8Array, KeysDown>
    /** A new random data key for one person, wrapped under the active key. */
    readonly newDataKey: (subject: string) => Effect.Effect<WrappedKey, KeysDown>
    /**
     * Wraps the same data key under the active key: what was sealed under it stays readable. `null` if it is
     * already wrapped under the active key.
     */
    readonly rewrap: (dataKey: WrappedKey, subject: string) => Effect.Effect<WrappedKey | null, KeysDown>
    /**
     * Encrypts a text about one person (AES-256-GCM) under their data key. The same text gives a different ciphertext
     * each time. `field` says what the text is, such as `nir`: a ciphertext that is moved to another field does not open.
     */
    readonly seal: (
      dataKey: WrappedKey,
      subject: string,
      text: string,
      field: string,
    ) => Effect.Effect<string, KeysDown>
    /**
     * Decrypts a text that was sealed for the same person and field under the same data key. Any other ciphertext is a
     * defect.
     */
    readonly open: (
      dataKey: WrappedKey,
      subject: string,
      sealed: string,
      field: string,
    ) => Effect.Effect<string, KeysDown>
  }
>()("mon-compte/ports/Keys") {}

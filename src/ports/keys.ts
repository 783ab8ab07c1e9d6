import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** The keys cannot be reached. */
export class KeysDown extends Schema.TaggedError<KeysDown>()("KeysDown", {}) {
  override get message(): string {
    return "The keys cannot be reached."
  }
}

/**
 * What is done with secret keys, which stay outside of storage.
 *
 * Names are told apart by purpose: the same text under two purposes gives unrelated results.
 */
export class Keys extends Context.Service<
  Keys,
  {
    /** HMAC-SHA-256 of the parts under the key of a purpose: 32 bytes. Parts cannot be shifted into one another. */
    readonly mac: (purpose: string, parts: ReadonlyArray<string>) => Effect.Effect<Uint8Array, KeysDown>
    /** Encrypts a text about one person (AES-256-GCM). Twice the same text gives two ciphertexts. */
    readonly seal: (subject: string, text: string) => Effect.Effect<string, KeysDown>
    /** Reads what was sealed for the same person. A foreign or altered ciphertext is a defect. */
    readonly open: (subject: string, sealed: string) => Effect.Effect<string, KeysDown>
  }
>()("mon-compte/ports/Keys") {}

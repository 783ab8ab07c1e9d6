import * as Schema from "effect/Schema"

/** A ring of keys cannot be used. The error contains no part of the keys. */
export class KeyringRefused extends Schema.TaggedError<KeyringRefused>()("KeyringRefused", {
  /**
   * About the whole ring:
   * - `Missing`: no such variable or file.
   * - `Empty`: no key.
   *
   * About one key:
   * - `Malformed`: not an id, a colon and a secret.
   * - `BadId`: not 1 to 32 letters, digits, `-` or `_`.
   * - `SameId`: an earlier key has this id.
   *
   * About the secret of one key:
   * - `NotBase64`.
   * - `TooShort`: under 32 bytes.
   * - `NotRandom`: almost all bytes are equal.
   * - `SameSecret`: an earlier key has this secret.
   */
  reason: Schema.Literals([
    "Missing",
    "Empty",
    "Malformed",
    "BadId",
    "NotBase64",
    "TooShort",
    "NotRandom",
    "SameId",
    "SameSecret",
  ]),
  /** The position of the key, from 1; `null` if the reason is about the whole ring. */
  key: Schema.NullOr(Schema.Int),
}) {
  override get message(): string {
    return "The keyring cannot be used."
  }
}

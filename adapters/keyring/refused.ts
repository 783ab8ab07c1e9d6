import * as Schema from "effect/Schema"

/** Why a ring of keys cannot be used. Nothing of what was given is in here. */
export class KeyringRefused extends Schema.TaggedError<KeyringRefused>()("KeyringRefused", {
  /**
   * `Missing`: no such variable or file. `Empty`: not one key. `Malformed`: not an id, a colon and a secret. `BadId`: not 1
   * to 32 letters, digits, `-` or `_`. `NotBase64`, `TooShort` (under 32 bytes), `NotRandom` (nearly all bytes alike): the
   * secret. `SameId`, `SameSecret`: as an earlier key.
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
  /** Which key, from 1; `null` where it is about the whole. */
  key: Schema.NullOr(Schema.Int),
}) {
  override get message(): string {
    return "The keyring cannot be used."
  }
}

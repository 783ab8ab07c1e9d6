import { Buffer } from "node:buffer"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type { KeyId } from "../../src/ports/keys.ts"
import type { Bytes } from "./crypto-primitives.ts"
import { KeyringRefused } from "./keyring-refused.ts"
import type { RingSecrets } from "./keys.ts"

/** One key: its id, and at least 32 random bytes, raw or in base64 (either alphabet). */
export interface KeyringKey {
  readonly id: KeyId
  readonly secret: string | Uint8Array | Redacted.Redacted<string> | Redacted.Redacted<Uint8Array>
}

/** The minimum length of a secret, in bytes. HMAC-SHA-256 and AES-256 gain nothing from a longer one. */
const SHORTEST = 32
/** The minimum number of different bytes in a secret. 32 random bytes have about 30, and almost never fewer than 8. */
const FEWEST_VALUES = 8

const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/

const revealed = (secret: KeyringKey["secret"]): string | Uint8Array =>
  Redacted.isRedacted(secret) ? Redacted.value<string | Uint8Array>(secret) : secret

/** Copies the bytes, because the caller may wipe its own array. `null` if the text is not base64. */
const bytesOf = (secret: string | Uint8Array): Bytes | null => {
  if (typeof secret !== "string") return new Uint8Array(secret)
  return BASE64.test(secret) ? new Uint8Array(Buffer.from(secret, "base64")) : null
}

const isSame = (left: Uint8Array, right: Uint8Array) =>
  left.length === right.length && left.every((byte, index) => byte === right[index])

/** The bytes of a key, or the reason why it cannot follow the earlier keys. */
const checkKey = (key: KeyringKey, earlier: RingSecrets): KeyringRefused["reason"] | Bytes => {
  if (typeof key !== "object" || key === null) return "Malformed"
  const { id, secret } = key
  if (typeof id !== "string" || !KEY_ID.test(id)) return "BadId"
  if (earlier.has(id)) return "SameId"
  const given = revealed(secret)
  if (typeof given !== "string" && !(given instanceof Uint8Array)) return "Malformed"
  const bytes = bytesOf(given)
  if (bytes === null) return "NotBase64"
  if (bytes.length < SHORTEST) return "TooShort"
  if (new Set(bytes).size < FEWEST_VALUES) return "NotRandom"
  return [...earlier.values()].some((other) => isSame(bytes, other)) ? "SameSecret" : bytes
}

/** Checks the keys of a ring, the active key first. Fails with the first invalid key. */
export const checkKeys = (keys: ReadonlyArray<KeyringKey>): Result.Result<RingSecrets, KeyringRefused> => {
  if (!Array.isArray(keys)) return Result.fail(new KeyringRefused({ reason: "Malformed", key: null }))
  const secrets = new Map<KeyId, Bytes>()
  for (const [index, key] of keys.entries()) {
    const checked = checkKey(key, secrets)
    if (typeof checked === "string") return Result.fail(new KeyringRefused({ reason: checked, key: index + 1 }))
    secrets.set(key.id, checked)
  }
  return secrets.size === 0 ? Result.fail(new KeyringRefused({ reason: "Empty", key: null })) : Result.succeed(secrets)
}

/** Reads keys written `id:secret`, one per line or separated by commas. A line that starts with `#` is a comment. */
export const parseKeys = (text: string): Result.Result<RingSecrets, KeyringRefused> => {
  const entries = text
    .split(/\r?\n/)
    .filter((line) => !line.trimStart().startsWith("#"))
    .flatMap((line) => line.split(","))
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "")
  const keys = entries.map((entry) => entry.split(":").map((part) => part.trim()))
  const malformed = keys.findIndex((parts) => parts.length !== 2)
  return malformed >= 0
    ? Result.fail(new KeyringRefused({ reason: "Malformed", key: malformed + 1 }))
    : checkKeys(keys.map(([id = "", secret = ""]) => ({ id, secret })))
}

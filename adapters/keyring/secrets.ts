import { Buffer } from "node:buffer"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import type { KeyId } from "../../src/ports/keys.ts"
import { KeyringRefused } from "./refused.ts"
import { isKeyId, type Secrets } from "./ring.ts"

/** One key: its id, and at least 32 random bytes, as they are or in base64 (either alphabet). */
export interface KeyringKey {
  readonly id: KeyId
  readonly secret: string | Uint8Array | Redacted.Redacted<string> | Redacted.Redacted<Uint8Array>
}

/** In bytes: as much as HMAC-SHA-256 and AES-256 have use for. */
const SHORTEST = 32
/** Random bytes all but never show fewer values: of 32, about 30 differ. */
const FEWEST_VALUES = 8

const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/

const revealed = (secret: KeyringKey["secret"]): string | Uint8Array =>
  Redacted.isRedacted(secret) ? Redacted.value<string | Uint8Array>(secret) : secret

/** A copy of one's own: who gave the secret may wipe it. */
const bytesOf = (secret: string | Uint8Array): Uint8Array<ArrayBuffer> | null => {
  if (typeof secret !== "string") return new Uint8Array(secret)
  return BASE64.test(secret) ? new Uint8Array(Buffer.from(secret, "base64")) : null
}

const same = (one: Uint8Array, other: Uint8Array) =>
  one.length === other.length && one.every((byte, index) => byte === other[index])

/** Why a key cannot join those before it, or its bytes. */
const check = (key: KeyringKey, before: Secrets): KeyringRefused["reason"] | Uint8Array<ArrayBuffer> => {
  if (typeof key !== "object" || key === null) return "Malformed"
  const { id, secret } = key
  if (typeof id !== "string" || !isKeyId(id)) return "BadId"
  if (before.has(id)) return "SameId"
  const given = revealed(secret)
  if (typeof given !== "string" && !(given instanceof Uint8Array)) return "Malformed"
  const bytes = bytesOf(given)
  if (bytes === null) return "NotBase64"
  if (bytes.length < SHORTEST) return "TooShort"
  if (new Set(bytes).size < FEWEST_VALUES) return "NotRandom"
  return [...before.values()].some((other) => same(bytes, other)) ? "SameSecret" : bytes
}

/** The secrets of keys, the active key first, or what is wrong with the first one that is not right. */
export const secretsOf = (keys: ReadonlyArray<KeyringKey>): Result.Result<Secrets, KeyringRefused> => {
  if (!Array.isArray(keys)) return Result.fail(new KeyringRefused({ reason: "Malformed", key: null }))
  const secrets = new Map<KeyId, Uint8Array<ArrayBuffer>>()
  for (const [index, key] of keys.entries()) {
    const checked = check(key, secrets)
    if (typeof checked === "string") return Result.fail(new KeyringRefused({ reason: checked, key: index + 1 }))
    secrets.set(key.id, checked)
  }
  return secrets.size === 0 ? Result.fail(new KeyringRefused({ reason: "Empty", key: null })) : Result.succeed(secrets)
}

/** Reads keys written `id:secret`, one a line or separated by commas. A line that begins with `#` is a comment. */
export const parseKeys = (text: string): Result.Result<Secrets, KeyringRefused> => {
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
    : secretsOf(keys.map(([id = "", secret = ""]) => ({ id, secret })))
}

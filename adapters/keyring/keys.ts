import * as Effect from "effect/Effect"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { type KeyId, Keys, KeysDown, type Ring, type WrappedKey } from "../../src/ports/keys.ts"
import type { Bytes, CryptoPrimitives, MaybePromise } from "./crypto-primitives.ts"

/** The secrets of a ring by the ids of their keys, the active one first. Each has at least 32 random bytes. */
export type RingSecrets = ReadonlyMap<KeyId, Bytes>

/** The length of a nonce for AES-GCM, in bytes (NIST SP 800-38D, 5.2.1.1). */
const NONCE = 12
const DATA_KEY = 32

const UNREADABLE = "The ciphertext cannot be read: it was altered, or it belongs to another subject."
const NOT_ACCEPTED = "This key is not in the ring."

/** Encodes as JSON, which keeps texts apart. In UTF-8 alone all lone surrogates encode to U+FFFD and would collide. */
const bytesOf = (value: string | ReadonlyArray<string>) => new TextEncoder().encode(JSON.stringify(value))

/** The keys derived from one secret, one for each use and purpose. Each is derived once. */
const keysOf = <Key>({ derive }: CryptoPrimitives<Key>, secret: Bytes) => {
  const derived = new Map<string, MaybePromise<Key>>()
  return (use: "mac" | "wrap", purpose: string) => {
    const name = JSON.stringify([use, purpose])
    const key = derived.get(name) ?? derive(secret, use, bytesOf([use, purpose]))
    derived.set(name, key)
    return key
  }
}

/** Packs nonce, ciphertext and tag into one base64url text. */
const sealing = <Key>(primitives: CryptoPrimitives<Key>) => ({
  encrypt: async (key: Key, about: ReadonlyArray<string>, bytes: Bytes) => {
    const nonce = globalThis.crypto.getRandomValues(new Uint8Array(NONCE))
    const ciphertext = await primitives.encrypt(key, { nonce, additionalData: bytesOf(about) }, bytes)
    const packed = new Uint8Array(NONCE + ciphertext.length)
    packed.set(nonce)
    packed.set(ciphertext, NONCE)
    return Base64Url.encode(packed)
  },
  /** Refuses every other spelling of the same bytes. */
  decrypt: async (key: Key, about: ReadonlyArray<string>, text: string) => {
    const decoded = Base64Url.decode(text)
    if (Result.isFailure(decoded) || Base64Url.encode(decoded.success) !== text) throw new Error(UNREADABLE)
    const bytes = new Uint8Array(decoded.success)
    const binding = { nonce: bytes.subarray(0, NONCE), additionalData: bytesOf(about) }
    return primitives.decrypt(key, binding, bytes.subarray(NONCE))
  },
})

/** Replaces any other error: the texts of the primitives and of JSON can quote the plaintext. */
const withSafeError = async <A>(promise: Promise<A>): Promise<A> => {
  try {
    return await promise
  } catch (error) {
    throw new Error(error instanceof Error && error.message === NOT_ACCEPTED ? NOT_ACCEPTED : UNREADABLE)
  }
}

/** Splits a wrapped key into the id of the wrapping key and the ciphertext after the dot. */
const unpack = (dataKey: WrappedKey): readonly [KeyId, string] => {
  const text = Redacted.value(dataKey)
  const dot = text.indexOf(".")
  return [text.slice(0, Math.max(0, dot)), text.slice(dot + 1)]
}

/**
 * The `Keys` service over secrets in this process. It reads `secrets` on each call, so the ring may change; `null`
 * fails with `KeysDown`. Keys derived from a secret are cached by the identity of its array.
 *
 * Data keys are not cached, so no copy of a destroyed one remains in memory.
 */
export const makeKeys = <Key>(
  primitives: CryptoPrimitives<Key>,
  secrets: () => RingSecrets | null,
): Keys["Service"] => {
  const { decrypt, encrypt } = sealing(primitives)
  const derived = new WeakMap<Uint8Array, ReturnType<typeof keysOf<Key>>>()

  const keyOf = (ring: RingSecrets, id: KeyId, use: "mac" | "wrap", purpose: string) => {
    const secret = ring.get(id)
    if (secret === undefined) throw new Error(NOT_ACCEPTED)
    const keys = derived.get(secret) ?? keysOf(primitives, secret)
    derived.set(secret, keys)
    return keys(use, purpose)
  }

  const activeOf = (ring: RingSecrets): KeyId => {
    for (const id of ring.keys()) return id
    throw new Error("The ring is empty.")
  }

  /** A rejected promise is a defect: the primitives cannot be down. */
  const withRing = <A>(work: (ring: RingSecrets) => Promise<A>): Effect.Effect<A, KeysDown> =>
    Effect.suspend(() => {
      const ring = secrets()
      return ring === null ? Effect.fail(new KeysDown()) : Effect.promise(() => work(ring))
    })

  const wrap = async (ring: RingSecrets, subject: string, bytes: Bytes): Promise<WrappedKey> => {
    const id = activeOf(ring)
    const key = await keyOf(ring, id, "wrap", "data-key")
    return Redacted.make(`${id}.${await encrypt(key, [subject, id], bytes)}`)
  }

  const unwrap = async (ring: RingSecrets, subject: string, dataKey: WrappedKey) => {
    const [id, wrapped] = unpack(dataKey)
    const key = await keyOf(ring, id, "wrap", "data-key")
    return decrypt(key, [subject, id], wrapped)
  }

  const importDataKey = async (ring: RingSecrets, subject: string, dataKey: WrappedKey) =>
    primitives.dataKey(await unwrap(ring, subject, dataKey))

  return Keys.of({
    accepted: Effect.suspend(() => {
      const ring = secrets()
      if (ring === null) return Effect.fail(new KeysDown())
      const ids: Ring = [activeOf(ring), ...[...ring.keys()].slice(1)]
      return Effect.succeed(ids)
    }),
    mac: (purpose, parts, id) =>
      withRing(async (ring) => {
        const key = await keyOf(ring, id ?? activeOf(ring), "mac", purpose)
        return primitives.mac(key, bytesOf(parts))
      }),
    newDataKey: (subject) =>
      withRing((ring) => wrap(ring, subject, globalThis.crypto.getRandomValues(new Uint8Array(DATA_KEY)))),
    rewrap: (dataKey, subject) =>
      withRing(async (ring) => {
        if (unpack(dataKey)[0] === activeOf(ring)) return null
        return wrap(ring, subject, await withSafeError(unwrap(ring, subject, dataKey)))
      }),
    seal: (dataKey, subject, text, field) =>
      withRing(async (ring) =>
        encrypt(await withSafeError(importDataKey(ring, subject, dataKey)), [subject, field], bytesOf(text)),
      ),
    open: (dataKey, subject, sealed, field) =>
      withRing((ring) =>
        withSafeError(
          (async (): Promise<string> => {
            const bytes = await decrypt(await importDataKey(ring, subject, dataKey), [subject, field], sealed)
            return JSON.parse(new TextDecoder().decode(bytes))
          })(),
        ),
      ),
  })
}

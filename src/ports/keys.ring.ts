import * as Effect from "effect/Effect"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { type KeyId, Keys, KeysDown, type Ring, type WrappedKey } from "./keys.ts"

/** Secrets held by this process, by the ids of their keys, the active one first. Of 32 bytes at least, all random. */
export type Secrets = ReadonlyMap<KeyId, Uint8Array<ArrayBuffer>>

/** In bytes, as AES-GCM wants it (NIST SP 800-38D, 5.2.1.1). */
const NONCE = 12
const DATA_KEY = 32

const UNREADABLE = "What was sealed cannot be read: it was altered, or is about somebody else."
const NOT_ACCEPTED = "This key is not in the ring."

/** JSON tells every row of texts from every other one, lone surrogates too, which UTF-8 alone would lose. */
const bytesOf = (value: string | ReadonlyArray<string>) => new TextEncoder().encode(JSON.stringify(value))

const subtle = () => globalThis.crypto.subtle

/** The keys of one secret, one for each use and purpose (HKDF-SHA-256, RFC 5869), each derived once. */
const keysOf = (secret: Uint8Array<ArrayBuffer>) => {
  const derived = new Map<string, Promise<CryptoKey>>()
  const derive = async (use: "mac" | "wrap", purpose: string) => {
    const root = await subtle().importKey("raw", secret, "HKDF", false, ["deriveKey"])
    const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: bytesOf([use, purpose]) }
    return use === "mac"
      ? subtle().deriveKey(hkdf, root, { name: "HMAC", hash: "SHA-256", length: 256 }, false, ["sign"])
      : subtle().deriveKey(hkdf, root, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"])
  }
  return (use: "mac" | "wrap", purpose: string) => {
    const name = JSON.stringify([use, purpose])
    const key = derived.get(name) ?? derive(use, purpose)
    derived.set(name, key)
    return key
  }
}

const encrypt = async (key: CryptoKey, about: ReadonlyArray<string>, bytes: Uint8Array<ArrayBuffer>) => {
  const nonce = globalThis.crypto.getRandomValues(new Uint8Array(NONCE))
  const ciphertext = await subtle().encrypt({ name: "AES-GCM", iv: nonce, additionalData: bytesOf(about) }, key, bytes)
  const packed = new Uint8Array(NONCE + ciphertext.byteLength)
  packed.set(nonce)
  packed.set(new Uint8Array(ciphertext), NONCE)
  return Base64Url.encode(packed)
}

/** Only the one spelling that `encrypt` gives is read. */
const decrypt = async (key: CryptoKey, about: ReadonlyArray<string>, text: string) => {
  const decoded = Base64Url.decode(text)
  if (Result.isFailure(decoded) || Base64Url.encode(decoded.success) !== text) throw new Error(UNREADABLE)
  const bytes = new Uint8Array(decoded.success)
  const parameters = { name: "AES-GCM", iv: bytes.subarray(0, NONCE), additionalData: bytesOf(about) }
  return new Uint8Array(await subtle().decrypt(parameters, key, bytes.subarray(NONCE)))
}

/** A defect says which of two things is wrong, and quotes nothing of what WebCrypto or JSON would. */
const readable = async <A>(promise: Promise<A>): Promise<A> => {
  try {
    return await promise
  } catch (error) {
    throw new Error(error instanceof Error && error.message === NOT_ACCEPTED ? NOT_ACCEPTED : UNREADABLE)
  }
}

/** A wrapped key is the id of the key that wraps it, a dot, and what it wraps. */
const unpack = (dataKey: WrappedKey): readonly [KeyId, string] => {
  const text = Redacted.value(dataKey)
  const dot = text.indexOf(".")
  return [text.slice(0, Math.max(0, dot)), text.slice(dot + 1)]
}

const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/

/** Whether a text can name a key. */
export const isKeyId = (id: string): boolean => KEY_ID.test(id)

/**
 * The service of keys over secrets that this process holds, by WebCrypto. `secrets` is asked each time, so that a ring
 * may change; a secret is known by its identity, and its keys are derived once.
 *
 * Data keys are not kept once used: nothing of a destroyed one lingers here.
 */
export const keysOver = (secrets: () => Secrets | null): Keys["Service"] => {
  const derived = new WeakMap<Uint8Array, ReturnType<typeof keysOf>>()

  const keyOf = (all: Secrets, id: KeyId, use: "mac" | "wrap", purpose: string) => {
    const secret = all.get(id)
    if (secret === undefined) throw new Error(NOT_ACCEPTED)
    const keys = derived.get(secret) ?? keysOf(secret)
    derived.set(secret, keys)
    return keys(use, purpose)
  }

  const active = (all: Secrets): KeyId => {
    for (const id of all.keys()) return id
    throw new Error("The ring is empty.")
  }

  /** No secrets: the keys cannot be reached. A promise that rejects is a defect: WebCrypto does not go down. */
  const work = <A>(promise: (all: Secrets) => Promise<A>): Effect.Effect<A, KeysDown> =>
    Effect.suspend(() => {
      const all = secrets()
      return all === null ? Effect.fail(new KeysDown()) : Effect.promise(() => promise(all))
    })

  const wrap = async (all: Secrets, subject: string, bytes: Uint8Array<ArrayBuffer>): Promise<WrappedKey> => {
    const id = active(all)
    const key = await keyOf(all, id, "wrap", "data-key")
    return Redacted.make(`${id}.${await encrypt(key, [subject, id], bytes)}`)
  }

  const unwrap = async (all: Secrets, subject: string, dataKey: WrappedKey) => {
    const [id, wrapped] = unpack(dataKey)
    const key = await keyOf(all, id, "wrap", "data-key")
    return decrypt(key, [subject, id], wrapped)
  }

  const use = async (all: Secrets, subject: string, dataKey: WrappedKey, usage: "encrypt" | "decrypt") => {
    const bytes = await unwrap(all, subject, dataKey)
    return subtle().importKey("raw", bytes, "AES-GCM", false, [usage])
  }

  return Keys.of({
    accepted: Effect.suspend(() => {
      const all = secrets()
      if (all === null) return Effect.fail(new KeysDown())
      const ring: Ring = [active(all), ...[...all.keys()].slice(1)]
      return Effect.succeed(ring)
    }),
    mac: (purpose, parts, id) =>
      work(async (all) => {
        const key = await keyOf(all, id ?? active(all), "mac", purpose)
        return new Uint8Array(await subtle().sign("HMAC", key, bytesOf(parts)))
      }),
    newDataKey: (subject) =>
      work((all) => wrap(all, subject, globalThis.crypto.getRandomValues(new Uint8Array(DATA_KEY)))),
    rewrap: (dataKey, subject) =>
      work(async (all) => {
        if (unpack(dataKey)[0] === active(all)) return null
        return wrap(all, subject, await readable(unwrap(all, subject, dataKey)))
      }),
    seal: (dataKey, subject, text) =>
      work(async (all) => encrypt(await readable(use(all, subject, dataKey, "encrypt")), [subject], bytesOf(text))),
    open: (dataKey, subject, sealed) =>
      work((all) =>
        readable(
          (async (): Promise<string> => {
            const bytes = await decrypt(await use(all, subject, dataKey, "decrypt"), [subject], sealed)
            return JSON.parse(new TextDecoder().decode(bytes))
          })(),
        ),
      ),
  })
}

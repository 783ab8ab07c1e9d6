import * as Effect from "effect/Effect"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { type KeyId, Keys, KeysDown, type Ring, type WrappedKey } from "../../src/ports/keys.ts"

/** Secrets held by this process, by the ids of their keys, the active one first. Of 32 bytes at least, all random. */
export type Secrets = ReadonlyMap<KeyId, Uint8Array<ArrayBuffer>>

/** In bytes, as AES-GCM wants it (NIST SP 800-38D, 5.2.1.1). */
const NONCE = 12
const DATA_KEY = 32

const UNREADABLE = "What was sealed cannot be read: it was altered, or is about somebody else."
const NOT_ACCEPTED = "This key is not in the ring."

/** JSON tells every row of texts from every other one, lone surrogates too, which UTF-8 alone would lose. */
const bytesOf = (value: string | ReadonlyArray<string>) => new TextEncoder().encode(JSON.stringify(value))

type Bytes = Uint8Array<ArrayBuffer>
type Soon<A> = A | Promise<A>

/** What a ciphertext is bound to. */
interface Binding {
  readonly nonce: Bytes
  readonly about: Bytes
}

/** The primitives of a ring, by one library or another: all of them give the same bytes. */
export interface Primitives<Key> {
  /** 32 bytes by HKDF-SHA-256 (RFC 5869), without a salt. */
  readonly derive: (secret: Bytes, use: "mac" | "wrap", info: Bytes) => Soon<Key>
  /** A key of 32 bytes to encrypt and decrypt with. */
  readonly dataKey: (bytes: Bytes) => Soon<Key>
  /** HMAC-SHA-256. */
  readonly mac: (key: Key, bytes: Bytes) => Soon<Bytes>
  /** AES-256-GCM: the ciphertext, then its tag of 16 bytes. */
  readonly encrypt: (key: Key, binding: Binding, bytes: Bytes) => Soon<Bytes>
  /** Throws unless all of it is as `encrypt` made it. */
  readonly decrypt: (key: Key, binding: Binding, bytes: Bytes) => Soon<Bytes>
}

/** The keys of one secret, one for each use and purpose, each derived once. */
const keysOf = <Key>({ derive }: Primitives<Key>, secret: Bytes) => {
  const derived = new Map<string, Soon<Key>>()
  return (use: "mac" | "wrap", purpose: string) => {
    const name = JSON.stringify([use, purpose])
    const key = derived.get(name) ?? derive(secret, use, bytesOf([use, purpose]))
    derived.set(name, key)
    return key
  }
}

const sealing = <Key>(primitives: Primitives<Key>) => ({
  encrypt: async (key: Key, about: ReadonlyArray<string>, bytes: Bytes) => {
    const nonce = globalThis.crypto.getRandomValues(new Uint8Array(NONCE))
    const ciphertext = await primitives.encrypt(key, { nonce, about: bytesOf(about) }, bytes)
    const packed = new Uint8Array(NONCE + ciphertext.length)
    packed.set(nonce)
    packed.set(ciphertext, NONCE)
    return Base64Url.encode(packed)
  },
  /** Only the one spelling that `encrypt` gives is read. */
  decrypt: async (key: Key, about: ReadonlyArray<string>, text: string) => {
    const decoded = Base64Url.decode(text)
    if (Result.isFailure(decoded) || Base64Url.encode(decoded.success) !== text) throw new Error(UNREADABLE)
    const bytes = new Uint8Array(decoded.success)
    const binding = { nonce: bytes.subarray(0, NONCE), about: bytesOf(about) }
    return primitives.decrypt(key, binding, bytes.subarray(NONCE))
  },
})

/** A defect says which of two things is wrong, and quotes nothing of what the primitives or JSON would. */
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
 * The service of keys over secrets that this process holds. `secrets` is asked each time, so that a ring may change; a secret is known by its identity, and its keys are derived once.
 *
 * Data keys are not kept once used: nothing of a destroyed one lingers here.
 */
export const keysOver = <Key>(primitives: Primitives<Key>, secrets: () => Secrets | null): Keys["Service"] => {
  const { decrypt, encrypt } = sealing(primitives)
  const derived = new WeakMap<Uint8Array, ReturnType<typeof keysOf<Key>>>()

  const keyOf = (all: Secrets, id: KeyId, use: "mac" | "wrap", purpose: string) => {
    const secret = all.get(id)
    if (secret === undefined) throw new Error(NOT_ACCEPTED)
    const keys = derived.get(secret) ?? keysOf(primitives, secret)
    derived.set(secret, keys)
    return keys(use, purpose)
  }

  const active = (all: Secrets): KeyId => {
    for (const id of all.keys()) return id
    throw new Error("The ring is empty.")
  }

  /** No secrets: the keys cannot be reached. A promise that rejects is a defect: the primitives do not go down. */
  const work = <A>(promise: (all: Secrets) => Promise<A>): Effect.Effect<A, KeysDown> =>
    Effect.suspend(() => {
      const all = secrets()
      return all === null ? Effect.fail(new KeysDown()) : Effect.promise(() => promise(all))
    })

  const wrap = async (all: Secrets, subject: string, bytes: Bytes): Promise<WrappedKey> => {
    const id = active(all)
    const key = await keyOf(all, id, "wrap", "data-key")
    return Redacted.make(`${id}.${await encrypt(key, [subject, id], bytes)}`)
  }

  const unwrap = async (all: Secrets, subject: string, dataKey: WrappedKey) => {
    const [id, wrapped] = unpack(dataKey)
    const key = await keyOf(all, id, "wrap", "data-key")
    return decrypt(key, [subject, id], wrapped)
  }

  const use = async (all: Secrets, subject: string, dataKey: WrappedKey) =>
    primitives.dataKey(await unwrap(all, subject, dataKey))

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
        return primitives.mac(key, bytesOf(parts))
      }),
    newDataKey: (subject) =>
      work((all) => wrap(all, subject, globalThis.crypto.getRandomValues(new Uint8Array(DATA_KEY)))),
    rewrap: (dataKey, subject) =>
      work(async (all) => {
        if (unpack(dataKey)[0] === active(all)) return null
        return wrap(all, subject, await readable(unwrap(all, subject, dataKey)))
      }),
    seal: (dataKey, subject, text) =>
      work(async (all) => encrypt(await readable(use(all, subject, dataKey)), [subject], bytesOf(text))),
    open: (dataKey, subject, sealed) =>
      work((all) =>
        readable(
          (async (): Promise<string> => {
            const bytes = await decrypt(await use(all, subject, dataKey), [subject], sealed)
            return JSON.parse(new TextDecoder().decode(bytes))
          })(),
        ),
      ),
  })
}

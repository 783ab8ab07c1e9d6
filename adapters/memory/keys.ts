import * as Effect from "effect/Effect"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { Keys, KeysDown } from "../../src/ports/keys.ts"

/** Keys held by this process. */
export interface MemoryKeys {
  readonly service: Keys["Service"]
  readonly layer: Layer.Layer<Keys>
  /** While down, every call fails with `KeysDown`. */
  readonly setDown: (down: boolean) => void
}

/** In bytes, as AES-GCM wants it (NIST SP 800-38D, 5.2.1.1). */
const NONCE = 12

const UNREADABLE = "What was sealed cannot be read: it was altered, or is about somebody else."

/** JSON tells every row of texts from every other one, lone surrogates too, which UTF-8 alone would lose. */
const bytesOf = (value: string | ReadonlyArray<string>) => new TextEncoder().encode(JSON.stringify(value))

/** The keys of a master secret, one for each use and purpose (HKDF-SHA-256, RFC 5869), each derived once. */
const keysOf = (master: Uint8Array<ArrayBuffer>) => {
  const derive = async (use: "mac" | "seal", purpose: string) => {
    const { subtle } = globalThis.crypto
    const root = await subtle.importKey("raw", master, "HKDF", false, ["deriveKey"])
    const hkdf = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: bytesOf([use, purpose]) }
    return use === "mac"
      ? subtle.deriveKey(hkdf, root, { name: "HMAC", hash: "SHA-256", length: 256 }, false, ["sign"])
      : subtle.deriveKey(hkdf, root, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"])
  }
  const sealing = { key: null as Promise<CryptoKey> | null }
  const macs = new Map<string, Promise<CryptoKey>>()
  return {
    forMac: (purpose: string) => {
      const key = macs.get(purpose) ?? derive("mac", purpose)
      macs.set(purpose, key)
      return key
    },
    forSealing: () => {
      sealing.key ??= derive("seal", "")
      return sealing.key
    },
  }
}

/** The nonce and the ciphertext of a sealed text. Only the one spelling that `seal` gives is read. */
const unpack = (sealed: string) => {
  const decoded = Base64Url.decode(sealed)
  if (Result.isFailure(decoded) || Base64Url.encode(decoded.success) !== sealed) throw new Error(UNREADABLE)
  const bytes = new Uint8Array(decoded.success)
  return { nonce: bytes.subarray(0, NONCE), ciphertext: bytes.subarray(NONCE) }
}

/**
 * Keys derived from a master secret that this process holds, by WebCrypto: for tests, demonstrations and pages.
 *
 * The same master gives the same codes and blind indexes in another process, and opens what was sealed there. Without
 * one a random master is made, and all that was sealed is lost with the process. Keys cannot be rotated, nor told
 * apart from the memory of the process: a service keeps its keys in a vault.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { memoryKeys } from "mon-compte/adapters/memory"
 *
 * const { service } = memoryKeys({ master: "for tests" })
 * const sealed = await Effect.runPromise(service.seal("account/1", "ada@example.org"))
 * sealed.includes("ada") // => false
 * await Effect.runPromise(service.open("account/1", sealed)) // => "ada@example.org"
 * ```
 */
export const memoryKeys = (options: { readonly master?: string | Uint8Array | undefined } = {}): MemoryKeys => {
  const { master = globalThis.crypto.getRandomValues(new Uint8Array(32)) } = options
  if (master.length === 0) throw new RangeError("The master secret is empty.")
  const keys = keysOf(typeof master === "string" ? bytesOf(master) : new Uint8Array(master))
  let isDown = false

  const work = <A>(promise: () => Promise<A>): Effect.Effect<A, KeysDown> =>
    Effect.suspend(() =>
      isDown ? Effect.fail(new KeysDown()) : Effect.tryPromise({ try: promise, catch: () => new KeysDown() }),
    )

  const service = Keys.of({
    mac: (purpose, parts) =>
      work(async () => {
        const key = await keys.forMac(purpose)
        return new Uint8Array(await globalThis.crypto.subtle.sign("HMAC", key, bytesOf(parts)))
      }),
    seal: (subject, text) =>
      work(async () => {
        const nonce = globalThis.crypto.getRandomValues(new Uint8Array(NONCE))
        const parameters = { name: "AES-GCM", iv: nonce, additionalData: bytesOf(subject) }
        const key = await keys.forSealing()
        const ciphertext = await globalThis.crypto.subtle.encrypt(parameters, key, bytesOf(text))
        const packed = new Uint8Array(NONCE + ciphertext.byteLength)
        packed.set(nonce)
        packed.set(new Uint8Array(ciphertext), NONCE)
        return Base64Url.encode(packed)
      }),
    open: (subject, sealed) =>
      Effect.flatMap(work(keys.forSealing), (key) =>
        Effect.promise(async (): Promise<string> => {
          try {
            const { ciphertext, nonce } = unpack(sealed)
            const parameters = { name: "AES-GCM", iv: nonce, additionalData: bytesOf(subject) }
            const text = await globalThis.crypto.subtle.decrypt(parameters, key, ciphertext)
            return JSON.parse(new TextDecoder().decode(text))
          } catch {
            throw new Error(UNREADABLE)
          }
        }),
      ),
  })

  return {
    service,
    layer: Layer.succeed(Keys, service),
    setDown: (down) => {
      isDown = down
    },
  }
}

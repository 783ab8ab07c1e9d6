import * as Layer from "effect/Layer"
import { type KeyId, Keys } from "../../src/ports/keys.ts"
import { makeKeys } from "../keyring/keys.ts"
import { webCrypto } from "../keyring/web-crypto.ts"

/** A ring of keys in this process. */
export interface MemoryKeys {
  readonly service: Keys["Service"]
  readonly layer: Layer.Layer<Keys>
  /** Adds an active key, from a master secret or at random, and returns its id. The other keys stay accepted. */
  readonly rotate: (master?: string | Uint8Array) => KeyId
  /** Removes a key that is not active: it is accepted no longer. Throws a `RangeError` for the active key. */
  readonly retire: (id: KeyId) => void
  /** While down, every call fails with `KeysDown`. */
  readonly setDown: (down: boolean) => void
}

const toSecret = (master: string | Uint8Array = globalThis.crypto.getRandomValues(new Uint8Array(32))) => {
  if (master.length === 0) throw new RangeError("The master secret is empty.")
  return typeof master === "string" ? new TextEncoder().encode(JSON.stringify(master)) : new Uint8Array(master)
}

/**
 * A ring of keys from master secrets in this process, by WebCrypto, for tests, demonstrations and web pages.
 *
 * Another process with the same master computes the same blind indexes and reads the same ciphertexts. Without a master
 * a random one is made, and the ciphertexts become unreadable when the process ends. The ids of the keys are `1`,
 * `2` and so on. In production, use `mon-compte/adapters/keyring` or your own adapter for a vault.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { memoryKeys } from "mon-compte/adapters/memory"
 *
 * const { rotate, service } = memoryKeys({ master: "for tests" })
 * const dataKey = await Effect.runPromise(service.newDataKey("1"))
 * const sealed = await Effect.runPromise(service.seal(dataKey, "1", "ada@example.org", "contact"))
 * sealed.includes("ada") // => false
 * rotate() // => "2"
 * await Effect.runPromise(service.open(dataKey, "1", sealed, "contact")) // => "ada@example.org"
 * ```
 */
export const memoryKeys = (options: { readonly master?: string | Uint8Array | undefined } = {}): MemoryKeys => {
  let secrets = new Map([["1", toSecret(options.master)]])
  let lastId = 1
  let isDown = false
  const service = makeKeys(webCrypto, () => (isDown ? null : secrets))

  return {
    service,
    layer: Layer.succeed(Keys, service),
    rotate: (master) => {
      lastId += 1
      const id = String(lastId)
      secrets = new Map([[id, toSecret(master)], ...secrets])
      return id
    },
    retire: (id) => {
      const [active] = secrets.keys()
      if (id === active) throw new RangeError("The active key cannot be retired.")
      secrets = new Map([...secrets].filter(([other]) => other !== id))
    },
    setDown: (down) => {
      isDown = down
    },
  }
}

import * as Layer from "effect/Layer"
import { type KeyId, Keys } from "../../src/ports/keys.ts"
import { keysOver } from "../keyring/ring.ts"
import { webCrypto } from "../keyring/web-crypto.ts"

/** Keys held by this process. */
export interface MemoryKeys {
  readonly service: Keys["Service"]
  readonly layer: Layer.Layer<Keys>
  /** A new key is active from now on, made of a master secret or at random; the older ones stay accepted. Its id. */
  readonly rotate: (master?: string | Uint8Array) => KeyId
  /** An older key is accepted no more. The active one cannot be dropped. */
  readonly retire: (id: KeyId) => void
  /** While down, every call fails with `KeysDown`. */
  readonly setDown: (down: boolean) => void
}

const toSecret = (master: string | Uint8Array = globalThis.crypto.getRandomValues(new Uint8Array(32))) => {
  if (master.length === 0) throw new RangeError("The master secret is empty.")
  return typeof master === "string" ? new TextEncoder().encode(JSON.stringify(master)) : new Uint8Array(master)
}

/**
 * Keys derived from master secrets that this process holds, by WebCrypto: for tests, demonstrations and pages.
 *
 * The same master gives the same codes and blind indexes in another process, and opens what was sealed there. Without
 * one a random master is made, and all that was sealed is lost with the process. The keys of the ring are named `1`,
 * `2` and so on. A service uses `mon-compte/adapters/keyring`, or a port of its own to a vault.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { memoryKeys } from "mon-compte/adapters/memory"
 *
 * const { rotate, service } = memoryKeys({ master: "for tests" })
 * const dataKey = await Effect.runPromise(service.newDataKey("1"))
 * const sealed = await Effect.runPromise(service.seal(dataKey, "1", "ada@example.org"))
 * sealed.includes("ada") // => false
 * rotate() // => "2"
 * await Effect.runPromise(service.open(dataKey, "1", sealed)) // => "ada@example.org"
 * ```
 */
export const memoryKeys = (options: { readonly master?: string | Uint8Array | undefined } = {}): MemoryKeys => {
  let secrets = new Map([["1", toSecret(options.master)]])
  let made = 1
  let isDown = false
  const service = keysOver(webCrypto, () => (isDown ? null : secrets))

  return {
    service,
    layer: Layer.succeed(Keys, service),
    rotate: (master) => {
      made += 1
      const id = String(made)
      secrets = new Map([[id, toSecret(master)], ...secrets])
      return id
    },
    retire: (id) => {
      const [active] = secrets.keys()
      if (id === active) throw new RangeError("The active key cannot be dropped.")
      secrets = new Map([...secrets].filter(([other]) => other !== id))
    },
    setDown: (down) => {
      isDown = down
    },
  }
}

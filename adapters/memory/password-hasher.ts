import * as Effect from "effect/Effect"
import * as Base64 from "effect/encoding/Base64"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { HasherBusy, PasswordHasher } from "../../src/ports/password-hasher.ts"

/** A hasher that is fast, which for passwords is a fault: for tests and demonstrations only. */
export interface MemoryHasher {
  readonly service: PasswordHasher["Service"]
  readonly layer: Layer.Layer<PasswordHasher>
  /** How often a password was verified, with a hash or without one. */
  readonly verifications: () => number
  /** While busy, every call fails with `HasherBusy`. */
  readonly setBusy: (busy: boolean) => void
}

/** A PHC string as this hasher writes it (https://github.com/P-H-C/phc-string-format). */
const FORM = /^\$pbkdf2-sha256\$i=(\d{1,7})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/u

const encode = (bytes: Uint8Array) => Base64.encode(bytes).replaceAll("=", "")
const decode = (text: string) => new Uint8Array(Result.getOrThrow(Base64.decode(text.padEnd(24, "="))))

const derive = async (password: string, salt: Uint8Array<ArrayBuffer>, iterations: number) => {
  const { subtle } = globalThis.crypto
  const key = await subtle.importKey("raw", new TextEncoder().encode(password), "PBKDF2", false, ["deriveBits"])
  const parameters = { name: "PBKDF2", hash: "SHA-256", salt, iterations }
  return encode(new Uint8Array(await subtle.deriveBits(parameters, key, 256)))
}

/**
 * Hashes passwords with PBKDF2 and next to no iterations, for tests and demonstrations. **Not for real passwords**:
 * who steals the hashes reads them. `mon-compte/adapters/argon2` is.
 *
 * A hash that another hasher made is a defect when verified, and outdated.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import * as Redacted from "effect/Redacted"
 * import { memoryHasher } from "mon-compte/adapters/memory"
 *
 * const { service, verifications } = memoryHasher()
 * const hash = await Effect.runPromise(service.hash(Redacted.make("Azerty12")))
 * await Effect.runPromise(service.verify(Redacted.make("Azerty12"), hash)) // => true
 * await Effect.runPromise(service.verify(Redacted.make("Azerty12"), null)) // => false
 * verifications() // => 2
 * ```
 */
export const memoryHasher = (
  options: {
    /** 1, unless told otherwise. A hash made with fewer is outdated. */
    readonly iterations?: number | undefined
  } = {},
): MemoryHasher => {
  const { iterations = 1 } = options
  let verifications = 0
  let isBusy = false

  const work = <A>(promise: () => Promise<A>): Effect.Effect<A, HasherBusy> =>
    Effect.suspend(() => (isBusy ? Effect.fail(new HasherBusy()) : Effect.promise(promise)))

  const newSalt = () => globalThis.crypto.getRandomValues(new Uint8Array(16))

  const service = PasswordHasher.of({
    hash: (password) =>
      work(async () => {
        const salt = newSalt()
        const hash = await derive(Redacted.value(password), salt, iterations)
        return Redacted.make(`$pbkdf2-sha256$i=${iterations}$${encode(salt)}$${hash}`)
      }),
    verify: (password, hash) =>
      work(async () => {
        verifications += 1
        if (hash === null) {
          await derive(Redacted.value(password), newSalt(), iterations)
          return false
        }
        const [, times, salt, expected] = FORM.exec(Redacted.value(hash)) ?? []
        if (salt === undefined) throw new Error("This is no hash of this hasher.")
        return (await derive(Redacted.value(password), decode(salt), Number(times))) === expected
      }),
    isOutdated: (hash) => {
      const [, times] = FORM.exec(Redacted.value(hash)) ?? []
      return times === undefined || Number(times) < iterations
    },
  })

  return {
    service,
    layer: Layer.succeed(PasswordHasher, service),
    verifications: () => verifications,
    setBusy: (busy) => {
      isBusy = busy
    },
  }
}

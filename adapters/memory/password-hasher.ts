import * as Effect from "effect/Effect"
import * as Base64 from "effect/encoding/Base64"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { HasherBusy, PasswordHasher } from "../../src/ports/password-hasher.ts"

/** A fast hasher for tests and demonstrations. A fast hash does not protect real passwords. */
export interface MemoryHasher {
  readonly service: PasswordHasher["Service"]
  readonly layer: Layer.Layer<PasswordHasher>
  /** The number of verifications, with a hash or without one. */
  readonly verifications: () => number
  /** The number of verifications without a hash among them. */
  readonly decoys: () => number
  /** While busy, every call fails with `HasherBusy`. */
  readonly setBusy: (busy: boolean) => void
}

/** The PHC strings of this hasher (https://github.com/P-H-C/phc-string-format). */
const PHC = /^\$pbkdf2-sha256\$i=(\d{1,7})\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/u

const encode = (bytes: Uint8Array) => Base64.encode(bytes).replaceAll("=", "")
const decode = (text: string) => new Uint8Array(Result.getOrThrow(Base64.decode(text.padEnd(24, "="))))

const derive = async (password: string, salt: Uint8Array<ArrayBuffer>, iterations: number) => {
  const { subtle } = globalThis.crypto
  const key = await subtle.importKey("raw", new TextEncoder().encode(password), "PBKDF2", false, ["deriveBits"])
  const parameters = { name: "PBKDF2", hash: "SHA-256", salt, iterations }
  return encode(new Uint8Array(await subtle.deriveBits(parameters, key, 256)))
}

/**
 * Hashes passwords with PBKDF2 and very few iterations, for tests and demonstrations. **Not for real passwords**: an
 * attacker with the hashes finds the passwords. Use `mon-compte/adapters/argon2` for those.
 *
 * A hash of another hasher is outdated, and `verify` dies on it.
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
    /** 1 by default. A hash with fewer iterations is outdated. */
    readonly iterations?: number | undefined
  } = {},
): MemoryHasher => {
  const { iterations = 1 } = options
  let verifications = 0
  let decoys = 0
  let isBusy = false

  const unlessBusy = <A>(promise: () => Promise<A>): Effect.Effect<A, HasherBusy> =>
    Effect.suspend(() => (isBusy ? Effect.fail(new HasherBusy()) : Effect.promise(promise)))

  const notBusy = Effect.suspend(() => (isBusy ? Effect.fail(new HasherBusy()) : Effect.void))

  const newSalt = () => globalThis.crypto.getRandomValues(new Uint8Array(16))

  const service = PasswordHasher.of({
    hash: (password) =>
      unlessBusy(async () => {
        const salt = newSalt()
        const hash = await derive(Redacted.value(password), salt, iterations)
        return Redacted.make(`$pbkdf2-sha256$i=${iterations}$${encode(salt)}$${hash}`)
      }),
    verify: (password, hash) =>
      unlessBusy(async () => {
        verifications += 1
        if (hash === null) {
          decoys += 1
          await derive(Redacted.value(password), newSalt(), iterations)
          return false
        }
        const [, count, salt, expected] = PHC.exec(Redacted.value(hash)) ?? []
        if (salt === undefined) throw new Error("This hasher did not make this hash.")
        return (await derive(Redacted.value(password), decode(salt), Number(count))) === expected
      }),
    withPlace: (work) => Effect.andThen(notBusy, work),
    isOutdated: (hash) => {
      const [, count] = PHC.exec(Redacted.value(hash)) ?? []
      return count === undefined || Number(count) < iterations
    },
  })

  return {
    service,
    layer: Layer.succeed(PasswordHasher, service),
    verifications: () => verifications,
    decoys: () => decoys,
    setBusy: (busy) => {
      isBusy = busy
    },
  }
}

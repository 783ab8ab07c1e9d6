import { randomBytes } from "node:crypto"
import { availableParallelism } from "node:os"
import * as Argon2 from "@node-rs/argon2"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { type PasswordHash, PasswordHasher } from "../../src/ports/password-hasher.ts"
import { type Cost, isWeaker, MOST, readHash } from "./cost.ts"
import { makeQueue, type QueueOptions } from "./queue.ts"

/** What a hash costs, and how many are made at once. Needs `@node-rs/argon2`. */
export interface Argon2Options extends Partial<Cost>, Partial<QueueOptions> {
  /**
   * Bytes of UTF-8 a password may have; 1,024 by default. A longer one matches no hash, after the same work, and is a
   * defect to hash: password policies end far below.
   */
  readonly maxPasswordBytes?: number
}

/** Hashes a second on one core, to put it low: 25 ms each. Measured: 12 ms on a quiet core, more where cores are shared. */
const HASHES_A_SECOND = 40

/** The work itself failed, for lack of memory say. Nothing is known of the password, and the native text is left out. */
class HashingFailed extends Error {
  override readonly name = "HashingFailed"
  constructor() {
    super("A password could not be hashed.")
  }
}

const native = <A>(work: () => Promise<A>): Effect.Effect<A> =>
  Effect.orDie(Effect.tryPromise({ try: work, catch: () => new HashingFailed() }))

const whole = (name: keyof Argon2Options, value: number, least: number, most = Number.MAX_SAFE_INTEGER): number => {
  if (!Number.isSafeInteger(value) || value < least)
    throw new RangeError(`${name} must be a whole number, at least ${least}.`)
  if (value > most) throw new RangeError(`${name} must be at most ${most}.`)
  return value
}

const settled = (options: Argon2Options) => {
  const concurrency = whole("concurrency", options.concurrency ?? availableParallelism(), 1)
  const lanes = whole("lanes", options.lanes ?? 1, 1, MOST.lanes)
  return {
    concurrency,
    lanes,
    passes: whole("passes", options.passes ?? 2, 1, MOST.passes),
    memoryKiB: whole("memoryKiB", options.memoryKiB ?? 19_456, 8 * lanes, MOST.memoryKiB),
    maxWaiting: whole("maxWaiting", options.maxWaiting ?? concurrency * HASHES_A_SECOND, 0),
    maxPasswordBytes: whole("maxPasswordBytes", options.maxPasswordBytes ?? 1024, 1),
  }
}

/**
 * Hashes passwords with Argon2id, as OWASP advises (19 MiB, 2 passes, 1 lane) unless told otherwise.
 *
 * As many hashes run at once as there are cores (`concurrency`), and about a second's worth of callers may wait
 * (`maxWaiting`); the next one gets `HasherBusy` at once. Hashes run on Node's thread pool, which has 4 threads: with
 * more cores than that, start Node with `UV_THREADPOOL_SIZE` at that many and a few more, for files and names.
 * Memory: `concurrency × memoryKiB`.
 *
 * Without a hash `verify` does the same work at today's cost. A hash stored at another cost takes another time until its
 * owner signs in and `isOutdated` has it renewed. A stored hash that cannot be read is a defect,
 * `StoredHashUnreadable`, never a wrong password. Throws a `RangeError` on options that are no whole numbers, or that ask
 * for more than 1 GiB, 64 passes or 64 lanes: such a hash could not be read again.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import * as Redacted from "effect/Redacted"
 * import { PasswordHasher } from "mon-compte"
 * import { argon2PasswordHasher } from "mon-compte/adapters/argon2"
 *
 * const hashing = PasswordHasher.use(({ hash }) => hash(Redacted.make("Azerty12")))
 * const stored = await Effect.runPromise(Effect.provide(hashing, argon2PasswordHasher()))
 * String(stored) // => "<redacted>"
 * Redacted.value(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$") // => true
 * ```
 */
export const argon2PasswordHasher = (options: Argon2Options = {}): Layer.Layer<PasswordHasher> => {
  const { concurrency, lanes, maxPasswordBytes, maxWaiting, memoryKiB, passes } = settled(options)
  const today: Cost = { lanes, memoryKiB, passes }

  const hashOf = (bytes: Uint8Array) =>
    native(() => Argon2.hash(bytes, { memoryCost: memoryKiB, timeCost: passes, parallelism: lanes }))

  /** The bytes to hash, or nothing when there are too many; a very long text is not even encoded. */
  const bytesOf = (password: Redacted.Redacted<string>): Uint8Array | null => {
    const text = Redacted.value(password)
    if (text.length > maxPasswordBytes) return null
    const bytes = Buffer.from(text, "utf8")
    return bytes.length > maxPasswordBytes ? null : bytes
  }

  return Layer.effect(
    PasswordHasher,
    Effect.gen(function* () {
      const queued = yield* makeQueue({ concurrency, maxWaiting })
      const decoy = yield* hashOf(randomBytes(32))

      const hash = (password: Redacted.Redacted<string>) =>
        Effect.suspend(() => {
          const bytes = bytesOf(password)
          if (bytes === null) return Effect.die(new RangeError("A password to hash is longer than any policy allows."))
          return Effect.map(queued(hashOf(bytes)), (phc): PasswordHash => Redacted.make(phc))
        })

      const verify = (password: Redacted.Redacted<string>, hash: PasswordHash | null) =>
        Effect.suspend(() => {
          const bytes = bytesOf(password)
          const comparable = hash !== null && bytes !== null
          const phc = hash === null ? decoy : Redacted.value(hash)
          readHash(phc)
          const matches = queued(native(() => Argon2.verify(phc, bytes ?? new Uint8Array())))
          return Effect.map(matches, (matches) => comparable && matches)
        })

      const isOutdated = (hash: PasswordHash) => isWeaker(readHash(Redacted.value(hash)), today)

      return { hash, verify, isOutdated }
    }),
  )
}

import { randomBytes } from "node:crypto"
import { availableParallelism } from "node:os"
import * as Argon2 from "@node-rs/argon2"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { type PasswordHash, PasswordHasher } from "../../src/ports/password-hasher.ts"
import { type OptionNames, refuseUnknownOptions } from "../options/known-options.ts"
import { type Cost, HIGHEST_COST, isWeaker, readHash } from "./cost.ts"
import { makeQueue, type QueueOptions } from "./queue.ts"

/** The cost of a hash and the limits of the queue. Needs `@node-rs/argon2`. */
export interface Argon2Options extends Partial<Cost>, Partial<QueueOptions> {
  /**
   * The longest password in bytes of UTF-8; 1,024 by default. A longer one matches no hash, after the same work. To
   * hash it is a defect, because every password policy has a much lower limit.
   */
  readonly maxPasswordBytes?: number
}

/** A low estimate for one core, at 25 ms per hash. Measured: 12 ms on an idle core, and more on shared cores. */
const HASHES_PER_SECOND = 40

/** The native call failed, for example without enough memory. The error leaves out the native text. */
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
    throw new RangeError(`${name} must be a whole number of at least ${least}.`)
  if (value > most) throw new RangeError(`${name} must be at most ${most}.`)
  return value
}

const NAMES: OptionNames<Argon2Options> = {
  memoryKiB: true,
  passes: true,
  lanes: true,
  concurrency: true,
  maxWaiting: true,
  maxPasswordBytes: true,
}

/** The value, or the default if it is absent. `null` is not absent: it is a setting that is missing. */
const orDefault = (value: number | undefined, byDefault: number): number => (value === undefined ? byDefault : value)

/** A misspelled cost would leave hashes at the default cost. */
const resolveOptions = (options: Argon2Options) => {
  refuseUnknownOptions(options, NAMES)
  const concurrency = whole("concurrency", orDefault(options.concurrency, availableParallelism()), 1, 1024)
  const lanes = whole("lanes", orDefault(options.lanes, 1), 1, HIGHEST_COST.lanes)
  return {
    concurrency,
    lanes,
    passes: whole("passes", orDefault(options.passes, 2), 1, HIGHEST_COST.passes),
    memoryKiB: whole("memoryKiB", orDefault(options.memoryKiB, 19_456), 8 * lanes, HIGHEST_COST.memoryKiB),
    maxWaiting: whole("maxWaiting", orDefault(options.maxWaiting, concurrency * HASHES_PER_SECOND), 0, 1_000_000),
    maxPasswordBytes: whole("maxPasswordBytes", orDefault(options.maxPasswordBytes, 1024), 1, 1024 * 1024),
  }
}

/**
 * Hashes passwords with Argon2id. By default it uses the cost that OWASP recommends: 19 MiB, 2 passes, 1 lane.
 *
 * By default one hash per core runs at a time (`concurrency`), and the callers of about one second may wait
 * (`maxWaiting`). The next caller gets `HasherBusy` at once. Hashes run on Node's pool of 4 threads. With more cores,
 * set `UV_THREADPOOL_SIZE` to the number of cores plus a few threads for files and DNS. The memory in use is at most
 * `concurrency × memoryKiB`.
 *
 * Without a hash, `verify` does the same work at the current cost, to prevent account enumeration. A hash stored at
 * another cost takes another time, until its owner signs in and `isOutdated` leads to a new hash. An unreadable stored
 * hash is the defect `StoredHashUnreadable`, never a wrong password. Throws a `RangeError` if an option is not a whole
 * number, and for an unknown option. It also throws above 1 GiB, 64 passes or 64 lanes, because `verify` refuses such hashes.
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
  const { concurrency, lanes, maxPasswordBytes, maxWaiting, memoryKiB, passes } = resolveOptions(options)
  const current: Cost = { lanes, memoryKiB, passes }

  const hashOf = (bytes: Uint8Array) =>
    native(() => Argon2.hash(bytes, { memoryCost: memoryKiB, timeCost: passes, parallelism: lanes }))

  /** The bytes to hash; `null` if there are too many. A very long text is not even encoded. */
  const bytesOf = (password: Redacted.Redacted<string>): Uint8Array | null => {
    const text = Redacted.value(password)
    if (text.length > maxPasswordBytes) return null
    const bytes = Buffer.from(text, "utf8")
    return bytes.length > maxPasswordBytes ? null : bytes
  }

  return Layer.effect(
    PasswordHasher,
    Effect.gen(function* () {
      const { queued, withPlace } = yield* makeQueue({ concurrency, maxWaiting })
      const decoy = yield* hashOf(randomBytes(32))

      const hash = (password: Redacted.Redacted<string>) =>
        Effect.suspend(() => {
          const bytes = bytesOf(password)
          if (bytes === null) return Effect.die(new RangeError("The password to hash is longer than maxPasswordBytes."))
          return Effect.map(queued(hashOf(bytes)), (phc): PasswordHash => Redacted.make(phc))
        })

      const verify = (password: Redacted.Redacted<string>, hash: PasswordHash | null) =>
        Effect.suspend(() => {
          const bytes = bytesOf(password)
          const canMatch = hash !== null && bytes !== null
          const phc = hash === null ? decoy : Redacted.value(hash)
          readHash(phc)
          const matches = queued(native(() => Argon2.verify(phc, bytes ?? new Uint8Array())))
          return Effect.map(matches, (matches) => canMatch && matches)
        })

      const isOutdated = (hash: PasswordHash) => isWeaker(readHash(Redacted.value(hash)), current)

      return { hash, verify, withPlace, isOutdated }
    }),
  )
}

import { readFile } from "node:fs/promises"
import * as Config from "effect/Config"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { Keys } from "../../src/ports/keys.ts"
import { refuseUnknownOptions } from "../options/known-options.ts"
import { KeyringRefused } from "./keyring-refused.ts"
import { makeKeys, type RingSecrets } from "./keys.ts"
import { nodeCrypto } from "./node-crypto.ts"
import { checkKeys, type KeyringKey, parseKeys } from "./parse-keys.ts"

/** The source of the keys. The first key is active, and the others are accepted. */
export type KeyringOptions = GivenKeys | KeysInVariable | KeysInFile

/** Keys from your code. The first one is active. */
export interface GivenKeys {
  readonly keys: ReadonlyArray<KeyringKey>
}

/**
 * Keys in an environment variable (or another `ConfigProvider`), as `id:secret`, separated by commas or line breaks.
 */
export interface KeysInVariable {
  readonly variable: string
}

/** Keys in a file, written as in a variable. A line that starts with `#` is a comment. */
export interface KeysInFile {
  readonly file: string
  /**
   * How often to read the file again, to replace keys without a restart; never by default. If the file is then invalid,
   * the ring logs a warning and keeps its keys.
   */
  readonly rereadEvery?: Duration.Input | undefined
}

/** The `Keys` service, for the lifetime of a scope or of a layer. */
export interface Keyring {
  readonly service: Effect.Effect<Keys["Service"], KeyringRefused, Scope.Scope>
  readonly layer: Layer.Layer<Keys, KeyringRefused>
}

const isText = (value: unknown): boolean => typeof value === "string" && value !== ""

/** Refuses options that do not name exactly one source: the ring would be another one, or would never be read again. */
const checkOptions = (options: KeyringOptions): void => {
  refuseUnknownOptions(options, { keys: true, variable: true, file: true, rereadEvery: true })
  const sources = ["keys", "variable", "file"].filter((source) => Object.hasOwn(options, source))
  if (sources.length !== 1) throw new RangeError("Pass exactly one of keys, variable and file.")
  if ("variable" in options && !isText(options.variable))
    throw new RangeError("variable must be the name of a variable.")
  if ("file" in options && !isText(options.file)) throw new RangeError("file must be the path of a file.")
  if (!("rereadEvery" in options) || options.rereadEvery === undefined) return
  if (!("file" in options)) throw new RangeError("rereadEvery needs file.")
  // A pause of 0 or NaN would read the file without end.
  const millis = Option.getOrUndefined(Option.map(Duration.fromInput(options.rereadEvery), Duration.toMillis)) ?? 0
  if (!(millis >= 1_000 && millis < 2 ** 31)) {
    throw new RangeError("rereadEvery must be a duration from 1 second to below 24 days.")
  }
}

const missing = () => new KeyringRefused({ reason: "Missing", key: null })

const read = (options: KeyringOptions): Effect.Effect<RingSecrets, KeyringRefused> => {
  if ("keys" in options) return Effect.suspend(() => Effect.fromResult(checkKeys(options.keys)))
  const text =
    "file" in options
      ? Effect.tryPromise({ try: () => readFile(options.file, "utf8"), catch: missing })
      : Effect.mapError(Effect.map(Config.Redacted(options.variable), Redacted.value), missing)
  return Effect.flatMap(text, (keys) => Effect.fromResult(parseKeys(keys)))
}

/**
 * A ring of keys that the service holds itself.
 *
 * The first key is active, and the others are accepted. A key has at least 32 random bytes (`openssl rand -base64 32`).
 * Never give its id to another key. One invalid key refuses the whole ring, and the error contains no key material.
 * Throws a `RangeError` for an unknown option, and unless the options name exactly one source.
 *
 * To replace a key, first add the new key as the last one in every process. Then move it to the first place in every
 * process. At least 24 hours later run `rewrapKeys`, and remove the old key. The guide on keys gives the reasons.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { keyring } from "mon-compte/adapters/keyring"
 *
 * const secret = crypto.getRandomValues(new Uint8Array(32))
 * const { service } = keyring({ keys: [{ id: "2026-11", secret }] })
 * const accepted = Effect.flatMap(service, (keys) => keys.accepted)
 * await Effect.runPromise(Effect.scoped(accepted)) // => ["2026-11"]
 * const refused = keyring({ keys: [{ id: "2026-11", secret: "c2hvcnQ=" }] }).service
 * const { reason } = await Effect.runPromise(Effect.flip(Effect.scoped(refused)))
 * reason // => "TooShort"
 * const { layer } = keyring({ file: "/run/secrets/keys", rereadEvery: "1 minute" })
 * ```
 */
export const keyring = (options: KeyringOptions): Keyring => {
  checkOptions(options)
  const service = Effect.gen(function* () {
    let secrets = yield* read(options)
    if ("file" in options && options.rereadEvery !== undefined) {
      const reread = Effect.matchEffect(read(options), {
        onFailure: ({ key, reason }) =>
          Effect.annotateLogs(Effect.logWarning("The keyring file cannot be used. The keys stay as they were."), {
            reason,
            key,
          }),
        onSuccess: (current) =>
          Effect.sync(() => {
            secrets = current
          }),
      })
      yield* Effect.forkScoped(Effect.forever(Effect.andThen(Effect.sleep(options.rereadEvery), reread)))
    }
    return makeKeys(nodeCrypto, () => secrets)
  })
  return { service, layer: Layer.effect(Keys, service) }
}

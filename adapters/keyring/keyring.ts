import { readFile } from "node:fs/promises"
import * as Config from "effect/Config"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { Keys } from "../../src/ports/keys.ts"
import { nodeCrypto } from "./node-crypto.ts"
import { KeyringRefused } from "./refused.ts"
import { keysOver, type Secrets } from "./ring.ts"
import { type KeyringKey, parseKeys, secretsOf } from "./secrets.ts"

/** Where the keys are. The first one is active, the others are accepted. */
export type KeyringOptions = GivenKeys | KeysInVariable | KeysInFile

/** In the code, from wherever it has them. The first is active. */
export interface GivenKeys {
  readonly keys: ReadonlyArray<KeyringKey>
}

/** In an environment variable (or whatever `ConfigProvider` there is), as `id:secret`, separated by commas or line breaks. */
export interface KeysInVariable {
  readonly variable: string
}

/** In a file, as in a variable; `#` begins a line of comment. */
export interface KeysInFile {
  readonly file: string
  /**
   * How often the file is looked at again, so that keys can be replaced without a restart: never unless said. A file that
   * cannot be used then is told to the log, and the keys stay as they were.
   */
  readonly rereadEvery?: Duration.Input | undefined
}

/** The service of keys: for as long as a scope lasts, or a layer. */
export interface Keyring {
  readonly service: Effect.Effect<Keys["Service"], KeyringRefused, Scope.Scope>
  readonly layer: Layer.Layer<Keys, KeyringRefused>
}

const missing = () => new KeyringRefused({ reason: "Missing", key: null })

const read = (options: KeyringOptions): Effect.Effect<Secrets, KeyringRefused> => {
  if ("keys" in options) return Effect.suspend(() => Effect.fromResult(secretsOf(options.keys)))
  const text =
    "file" in options
      ? Effect.tryPromise({ try: () => readFile(options.file, "utf8"), catch: missing })
      : Effect.mapError(Effect.map(Config.Redacted(options.variable), Redacted.value), missing)
  return Effect.flatMap(text, (keys) => Effect.fromResult(parseKeys(keys)))
}

/**
 * Keys that a service holds itself: in its configuration, in a file, or given by its code from wherever it has them.
 *
 * The first key is active, the others are accepted. A key is at least 32 random bytes (`openssl rand -base64 32`), and its
 * id is never given to another. A ring with a key that is not right is refused as a whole, and nothing of it is printed.
 *
 * To replace a key: put the new one last everywhere, then first everywhere; at least 24 hours later run `rewrapKeys`,
 * and drop the old one. The guide on keys says why.
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
  const service = Effect.gen(function* () {
    let secrets = yield* read(options)
    if ("file" in options && options.rereadEvery !== undefined) {
      const again = Effect.matchEffect(read(options), {
        onFailure: ({ key, reason }) =>
          Effect.annotateLogs(Effect.logWarning("The keyring cannot be used: the keys stay as they were."), {
            reason,
            key,
          }),
        onSuccess: (present) =>
          Effect.sync(() => {
            secrets = present
          }),
      })
      yield* Effect.forkScoped(Effect.forever(Effect.andThen(Effect.sleep(options.rereadEvery), again)))
    }
    return keysOver(nodeCrypto, () => secrets)
  })
  return { service, layer: Layer.effect(Keys, service) }
}

import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Keys } from "../../ports/keys.ts"
import type { KeysSample } from "../generators/keys.ts"
import { allTrue, isSame } from "./compare.ts"
import type { Law } from "./law.ts"

type Service = Keys["Service"]

/** The field of a ciphertext: the laws of `keysLaws` are about fields. */
const FIELD = "nir"

/** One key ring before, during and after a key rotation. The laws seal at one time and open at another. */
export class KeyRotation extends Context.Service<
  KeyRotation,
  {
    /** The ring with the old key alone. */
    readonly before: Service
    /** The ring with a new active key, which still accepts the old key. */
    readonly during: Service
    /** The ring with the new key alone. */
    readonly after: Service
  }
>()("mon-compte/testing/KeyRotation") {}

const rotationLaw = (
  name: string,
  holds: (rings: KeyRotation["Service"], sample: KeysSample) => Effect.fn.Return<boolean, unknown>,
): Law<KeyRotation, KeysSample> => ({
  name,
  // A defect breaks the law, unless the law expects it and catches it.
  holds: (sample) =>
    Effect.flatMap(KeyRotation, (rings) =>
      Effect.catchDefect(
        Effect.gen(() => holds(rings, sample)),
        () => Effect.succeed(false),
      ),
    ),
})

const areDefects = (...effects: ReadonlyArray<Effect.Effect<unknown, unknown>>) =>
  Effect.map(Effect.forEach(effects, Effect.exit), (exits) => exits.every(Exit.hasDies))

/**
 * The laws of key rotation for every adapter of `Keys`. Check each with `checkLaw` on samples of `keysSample`, over a
 * `KeyRotation` of three rings of your adapter.
 */
export const keyRotationLaws: ReadonlyArray<Law<KeyRotation, KeysSample>> = [
  rotationLaw("the new key is active, and the old key is accepted until it is retired", function* (rings) {
    const [oldKey] = yield* rings.before.accepted
    const accepted = yield* rings.during.accepted
    const [active] = accepted
    return allTrue(oldKey !== active, isSame(accepted, [active, oldKey]), isSame(yield* rings.after.accepted, [active]))
  }),
  rotationLaw("the old key makes the same mac during the rotation", function* ({ before, during }, sample) {
    const { parts, purpose } = sample
    const [oldKey] = yield* before.accepted
    return isSame([...(yield* before.mac(purpose, parts))], [...(yield* during.mac(purpose, parts, oldKey))])
  }),
  rotationLaw("the active key makes the same mac after the rotation", function* ({ after, during }, sample) {
    const { parts, purpose } = sample
    return isSame([...(yield* during.mac(purpose, parts))], [...(yield* after.mac(purpose, parts))])
  }),
  rotationLaw("macs under two keys differ", function* ({ before, during }, { parts, purpose }) {
    return !isSame([...(yield* before.mac(purpose, parts))], [...(yield* during.mac(purpose, parts))])
  }),
  rotationLaw(
    "a data key wrapped under the old key still seals and opens during the rotation",
    function* ({ before, during }, { subject, text }) {
      const dataKey = yield* before.newDataKey(subject)
      const sealed = yield* before.seal(dataKey, subject, text, FIELD)
      const more = yield* during.seal(dataKey, subject, `${text}, more`, FIELD)
      const opened = [
        yield* during.open(dataKey, subject, sealed, FIELD),
        yield* before.open(dataKey, subject, more, FIELD),
      ]
      return isSame(opened, [text, `${text}, more`])
    },
  ),
  rotationLaw(
    "a rewrapped data key opens the same ciphertexts under the new key alone",
    function* ({ after, before, during }, { subject, text }) {
      const dataKey = yield* before.newDataKey(subject)
      const sealed = yield* before.seal(dataKey, subject, text, FIELD)
      const rewrapped = yield* during.rewrap(dataKey, subject)
      if (rewrapped === null) return false
      const more = yield* during.seal(dataKey, subject, `${text}, more`, FIELD)
      const opened = [
        yield* after.open(rewrapped, subject, sealed, FIELD),
        yield* after.open(rewrapped, subject, more, FIELD),
      ]
      return isSame(opened, [text, `${text}, more`])
    },
  ),
  rotationLaw("rewrap returns null for a rewrapped data key", function* ({ after, before, during }, { subject }) {
    const rewrapped = yield* during.rewrap(yield* before.newDataKey(subject), subject)
    if (rewrapped === null) return false
    return allTrue(
      (yield* during.rewrap(rewrapped, subject)) === null,
      (yield* after.rewrap(rewrapped, subject)) === null,
    )
  }),
  rotationLaw("rewrapping a data key of another subject is a defect", function* ({ before, during }, sample) {
    return yield* areDefects(during.rewrap(yield* before.newDataKey(sample.subject), sample.otherSubject))
  }),
  rotationLaw(
    "every use of a retired key is a defect",
    function* ({ after, before }, { parts, purpose, subject, text }) {
      const [oldKey] = yield* before.accepted
      const dataKey = yield* before.newDataKey(subject)
      const sealed = yield* before.seal(dataKey, subject, text, FIELD)
      return yield* areDefects(
        after.mac(purpose, parts, oldKey),
        after.open(dataKey, subject, sealed, FIELD),
        after.seal(dataKey, subject, text, FIELD),
        after.rewrap(dataKey, subject),
      )
    },
  ),
]

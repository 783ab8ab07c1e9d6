import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Keys } from "../ports/keys.ts"
import type { KeysSample } from "./keys.arbitrary.ts"
import { all, type Law, same } from "./port.laws.ts"

type Service = Keys["Service"]

/** One ring at three times, while its key is replaced. What is sealed at one time is read at another. */
export class Rotation extends Context.Service<
  Rotation,
  {
    /** One key. */
    readonly before: Service
    /** A new key is active, the one before is still accepted. */
    readonly during: Service
    /** The new key alone. */
    readonly after: Service
  }
>()("mon-compte/ports/Rotation") {}

const law = (
  name: string,
  kept: (ring: Rotation["Service"], sample: KeysSample) => Effect.fn.Return<boolean, unknown>,
): Law<Rotation, KeysSample> => ({
  name,
  // What was not to be a defect, and is one, breaks the law.
  kept: (sample) =>
    Effect.flatMap(Rotation, (ring) =>
      Effect.catchDefect(
        Effect.gen(() => kept(ring, sample)),
        () => Effect.succeed(false),
      ),
    ),
})

const dies = (...effects: ReadonlyArray<Effect.Effect<unknown, unknown>>) =>
  Effect.map(Effect.forEach(effects, Effect.exit), (exits) => exits.every(Exit.hasDies))

/** What the service with the keys promises when a key is replaced. */
export const rotationLaws: ReadonlyArray<Law<Rotation, KeysSample>> = [
  law("the new key is active, the one before is accepted until it is dropped", function* ({ after, before, during }) {
    const [old] = yield* before.accepted
    const ring = yield* during.accepted
    const [active] = ring
    return all(old !== active, same(ring, [active, old]), same(yield* after.accepted, [active]))
  }),
  law("a mac under an older key is what it was", function* ({ before, during }, { parts, purpose }) {
    const [old] = yield* before.accepted
    return same([...(yield* before.mac(purpose, parts))], [...(yield* during.mac(purpose, parts, old))])
  }),
  law("a mac under the new key is what it stays", function* ({ after, during }, { parts, purpose }) {
    return same([...(yield* during.mac(purpose, parts))], [...(yield* after.mac(purpose, parts))])
  }),
  law("macs under two keys have nothing in common", function* ({ before, during }, { parts, purpose }) {
    return !same([...(yield* before.mac(purpose, parts))], [...(yield* during.mac(purpose, parts))])
  }),
  law("what was sealed before can be read, and more be sealed", function* ({ before, during }, { subject, text }) {
    const dataKey = yield* before.newDataKey(subject)
    const sealed = yield* before.seal(dataKey, subject, text)
    const more = yield* during.seal(dataKey, subject, `${text}, more`)
    const read = [yield* during.open(dataKey, subject, sealed), yield* before.open(dataKey, subject, more)]
    return same(read, [text, `${text}, more`])
  }),
  law("a data key wrapped again opens all it opened, under the new key alone", function* (ring, { subject, text }) {
    const dataKey = yield* ring.before.newDataKey(subject)
    const sealed = yield* ring.before.seal(dataKey, subject, text)
    const wrapped = yield* ring.during.rewrap(dataKey, subject)
    if (wrapped === null) return false
    const more = yield* ring.during.seal(dataKey, subject, `${text}, more`)
    const read = [yield* ring.after.open(wrapped, subject, sealed), yield* ring.after.open(wrapped, subject, more)]
    return same(read, [text, `${text}, more`])
  }),
  law("a data key is wrapped again once", function* ({ after, before, during }, { subject }) {
    const wrapped = yield* during.rewrap(yield* before.newDataKey(subject), subject)
    if (wrapped === null) return false
    return all((yield* during.rewrap(wrapped, subject)) === null, (yield* after.rewrap(wrapped, subject)) === null)
  }),
  law("a data key is wrapped again for nobody else", function* ({ before, during }, { otherSubject, subject }) {
    return yield* dies(during.rewrap(yield* before.newDataKey(subject), otherSubject))
  }),
  law("nothing is done with a key that was dropped", function* ({ after, before }, { parts, purpose, subject, text }) {
    const [old] = yield* before.accepted
    const dataKey = yield* before.newDataKey(subject)
    const sealed = yield* before.seal(dataKey, subject, text)
    return yield* dies(
      after.mac(purpose, parts, old),
      after.open(dataKey, subject, sealed),
      after.seal(dataKey, subject, text),
      after.rewrap(dataKey, subject),
    )
  }),
]

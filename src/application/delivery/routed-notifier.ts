import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { Contact } from "../../domain/contact/contact.ts"
import { type Notice, Notifier, Undeliverable } from "../../ports/notifier.ts"

type Kind = Contact["_tag"]

/** The carrier of each kind of contact. */
export type Routes<E = never, R = never> = { readonly [K in Kind]?: Layer.Layer<Notifier, E, R> }

const KINDS: ReadonlyArray<Kind> = ["Email", "Mobile"]

/**
 * A notifier that passes each kind of contact to its own carrier.
 *
 * It reaches the kinds that have a route. A notice to another kind is `Undeliverable`. Three mistakes are defects when
 * the layer is built: a carrier under a kind that it does not reach, an unknown kind, and no route at all. The same
 * layer under two kinds is built once.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { Notifier, routedNotifier } from "mon-compte"
 * import { memoryMailbox } from "mon-compte/adapters/memory"
 *
 * const email = memoryMailbox({ reaches: ["Email"] })
 * const sms = memoryMailbox({ reaches: ["Mobile"] })
 * const both = routedNotifier({ Email: email.layer, Mobile: sms.layer })
 * const reaches = Notifier.use(({ reaches }) => Effect.succeed(reaches))
 * await Effect.runPromise(Effect.provide(reaches, both)) // => ["Email", "Mobile"]
 * ```
 */
export const routedNotifier = <E = never, R = never>(routes: Routes<E, R>): Layer.Layer<Notifier, E, R> =>
  Layer.effect(
    Notifier,
    Effect.gen(function* () {
      if (Object.keys(routes).some((kind) => !KINDS.some((known) => known === kind)))
        return yield* Effect.die(new RangeError(`The routes of a notifier are ${KINDS.join(" and ")}.`))
      const carriers = new Map<Kind, Notifier["Service"]>()
      const built = new Map<Layer.Layer<Notifier, E, R>, Notifier["Service"]>()
      for (const kind of KINDS) {
        const layer = routes[kind]
        if (layer === undefined) continue
        const carrier = built.get(layer) ?? Context.get(yield* Layer.build(layer), Notifier)
        if (!carrier.reaches.includes(kind))
          return yield* Effect.die(new RangeError(`The carrier for ${kind} does not reach it.`))
        built.set(layer, carrier)
        carriers.set(kind, carrier)
      }
      if (carriers.size === 0) return yield* Effect.die(new RangeError("A notifier needs a route."))
      return {
        reaches: [...carriers.keys()],
        send: (notice: Notice) => carriers.get(notice.to._tag)?.send(notice) ?? Effect.fail(new Undeliverable()),
      }
    }),
  )

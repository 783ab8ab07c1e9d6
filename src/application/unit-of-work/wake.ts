import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Queue from "effect/Queue"

/** Wakes the delivery as soon as a message is queued, so that it is delivered at once. */
export class Wake extends Context.Service<
  Wake,
  { readonly wake: Effect.Effect<void>; readonly woken: Effect.Effect<void> }
>()("mon-compte/Wake") {
  /** One pending wake is enough for several requests. */
  static readonly layer = Layer.effect(
    Wake,
    Effect.map(Queue.sliding<void>(1), (queue) => ({
      wake: Effect.asVoid(Queue.offer(queue, undefined)),
      woken: Effect.asVoid(Queue.take(queue)),
    })),
  )
}

import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Option from "effect/Option"
import * as Queue from "effect/Queue"

/** Something that arrived where the person reads it. */
export type Arrival =
  | {
      readonly kind: "Letter"
      readonly from: string
      readonly to: string
      readonly subject: string
      readonly text: string
    }
  | { readonly kind: "TextMessage"; readonly to: string; readonly text: string }

/** The person's mailbox and telephone. */
export class Arrivals extends Context.Service<
  Arrivals,
  {
    readonly arrive: (arrival: Arrival) => void
    /** The next one, or none when nothing has arrived after five seconds. */
    readonly next: Effect.Effect<Option.Option<Arrival>>
    /** The next one, or none when nothing has arrived within a moment. */
    readonly soon: Effect.Effect<Option.Option<Arrival>>
  }
>()("examples/Arrivals") {
  static readonly layer = Layer.effect(
    Arrivals,
    Effect.map(Queue.unbounded<Arrival>(), (queue) => ({
      arrive: (arrival) => void Queue.offerUnsafe(queue, arrival),
      next: Effect.timeoutOption(Queue.take(queue), "5 seconds"),
      soon: Effect.timeoutOption(Queue.take(queue), "400 millis"),
    })),
  )
}

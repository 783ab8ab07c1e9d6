import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Option from "effect/Option"
import * as Queue from "effect/Queue"

/** An e-mail or a text message that the person has received. */
export type ReceivedMessage =
  | {
      readonly kind: "Email"
      readonly from: string
      readonly to: string
      readonly subject: string
      readonly text: string
    }
  | { readonly kind: "TextMessage"; readonly to: string; readonly text: string }

/** The e-mail inbox and the telephone of the person. */
export class Inbox extends Context.Service<
  Inbox,
  {
    readonly deliver: (message: ReceivedMessage) => void
    /** The next message, or none if no message arrives within 5 seconds. */
    readonly next: Effect.Effect<Option.Option<ReceivedMessage>>
    /** The next message, or none if no message arrives within 400 milliseconds. */
    readonly nextSoon: Effect.Effect<Option.Option<ReceivedMessage>>
  }
>()("examples/Inbox") {
  static readonly layer = Layer.effect(
    Inbox,
    Effect.map(Queue.unbounded<ReceivedMessage>(), (queue) => ({
      deliver: (message) => void Queue.offerUnsafe(queue, message),
      next: Effect.timeoutOption(Queue.take(queue), "5 seconds"),
      nextSoon: Effect.timeoutOption(Queue.take(queue), "400 millis"),
    })),
  )
}

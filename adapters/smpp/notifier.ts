import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"
import type { Mobile } from "../../src/domain/contact/contact.ts"
import { type Notice, Notifier, Undeliverable } from "../../src/ports/notifier.ts"
import { composeMessage } from "./compose-message.ts"
import { failure, notifierErrorOf } from "./failure.ts"
import { resolveOptions, type SmppOptions } from "./options.ts"
import { keepSessionOpen } from "./reconnect.ts"
import { openSession } from "./session.ts"

/** An international number (E.164) without its `+`. */
const destination = (mobile: Mobile) => ({
  destination_addr: mobile.reveal().slice(1),
  dest_addr_ton: 1,
  dest_addr_npi: 1,
})

/**
 * Sends notices by SMS through a carrier's message centre over SMPP 3.4, each in one message. It uses one session,
 * binds it again after each loss, and closes it with the scope of the layer.
 *
 * It reaches `Mobile` only: a notice to an e-mail address is `Undeliverable`. A message is sent when the centre accepts
 * it; the adapter asks for no delivery receipt. Without an answer the centre may have accepted it too. A retry has the
 * same text, `user_message_reference` and `validity_period`. While the centre cannot be bound, `send` fails with
 * `NotifierDown` at once. Failures are logged by their codes, without the number, the code or the centre's text. Throws
 * a `RangeError` if an option is invalid.
 *
 * ```ts
 * import * as Layer from "effect/Layer"
 * import * as Redacted from "effect/Redacted"
 * import { smppNotifier } from "mon-compte/adapters/smpp"
 *
 * const notifier = smppNotifier({
 *   host: "smsc.example.org",
 *   systemId: "mon-compte",
 *   password: Redacted.make("secret"),
 *   from: { address: "Mon Compte" },
 *   domain: "www.example.org",
 * })
 * Layer.isLayer(notifier) // => true
 * ```
 */
export const smppNotifier = (options: SmppOptions): Layer.Layer<Notifier> => {
  const { backOff, session, source, text, timeout, window } = resolveOptions(options)

  return Layer.effect(
    Notifier,
    Effect.gen(function* () {
      const connection = yield* keepSessionOpen(openSession(session), backOff)
      const places = yield* Semaphore.make(window)

      const send = (notice: Notice) => {
        const { to } = notice
        if (to._tag !== "Mobile") return Effect.fail(new Undeliverable())
        return Effect.flatMap(connection.session, ({ request }) =>
          request("submit_sm", { ...source, ...destination(to), ...composeMessage(notice, text) }),
        ).pipe(
          places.withPermit,
          Effect.timeoutOrElse({
            duration: timeout,
            orElse: () => Effect.andThen(connection.checkAlive, Effect.fail(failure("TOO_LATE", "submit_sm"))),
          }),
          Effect.tapError((failure) => Effect.logWarning("The message centre did not accept a message.", failure)),
          Effect.mapError(notifierErrorOf),
        )
      }

      return { reaches: ["Mobile"], send }
    }),
  )
}

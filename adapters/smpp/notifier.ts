import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"
import type { Mobile } from "../../src/domain/contact/contact.ts"
import { type Notice, Notifier, Undeliverable } from "../../src/ports/notifier.ts"
import { keepLink } from "./link.ts"
import { messageFor } from "./message.ts"
import { type SmppOptions, settle } from "./options.ts"
import { failure, outcomeOf } from "./outcome.ts"
import { openSession } from "./session.ts"

/** An international number (E.164), without its plus. */
const destination = (mobile: Mobile) => ({
  destination_addr: mobile.reveal().slice(1),
  dest_addr_ton: 1,
  dest_addr_npi: 1,
})

/**
 * Sends notices by SMS through a carrier's centre over SMPP 3.4, each in one message, over one session that is bound
 * again whenever it is lost, until the scope of the layer closes.
 *
 * It reaches `Mobile` alone: a notice to an e-mail address is `Undeliverable`. A message counts as handed over when the
 * centre accepts it; no receipt is asked for. Without an answer it may have been taken all the same: handed over again
 * it has the same text, `user_message_reference` and end of validity. While the centre cannot be bound, sending fails
 * with `NotifierDown` at once. Failures are logged by their codes, without the number, the code or the centre's words.
 * Throws a `RangeError` on options that make no message.
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
  const { backOff, letterhead, session, source, timeout, window } = settle(options)

  return Layer.effect(
    Notifier,
    Effect.gen(function* () {
      const link = yield* keepLink(openSession(session), backOff)
      const places = yield* Semaphore.make(window)

      const send = (notice: Notice) => {
        const { to } = notice
        if (to._tag !== "Mobile") return Effect.fail(new Undeliverable())
        return Effect.flatMap(link.session, ({ ask }) =>
          ask("submit_sm", { ...source, ...destination(to), ...messageFor(notice, letterhead) }),
        ).pipe(
          places.withPermit,
          Effect.timeoutOrElse({
            duration: timeout,
            orElse: () => Effect.andThen(link.doubt, Effect.fail(failure("TOO_LATE", "submit_sm"))),
          }),
          Effect.tapError((failure) => Effect.logWarning("The SMS centre did not take a message.", failure)),
          Effect.mapError(outcomeOf),
        )
      }

      return { reaches: ["Mobile"], send }
    }),
  )
}

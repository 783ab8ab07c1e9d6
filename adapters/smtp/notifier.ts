import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { createTransport } from "nodemailer"
import SMTPPool from "nodemailer/lib/smtp-pool"
import { type Notice, Notifier, Undeliverable } from "../../src/ports/notifier.ts"
import { composeMessage } from "./compose-message.ts"
import { type Failure, failureFrom, notifierErrorOf } from "./failure.ts"
import { resolveOptions, type SmtpOptions } from "./options.ts"

const TIMED_OUT: Failure = { kind: "ETIMEDOUT", command: "", reply: 0, status: "" }

/**
 * Sends notices by e-mail through a relay. It keeps connections open until the scope of the layer closes.
 *
 * It reaches `Email` only: a notice to a mobile is `Undeliverable`. A retry has the same code, `Message-ID` and date,
 * so a mailbox that compares these shows the message once. Failures are logged by their codes, without the address, the
 * code or the relay's text. Throws a `RangeError` if an option is invalid.
 *
 * ```ts
 * import * as Layer from "effect/Layer"
 * import * as Redacted from "effect/Redacted"
 * import { smtpNotifier } from "mon-compte/adapters/smtp"
 *
 * const notifier = smtpNotifier({
 *   host: "relay.example.org",
 *   auth: { user: "mon-compte", password: Redacted.make("from your secrets") },
 *   from: { name: "Mon Compte", address: "no-reply@example.org" },
 * })
 * Layer.isLayer(notifier) // => true
 * ```
 */
export const smtpNotifier = (options: SmtpOptions): Layer.Layer<Notifier> => {
  const { from, message, pool: poolOptions, returnPath, timeout } = resolveOptions(options)

  return Layer.effect(
    Notifier,
    Effect.gen(function* () {
      const pool = yield* Effect.acquireRelease(
        Effect.sync(() => new SMTPPool(poolOptions)),
        // Cuts messages in progress without waiting: the outbox still has them.
        (pool) => Effect.sync(() => pool.close({ force: true })),
      )
      const transport = createTransport(pool)

      const send = (notice: Notice) => {
        const { to } = notice
        if (to._tag !== "Email") return Effect.fail(new Undeliverable())
        const address = to.reveal()
        return Effect.tryPromise({
          try: (signal) =>
            transport.sendMail({
              ...composeMessage(notice, message),
              from,
              to: { name: "", address },
              // Omitted if possible: nodemailer 10.6 stores a refusal in the envelope it was given, and then fails the
              // retry with that envelope.
              ...(returnPath === from.address ? {} : { envelope: { from: returnPath, to: [address] } }),
              signal,
            }),
          catch: failureFrom,
        }).pipe(
          Effect.asVoid,
          Effect.timeoutOrElse({ duration: timeout, orElse: () => Effect.fail(TIMED_OUT) }),
          Effect.tapError((failure) => Effect.logWarning("The relay did not accept a message.", failure)),
          Effect.mapError(notifierErrorOf),
        )
      }

      return { reaches: ["Email"], send }
    }),
  )
}

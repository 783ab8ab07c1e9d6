import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { createTransport } from "nodemailer"
import SMTPPool from "nodemailer/lib/smtp-pool"
import { type Notice, Notifier, Undeliverable } from "../../src/ports/notifier.ts"
import { letterFor } from "./letters.ts"
import { type SmtpOptions, settle } from "./options.ts"
import { type Failure, failureIn, outcomeOf } from "./outcome.ts"

const TOO_LATE: Failure = { kind: "ETIMEDOUT", command: "", reply: 0, status: "" }

/**
 * Sends notices by e-mail through a relay, over connections kept open until the scope of the layer closes.
 *
 * It reaches `Email` alone: a notice to a mobile is `Undeliverable`. A letter handed over twice has the same code,
 * `Message-ID` and date, so a mailbox that looks at these shows it once. Failures are logged by their codes, without the
 * address, the code or the relay's words. Throws a `RangeError` on options that make no letter.
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
  const { from, letterhead, pool: poolOptions, returnTo, timeout } = settle(options)

  return Layer.effect(
    Notifier,
    Effect.gen(function* () {
      const pool = yield* Effect.acquireRelease(
        Effect.sync(() => new SMTPPool(poolOptions)),
        // Nobody waits for what is still under way: the outbox has it.
        (pool) => Effect.sync(() => pool.close({ force: true })),
      )
      const post = createTransport(pool)

      const send = (notice: Notice) => {
        const { to } = notice
        if (to._tag !== "Email") return Effect.fail(new Undeliverable())
        const address = to.reveal()
        return Effect.tryPromise({
          try: (signal) =>
            post.sendMail({
              ...letterFor(notice, letterhead),
              from,
              to: { name: "", address },
              // Left out where it can be: nodemailer 10.6 keeps a refusal in the one it was given, and fails a retry by it.
              ...(returnTo === from.address ? {} : { envelope: { from: returnTo, to: [address] } }),
              signal,
            }),
          catch: failureIn,
        }).pipe(
          Effect.asVoid,
          Effect.timeoutOrElse({ duration: timeout, orElse: () => Effect.fail(TOO_LATE) }),
          Effect.tapError((failure) => Effect.logWarning("The relay did not take a letter.", failure)),
          Effect.mapError(outcomeOf),
        )
      }

      return { reaches: ["Email"], send }
    }),
  )
}

import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { createTransport } from "nodemailer"
import SMTPPool from "nodemailer/lib/smtp-pool"
import { Email } from "../../src/contact/contact.ts"
import { type Notice, Notifier, Undeliverable } from "../../src/ports/notifier.ts"
import { letterFor } from "./letters.ts"
import { type Failure, failureIn, outcomeOf } from "./outcome.ts"

export interface SmtpOptions {
  readonly host: string
  /** 465 for `implicit`, else 587. */
  readonly port?: number
  /**
   * `starttls` (default): in clear up to STARTTLS, and no further without it. `implicit`: TLS from the first byte.
   * With the third, whoever is on the way reads the codes and the password: for a relay on the same machine.
   */
  readonly encryption?: "starttls" | "implicit" | "NONE_ANYONE_ON_THE_WAY_READS_THE_CODES"
  /** PEM: `ca` to trust instead of the system's, `cert` and `key` to show. The relay's certificate is always verified. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string; readonly servername?: string }
  readonly auth?: { readonly user: string; readonly password: Redacted.Redacted<string> }
  /** Who the letters are from. The domain of the address also ends every `Message-ID`. */
  readonly from: { readonly name: string; readonly address: string }
  /** Where the post returns what it could not deliver later on; the address of `from` by default. */
  readonly returnTo?: string
  /** The service as its users call it: `Mon Compte` by default. */
  readonly service?: string
  /** Connections kept open, one letter at a time on each: 5 by default. */
  readonly maxConnections?: number
  /**
   * From `send` to its answer, the wait for a connection included: 20 seconds by default. Keep it under the time for
   * which a message is leased from the outbox, lest another process sends it meanwhile.
   */
  readonly timeout?: Duration.Input
}

const TOO_LATE: Failure = { kind: "ETIMEDOUT", command: "", reply: 0, status: "" }

const addressIn = (option: string, text: string): Email => {
  const parsed = Email.parse(text)
  if (!parsed.ok) throw new RangeError(`${option} must be a plain e-mail address.`)
  return parsed.contact
}

const oneLine = (option: string, text: string): string => {
  if (text.trim() === "" || /\p{Cc}/u.test(text)) throw new RangeError(`${option} must be one line of text.`)
  return text
}

const encrypted = ({ encryption = "starttls", tls = {} }: SmtpOptions): SMTPPool.Options => {
  const verified = { tls: { ...tls, rejectUnauthorized: true } } as const
  switch (encryption) {
    case "starttls":
      return { ...verified, secure: false, requireTLS: true }
    case "implicit":
      return { ...verified, secure: true }
    case "NONE_ANYONE_ON_THE_WAY_READS_THE_CODES":
      return { secure: false, ignoreTLS: true }
  }
}

const poolOptions = (options: SmtpOptions, timeout: number): SMTPPool.Options & { readonly pool: true } => ({
  ...encrypted(options),
  pool: true,
  host: options.host,
  ...(options.port === undefined ? {} : { port: options.port }),
  maxConnections: options.maxConnections ?? 5,
  // A connection that the relay closed while it was idle is replaced once; the rest is for the outbox to try again.
  maxRequeues: 1,
  connectionTimeout: timeout,
  greetingTimeout: timeout,
  socketTimeout: timeout,
  dnsTimeout: timeout,
  disableFileAccess: true,
  disableUrlAccess: true,
  ...(options.auth === undefined
    ? {}
    : { forceAuth: true, auth: { user: options.auth.user, pass: Redacted.value(options.auth.password) } }),
})

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
  const from = addressIn("from.address", options.from.address).reveal()
  const name = oneLine("from.name", options.from.name)
  const returnTo = addressIn("returnTo", options.returnTo ?? from).reveal()
  const letterhead = {
    service: oneLine("service", options.service ?? "Mon Compte"),
    domain: from.slice(from.lastIndexOf("@") + 1),
  }
  const timeout = Duration.toMillis(Duration.fromInputUnsafe(options.timeout ?? "20 seconds"))

  return Layer.effect(
    Notifier,
    Effect.gen(function* () {
      const pool = yield* Effect.acquireRelease(
        Effect.sync(() => new SMTPPool(poolOptions(options, timeout))),
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
              from: { name, address: from },
              to: { name: "", address },
              // Left out where it can be: nodemailer 10.6 keeps a refusal in the one it was given, and fails a retry by it.
              ...(returnTo === from ? {} : { envelope: { from: returnTo, to: [address] } }),
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

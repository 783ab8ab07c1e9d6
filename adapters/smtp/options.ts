import { X509Certificate } from "node:crypto"
import { createSecureContext } from "node:tls"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type SMTPPool from "nodemailer/lib/smtp-pool"
import { Email } from "../../src/domain/contact/contact.ts"
import type { Letterhead } from "./letters.ts"

/** The mail server that takes the letters, and whom they are from. Needs `nodemailer`. */
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

export interface Settled {
  readonly from: { readonly name: string; readonly address: string }
  readonly returnTo: string
  readonly letterhead: Letterhead
  /** In milliseconds. */
  readonly timeout: number
  readonly pool: SMTPPool.Options & { readonly pool: true }
}

const addressIn = (option: string, text: unknown): string => {
  const parsed = Email.parse(text)
  if (!parsed.ok) throw new RangeError(`${option} must be a plain e-mail address.`)
  return parsed.contact.reveal()
}

const oneLine = (option: string, text: unknown): string => {
  if (typeof text === "string" && text.trim() !== "" && !/[\p{Cc}\p{Cs}]/u.test(text)) return text
  throw new RangeError(`${option} must be one line of text.`)
}

/** Without a host the driver would go to this machine; what is no text at all would end the process. */
const hostIn = (host: unknown): string => {
  if (typeof host === "string" && /^[^\s\p{Cc}]{1,253}$/u.test(host)) return host
  throw new RangeError("host must be the name or the address of a relay.")
}

const whole = (option: string, value: number, most: number): number => {
  if (Number.isSafeInteger(value) && value >= 1 && value <= most) return value
  throw new RangeError(`${option} must be a whole number from 1 to ${most}.`)
}

const lasting = (option: string, value: Duration.Input): number => {
  const millis = Option.getOrUndefined(Option.map(Duration.fromInput(value), Duration.toMillis)) ?? 0
  if (millis > 0 && millis < 2 ** 31) return millis
  throw new RangeError(`${option} must be a time, and less than 24 days.`)
}

/** What cannot be read would be found out letter by letter, and told of as a relay that is down. */
const pemIn = (tls: NonNullable<SmtpOptions["tls"]>) => {
  try {
    for (const ca of [tls.ca ?? []].flat()) new X509Certificate(ca)
    createSecureContext(tls)
  } catch {
    throw new RangeError("tls must be certificates and a key in PEM, and the key that of the certificate.")
  }
  return { tls: { ...tls, rejectUnauthorized: true } }
}

const ENCRYPTIONS = {
  starttls: { secure: false, requireTLS: true },
  implicit: { secure: true },
  NONE_ANYONE_ON_THE_WAY_READS_THE_CODES: { secure: false, ignoreTLS: true },
} as const satisfies Record<NonNullable<SmtpOptions["encryption"]>, SMTPPool.Options>

/** A name that is none of these must not come down to none at all: the driver takes TLS as it finds it. */
const encrypted = ({ encryption = "starttls", tls = {} }: SmtpOptions): SMTPPool.Options => {
  if (!Object.hasOwn(ENCRYPTIONS, encryption)) {
    throw new RangeError(`encryption must be one of ${Object.keys(ENCRYPTIONS).join(", ")}.`)
  }
  const isEncrypted = encryption !== "NONE_ANYONE_ON_THE_WAY_READS_THE_CODES"
  return { ...(isEncrypted ? pemIn(tls) : {}), ...ENCRYPTIONS[encryption] }
}

const authIn = ({ auth }: SmtpOptions): SMTPPool.Options => {
  if (auth === undefined) return {}
  const user = oneLine("auth.user", auth?.user)
  const pass = Redacted.isRedacted(auth.password) ? Redacted.value(auth.password) : null
  if (typeof pass !== "string" || pass === "") {
    throw new RangeError("auth.password must be a text in Redacted.make().")
  }
  return { forceAuth: true, auth: { user, pass } }
}

/** What the options come to. Throws a `RangeError` that names the first that makes no letter. */
export const settle = (options: SmtpOptions): Settled => {
  const { from, maxConnections = 5, port, returnTo, service = "Mon Compte" } = options
  const address = addressIn("from.address", from?.address)
  const timeout = lasting("timeout", options.timeout ?? "20 seconds")
  return {
    from: { name: oneLine("from.name", from.name), address },
    returnTo: addressIn("returnTo", returnTo ?? address),
    letterhead: { service: oneLine("service", service), domain: address.slice(address.lastIndexOf("@") + 1) },
    timeout,
    pool: {
      ...encrypted(options),
      host: hostIn(options.host),
      ...(port === undefined ? {} : { port: whole("port", port, 65_535) }),
      maxConnections: whole("maxConnections", maxConnections, 10_000),
      // A connection that the relay closed while it was idle is replaced once; the rest is for the outbox to try again.
      maxRequeues: 1,
      connectionTimeout: timeout,
      greetingTimeout: timeout,
      socketTimeout: timeout,
      dnsTimeout: timeout,
      disableFileAccess: true,
      disableUrlAccess: true,
      ...authIn(options),
      pool: true,
    },
  }
}

import { X509Certificate } from "node:crypto"
import { createSecureContext } from "node:tls"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type SMTPPool from "nodemailer/lib/smtp-pool"
import { Email } from "../../src/domain/contact/contact.ts"
import { type OptionNames, refuseUnknownOptions, refuseUnknownParts } from "../options/known-options.ts"
import type { MessageOptions } from "./compose-message.ts"

/** The relay that accepts the messages, and their sender. Needs `nodemailer`. */
export interface SmtpOptions {
  readonly host: string
  /** 465 for `implicit`, else 587. */
  readonly port?: number
  /**
   * `starttls` (default): sends nothing but STARTTLS in cleartext, and stops if the relay does not offer it.
   * `implicit`: TLS from the first byte. With the third value, the network can read the codes and the password. Use it
   * only for a relay on the same machine.
   */
  readonly encryption?: "starttls" | "implicit" | "NONE_CODES_TRAVEL_IN_CLEARTEXT"
  /**
   * PEM. `ca`: the authorities to trust instead of the system's. `cert` and `key`: the client certificate. The relay's
   * certificate is always verified.
   */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string; readonly servername?: string }
  readonly auth?: { readonly user: string; readonly password: Redacted.Redacted<string> }
  /** The sender of the messages. The domain of the address also ends every `Message-ID`. */
  readonly from: { readonly name: string; readonly address: string }
  /** The envelope sender, which receives bounces; the address of `from` by default. */
  readonly returnPath?: string
  /** The name of the service, as its users know it: `Mon Compte` by default. */
  readonly service?: string
  /** Connections to keep open, each with one message at a time: 5 by default. */
  readonly maxConnections?: number
  /**
   * The longest time for one `send`, including the wait for a connection: 20 seconds by default. Keep it below the
   * lease of a message in the outbox, so that no other worker sends the same message meanwhile.
   */
  readonly timeout?: Duration.Input
}

/** Checked options, with every default filled in. */
export interface ResolvedOptions {
  readonly from: { readonly name: string; readonly address: string }
  readonly returnPath: string
  readonly message: MessageOptions
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

/** Checks the host. Without one nodemailer connects to this machine; one that is not a string crashes the process. */
const hostIn = (host: unknown): string => {
  if (typeof host === "string" && /^[^\s\p{Cc}]{1,253}$/u.test(host)) return host
  throw new RangeError("host must be the name or the IP address of a relay.")
}

const whole = (option: string, value: number, most: number): number => {
  if (Number.isSafeInteger(value) && value >= 1 && value <= most) return value
  throw new RangeError(`${option} must be a whole number from 1 to ${most}.`)
}

const durationIn = (option: string, value: Duration.Input): number => {
  const millis = Option.getOrUndefined(Option.map(Duration.fromInput(value), Duration.toMillis)) ?? 0
  if (millis > 0 && millis < 2 ** 31) return millis
  throw new RangeError(`${option} must be a duration above 0 and below 24 days.`)
}

/** Checks the certificates now. Otherwise every message would fail, and the log would report a relay that is down. */
const pemIn = (tls: NonNullable<SmtpOptions["tls"]>) => {
  try {
    for (const ca of [tls.ca ?? []].flat()) new X509Certificate(ca)
    createSecureContext(tls)
  } catch {
    throw new RangeError("tls must contain certificates and a key in PEM, and the key must match the certificate.")
  }
  return { tls: { ...tls, rejectUnauthorized: true } }
}

const ENCRYPTIONS = {
  starttls: { secure: false, requireTLS: true },
  implicit: { secure: true },
  NONE_CODES_TRAVEL_IN_CLEARTEXT: { secure: false, ignoreTLS: true },
} as const satisfies Record<NonNullable<SmtpOptions["encryption"]>, SMTPPool.Options>

/** Refuses an unknown name. Otherwise nodemailer would send in cleartext if the relay offers no TLS. */
const encrypted = ({ encryption = "starttls", tls = {} }: SmtpOptions): SMTPPool.Options => {
  if (!Object.hasOwn(ENCRYPTIONS, encryption)) {
    throw new RangeError(`encryption must be one of ${Object.keys(ENCRYPTIONS).join(", ")}.`)
  }
  const isEncrypted = encryption !== "NONE_CODES_TRAVEL_IN_CLEARTEXT"
  return { ...(isEncrypted ? pemIn(tls) : {}), ...ENCRYPTIONS[encryption] }
}

const authIn = ({ auth }: SmtpOptions): SMTPPool.Options => {
  if (auth === undefined) return {}
  const user = oneLine("auth.user", auth?.user)
  const pass = Redacted.isRedacted(auth.password) ? Redacted.value(auth.password) : null
  if (typeof pass !== "string" || pass === "") {
    throw new RangeError("auth.password must be a string in Redacted.make().")
  }
  return { forceAuth: true, auth: { user, pass } }
}

const NAMES: OptionNames<SmtpOptions> = {
  host: true,
  port: true,
  encryption: true,
  tls: true,
  auth: true,
  from: true,
  returnPath: true,
  service: true,
  maxConnections: true,
  timeout: true,
}
const TLS_NAMES: OptionNames<NonNullable<SmtpOptions["tls"]>> = { ca: true, cert: true, key: true, servername: true }

/** A misspelled `tls.ca` would trust the authorities of the system. */
const refuseUnknown = (options: SmtpOptions): void => {
  refuseUnknownOptions(options, NAMES)
  refuseUnknownParts(options.tls, TLS_NAMES, "tls.")
  refuseUnknownParts(options.auth, { user: true, password: true }, "auth.")
  refuseUnknownParts(options.from, { name: true, address: true }, "from.")
}

/** Checks the options and fills in the defaults. Throws a `RangeError` that names the first invalid option. */
export const resolveOptions = (options: SmtpOptions): ResolvedOptions => {
  refuseUnknown(options)
  const { from, maxConnections = 5, port, returnPath, service = "Mon Compte" } = options
  const address = addressIn("from.address", from?.address)
  const timeout = durationIn("timeout", options.timeout === undefined ? "20 seconds" : options.timeout)
  return {
    from: { name: oneLine("from.name", from.name), address },
    returnPath: addressIn("returnPath", returnPath === undefined ? address : returnPath),
    message: { service: oneLine("service", service), domain: address.slice(address.lastIndexOf("@") + 1) },
    timeout,
    pool: {
      ...encrypted(options),
      host: hostIn(options.host),
      ...(port === undefined ? {} : { port: whole("port", port, 65_535) }),
      maxConnections: whole("maxConnections", maxConnections, 10_000),
      // One retry, for a connection that the relay closed while it was idle. The outbox makes all other retries.
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

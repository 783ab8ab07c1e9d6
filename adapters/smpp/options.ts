import { X509Certificate } from "node:crypto"
import { createSecureContext } from "node:tls"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Fields } from "smpp"
import { leavesRoomForCode, type ShortTextOptions } from "../../src/messages/notices/short.ts"
import { type OptionNames, refuseUnknownOptions, refuseUnknownParts } from "../options/known-options.ts"
import type { BackOff } from "./reconnect.ts"
import type { SessionOptions } from "./session.ts"

/** The message centre that accepts the messages, and their sender. Needs `smpp`. */
export interface SmppOptions {
  readonly host: string
  /** 3550 with TLS, else 2775. */
  readonly port?: number
  /**
   * `implicit` (default): TLS from the first byte. With the other value, the network can read the codes, the numbers
   * and the password. Use it only for a carrier behind a private line or tunnel.
   */
  readonly encryption?: "implicit" | "NONE_CODES_TRAVEL_IN_CLEARTEXT"
  /**
   * PEM. `ca`: the authorities to trust instead of the system's. `cert` and `key`: the client certificate. The centre's
   * certificate is always verified.
   */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string; readonly servername?: string }
  readonly systemId: string
  readonly password: Redacted.Redacted<string>
  /** The kind of system that binds, if the carrier asks for it. */
  readonly systemType?: string
  /**
   * The sender of the messages: a name of up to 11 letters and digits, a number with its `+`, or a short number.
   *
   * The address determines `ton` and `npi`: 5 and 0 for a name, 1 and 1 for a number, 3 and 0 for a short number. Set
   * them if the carrier requires other values.
   */
  readonly from: { readonly address: string; readonly ton?: number; readonly npi?: number }
  /**
   * The name of the service, as its users know it: `Mon Compte` by default. One letter outside GSM 03.38 shortens every
   * text.
   */
  readonly service?: string
  /**
   * The host of the site where the person types the code, such as `www.example.org`: phones then fill it in on that
   * site only. `domain` and `service` together have at most 122 characters, or 32 if the name is outside GSM 03.38.
   */
  readonly domain?: string
  /** The most messages sent and not yet answered: 10 by default. Carriers publish how many they accept. */
  readonly window?: number
  /**
   * The longest time for one `send`, including the wait for the session and for a place in the window: 20 seconds by
   * default. Keep it below the lease of a message in the outbox, so that no other worker sends the same message
   * meanwhile.
   */
  readonly timeout?: Duration.Input
  /** The longest time to connect and bind, and to answer an `enquire_link`: 10 seconds by default. */
  readonly sessionTimeout?: Duration.Input
  /** The time between two `enquire_link` requests: 30 seconds by default. */
  readonly enquireEvery?: Duration.Input
  /** The pauses between failed binds: from 1 second, doubled each time, to 30 seconds by default. */
  readonly backOff?: { readonly first?: Duration.Input; readonly longest?: Duration.Input }
}

const NONE = "NONE_CODES_TRAVEL_IN_CLEARTEXT"

/** Checked options, with every default filled in. */
export interface ResolvedOptions {
  readonly text: ShortTextOptions
  /** The fields of `submit_sm` about the sender. */
  readonly source: Fields
  readonly session: SessionOptions
  readonly window: number
  readonly timeout: Duration.Duration
  readonly backOff: BackOff
}

/** Checks the host. Without one the system connects to this machine. */
const hostIn = (host: unknown): string => {
  if (typeof host === "string" && /^[^\s\p{Cc}]{1,253}$/u.test(host)) return host
  throw new RangeError("host must be the name or the IP address of a centre.")
}

/** Refuses an unknown name, which would otherwise mean no encryption. */
const isEncrypted = ({ encryption = "implicit" }: SmppOptions): boolean => {
  if (encryption !== "implicit" && encryption !== NONE) {
    throw new RangeError(`encryption must be implicit or ${NONE}.`)
  }
  return encryption === "implicit"
}

/** Checks the certificates now. Otherwise every bind would fail, and the log would report a centre that is down. */
const pemIn = (tls: NonNullable<SmppOptions["tls"]>) => {
  try {
    for (const ca of [tls.ca ?? []].flat()) new X509Certificate(ca)
    createSecureContext(tls)
  } catch {
    throw new RangeError("tls must contain certificates and a key in PEM, and the key must match the certificate.")
  }
  return tls
}

const passwordIn = (password: unknown): string => {
  const text = Redacted.isRedacted(password) ? Redacted.value(password) : null
  if (typeof text !== "string") throw new RangeError("password must be a string in Redacted.make().")
  // The specification allows 8 characters. Some carriers allow more.
  return ascii("password", text, 64)
}

const whole = (option: string, value: number, least: number, most: number): number => {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value
  throw new RangeError(`${option} must be a whole number from ${least} to ${most}.`)
}

const durationIn = (option: string, value: Duration.Input): Duration.Duration => {
  const millis = Option.getOrUndefined(Option.map(Duration.fromInput(value), Duration.toMillis)) ?? 0
  if (millis > 0 && millis < 2 ** 31) return Duration.millis(millis)
  throw new RangeError(`${option} must be a duration above 0 and below 24 days.`)
}

/** The protocol sends these fields in ASCII, each with its own maximum length (SMPP 3.4, 4.1). */
const ascii = (option: string, text: unknown, most: number): string => {
  if (typeof text === "string" && /^[\x20-\x7e]*$/u.test(text) && text.length <= most) return text
  throw new RangeError(`${option} must be a string of at most ${most} ASCII characters.`)
}

const senderIn = (from: SmppOptions["from"]): Fields => {
  const { address, npi, ton } = typeof from?.address === "string" ? from : { address: "" }
  const kind = /^\+[1-9]\d{4,14}$/u.test(address)
    ? { ton: 1, npi: 1 }
    : /^\d{3,8}$/u.test(address)
      ? { ton: 3, npi: 0 }
      : /^(?=.*[A-Za-z])[A-Za-z0-9 .&_-]{1,11}$/u.test(address) && address.trim() === address
        ? { ton: 5, npi: 0 }
        : null
  if (kind === null) {
    throw new RangeError(
      "from.address must be a name of up to 11 letters and digits, a number such as +33639980000, or a short number.",
    )
  }
  return {
    source_addr: address.replace("+", ""),
    source_addr_ton: whole("from.ton", ton ?? kind.ton, 0, 6),
    source_addr_npi: whole("from.npi", npi ?? kind.npi, 0, 18),
  }
}

const textIn = ({ domain, service = "Mon Compte" }: SmppOptions): ShortTextOptions => {
  if (typeof service !== "string" || service.trim() === "" || /[\p{Cc}\p{Cs}]/u.test(service)) {
    throw new RangeError("service must be one line of text.")
  }
  const host = typeof domain === "string" ? domain.toLowerCase() : domain
  if (
    host !== undefined &&
    !/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/u.test(host)
  ) {
    throw new RangeError("domain must be a host name, such as www.example.org.")
  }
  const text = { service: service.normalize(), domain: host }
  if (!leavesRoomForCode(text))
    throw new RangeError(
      "service and domain leave no room for the warning in one message, or service has letters that SMS cannot write.",
    )
  return text
}

const NAMES: OptionNames<SmppOptions> = {
  host: true,
  port: true,
  encryption: true,
  tls: true,
  systemId: true,
  password: true,
  systemType: true,
  from: true,
  service: true,
  domain: true,
  window: true,
  timeout: true,
  sessionTimeout: true,
  enquireEvery: true,
  backOff: true,
}
const TLS_NAMES: OptionNames<NonNullable<SmppOptions["tls"]>> = { ca: true, cert: true, key: true, servername: true }

/** A misspelled `tls.ca` would trust the authorities of the system. */
const refuseUnknown = (options: SmppOptions): void => {
  refuseUnknownOptions(options, NAMES)
  refuseUnknownParts(options.tls, TLS_NAMES, "tls.")
  refuseUnknownParts(options.backOff, { first: true, longest: true }, "backOff.")
  refuseUnknownParts(options.from, { address: true, ton: true, npi: true }, "from.")
}

/** The value, or the default if it is absent. `null` is not absent: it is a setting that is missing. */
const orDefault = <A>(value: A | undefined, byDefault: A): A => (value === undefined ? byDefault : value)

/** Checks the options and fills in the defaults. Throws a `RangeError` that names the first invalid option. */
export const resolveOptions = (options: SmppOptions): ResolvedOptions => {
  refuseUnknown(options)
  const { backOff = {}, from, tls = {} } = options
  const hasTls = isEncrypted(options)
  return {
    text: textIn(options),
    source: senderIn(from),
    session: {
      host: hostIn(options.host),
      port: whole("port", orDefault(options.port, hasTls ? 3550 : 2775), 1, 65_535),
      tls: hasTls ? pemIn(tls) : null,
      bind: {
        system_id: ascii("systemId", options.systemId, 15),
        password: passwordIn(options.password),
        system_type: ascii("systemType", orDefault(options.systemType, ""), 12),
        interface_version: 0x34,
      },
      timeout: durationIn("sessionTimeout", orDefault(options.sessionTimeout, "10 seconds")),
      enquireEvery: durationIn("enquireEvery", orDefault(options.enquireEvery, "30 seconds")),
    },
    window: whole("window", orDefault(options.window, 10), 1, 10_000),
    timeout: durationIn("timeout", orDefault(options.timeout, "20 seconds")),
    backOff: {
      first: durationIn("backOff.first", orDefault(backOff.first, "1 second")),
      longest: durationIn("backOff.longest", orDefault(backOff.longest, "30 seconds")),
    },
  }
}

import { X509Certificate } from "node:crypto"
import { createSecureContext } from "node:tls"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Fields } from "smpp"
import type { BackOff } from "./link.ts"
import type { SessionOptions } from "./session.ts"
import { type Letterhead, leavesRoom } from "./wording.ts"

/** The message centre that takes the texts, and whom they are from. Needs `smpp`. */
export interface SmppOptions {
  readonly host: string
  /** 3550 with TLS, else 2775. */
  readonly port?: number
  /**
   * `implicit` (default): TLS from the first byte. With the other, whoever is on the way reads the codes, the numbers
   * and the password: for a carrier that is reached through a private line or tunnel.
   */
  readonly encryption?: "implicit" | "NONE_ANYONE_ON_THE_WAY_READS_THE_CODES"
  /** PEM: `ca` to trust instead of the system's, `cert` and `key` to show. The centre's certificate is always verified. */
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string; readonly servername?: string }
  readonly systemId: string
  readonly password: Redacted.Redacted<string>
  /** What kind of system binds, where the carrier asks for it. */
  readonly systemType?: string
  /**
   * Who the messages are from: a name of up to 11 letters and digits, a number with its `+`, or a short number.
   *
   * `ton` and `npi` follow from it (5 and 0 for a name, 1 and 1 for a number, 3 and 0 for a short one) where the carrier
   * does not want others.
   */
  readonly from: { readonly address: string; readonly ton?: number; readonly npi?: number }
  /** The service as its users call it: `Mon Compte` by default. One letter outside GSM 03.38 shortens all texts. */
  readonly service?: string
  /**
   * The host of the site where the code is typed, `www.example.org`: phones then fill it in there and nowhere else.
   * Together with `service` up to 122 characters, or 32 where the service's name is outside GSM 03.38.
   */
  readonly domain?: string
  /** Messages handed over and not answered yet, at most: 10 by default. Carriers say how many they take. */
  readonly window?: number
  /**
   * From `send` to its answer, the wait for the session and for a place in the window included: 20 seconds by default.
   * Keep it under the time for which a message is leased from the outbox, lest another process sends it meanwhile.
   */
  readonly timeout?: Duration.Input
  /** For a session to be connected and bound, and for each sign of life: 10 seconds by default. */
  readonly sessionTimeout?: Duration.Input
  /** How often the centre is asked whether it is there: every 30 seconds by default. */
  readonly enquireEvery?: Duration.Input
  /** Pauses before binding again while that fails: from 1 second, doubled each time, to 30 seconds by default. */
  readonly backOff?: { readonly first?: Duration.Input; readonly longest?: Duration.Input }
}

const NONE = "NONE_ANYONE_ON_THE_WAY_READS_THE_CODES"

/** Options as they are worked with. */
export interface Settled {
  readonly letterhead: Letterhead
  /** The fields of `submit_sm` about the sender. */
  readonly source: Fields
  readonly session: SessionOptions
  readonly window: number
  readonly timeout: Duration.Duration
  readonly backOff: BackOff
}

/** Without a host the system would go to this machine. */
const hostIn = (host: unknown): string => {
  if (typeof host === "string" && /^[^\s\p{Cc}]{1,253}$/u.test(host)) return host
  throw new RangeError("host must be the name or the address of a centre.")
}

/** A name that is neither must not come down to none at all. */
const isEncrypted = ({ encryption = "implicit" }: SmppOptions): boolean => {
  if (encryption !== "implicit" && encryption !== NONE) {
    throw new RangeError(`encryption must be implicit or ${NONE}.`)
  }
  return encryption === "implicit"
}

/** What cannot be read would be found out at every bind, and told of as a centre that is down. */
const pemIn = (tls: NonNullable<SmppOptions["tls"]>) => {
  try {
    for (const ca of [tls.ca ?? []].flat()) new X509Certificate(ca)
    createSecureContext(tls)
  } catch {
    throw new RangeError("tls must be certificates and a key in PEM, and the key that of the certificate.")
  }
  return tls
}

const passwordIn = (password: unknown): string => {
  const text = Redacted.isRedacted(password) ? Redacted.value(password) : null
  if (typeof text !== "string") throw new RangeError("password must be a text in Redacted.make().")
  // The specification stops at 8 characters; some carriers do not.
  return ascii("password", text, 64)
}

const whole = (option: string, value: number, least: number, most: number): number => {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value
  throw new RangeError(`${option} must be a whole number from ${least} to ${most}.`)
}

const lasting = (option: string, value: Duration.Input): Duration.Duration => {
  const millis = Option.getOrUndefined(Option.map(Duration.fromInput(value), Duration.toMillis)) ?? 0
  if (millis > 0 && millis < 2 ** 31) return Duration.millis(millis)
  throw new RangeError(`${option} must be a time, and less than 24 days.`)
}

/** Texts travel in ASCII, each up to a length of its own (SMPP 3.4, 4.1). */
const ascii = (option: string, text: unknown, most: number): string => {
  if (typeof text === "string" && /^[\x20-\x7e]*$/u.test(text) && text.length <= most) return text
  throw new RangeError(`${option} must be up to ${most} characters of ASCII.`)
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
      "from.address must be a name of up to 11 letters and digits, or a number such as +33639980000.",
    )
  }
  return {
    source_addr: address.replace("+", ""),
    source_addr_ton: whole("from.ton", ton ?? kind.ton, 0, 6),
    source_addr_npi: whole("from.npi", npi ?? kind.npi, 0, 18),
  }
}

const letterheadIn = ({ domain, service = "Mon Compte" }: SmppOptions): Letterhead => {
  if (typeof service !== "string" || service.trim() === "" || /[\p{Cc}\p{Cs}]/u.test(service)) {
    throw new RangeError("service must be one line of text.")
  }
  const host = typeof domain === "string" ? domain.toLowerCase() : domain
  if (
    host !== undefined &&
    !/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/u.test(host)
  ) {
    throw new RangeError("domain must be the name of a host, such as www.example.org.")
  }
  const letterhead = { service: service.normalize(), domain: host }
  if (!leavesRoom(letterhead)) throw new RangeError("service and domain together are too long for one message.")
  return letterhead
}

export const settle = (options: SmppOptions): Settled => {
  const { backOff = {}, from, tls = {} } = options
  const isSafe = isEncrypted(options)
  return {
    letterhead: letterheadIn(options),
    source: senderIn(from),
    session: {
      host: hostIn(options.host),
      port: whole("port", options.port ?? (isSafe ? 3550 : 2775), 1, 65_535),
      tls: isSafe ? pemIn(tls) : null,
      bind: {
        system_id: ascii("systemId", options.systemId, 15),
        password: passwordIn(options.password),
        system_type: ascii("systemType", options.systemType ?? "", 12),
        interface_version: 0x34,
      },
      patience: lasting("sessionTimeout", options.sessionTimeout ?? "10 seconds"),
      enquireEvery: lasting("enquireEvery", options.enquireEvery ?? "30 seconds"),
    },
    window: whole("window", options.window ?? 10, 1, 10_000),
    timeout: lasting("timeout", options.timeout ?? "20 seconds"),
    backOff: {
      first: lasting("backOff.first", backOff.first ?? "1 second"),
      longest: lasting("backOff.longest", backOff.longest ?? "30 seconds"),
    },
  }
}

import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { selfSigned } from "../../test/smtp/certificate.ts"
import { type SmtpOptions, settle } from "./options.ts"

const options = (change: object = {}): SmtpOptions => ({
  host: "relay.example.org",
  from: { name: "Mon Compte", address: "no-reply@caf.example.org" },
  ...change,
})

const own = selfSigned("localhost")
const other = selfSigned("localhost")
const NONE = "NONE_ANYONE_ON_THE_WAY_READS_THE_CODES"

describe("the options", () => {
  it("have TLS before anything is said, unless it is spelt out that they have none", () => {
    const verified = { tls: { rejectUnauthorized: true } }
    expect(settle(options()).pool).toMatchObject({ ...verified, secure: false, requireTLS: true })
    expect(settle(options({ encryption: "starttls" })).pool).toMatchObject({ ...verified, requireTLS: true })
    expect(settle(options({ encryption: "implicit" })).pool).toMatchObject({ ...verified, secure: true })
    expect(settle(options({ encryption: NONE })).pool).toMatchObject({ secure: false, ignoreTLS: true })
  })

  it("verify the relay's certificate, whatever they say", () => {
    const lax = options({ tls: { ca: own.cert, rejectUnauthorized: false } })
    expect(settle(lax).pool.tls).toEqual({ ca: own.cert, rejectUnauthorized: true })
  })

  it.each([own.cert, `${own.cert}\n${other.cert}`, Buffer.from(own.cert), [own.cert, other.cert]])(
    "trust certificates in PEM, one or several (%#)",
    (ca) => {
      expect(settle(options({ tls: { ca } })).pool.tls).toMatchObject({ ca })
    },
  )

  it.each(["relay.example.org", "localhost", "192.0.2.25", "2001:db8::25", "relay_1"])("go to the host %s", (host) => {
    expect(settle(options({ host })).pool.host).toBe(host)
  })

  const address = "from.address must be a plain e-mail address."
  const name = "from.name must be one line of text."
  const host = "host must be the name or the address of a relay."
  const tls = "tls must be certificates and a key in PEM, and the key that of the certificate."
  const password = "auth.password must be a text in Redacted.make()."
  const encryption = `encryption must be one of starttls, implicit, ${NONE}.`
  const timeout = "timeout must be a time, and less than 24 days."
  const port = "port must be a whole number from 1 to 65535."
  const connections = "maxConnections must be a whole number from 1 to 10000."
  const user = "mon-compte"
  it.each<[object, string]>([
    [{ from: { name: "Mon Compte", address: "no-reply" } }, address],
    [{ from: { name: "Mon Compte", address: "a@b.org\r\nBcc: c@d.org" } }, address],
    [{ from: undefined }, address],
    [{ from: "a@b.org" }, address],
    [{ from: { name: "Mon\r\nBcc: c@d.org", address: "a@b.org" } }, name],
    [{ from: { name: " ", address: "a@b.org" } }, name],
    [{ from: { address: "a@b.org" } }, name],
    [{ returnTo: "Post <a@b.org>" }, "returnTo must be a plain e-mail address."],
    [{ service: "Mon\nCompte" }, "service must be one line of text."],
    [{ service: "Mon\ud800" }, "service must be one line of text."],
    [{ service: 5 }, "service must be one line of text."],
    // As typed by who does without types: each would otherwise be sent in clear where the relay offers no TLS.
    [{ encryption: "tls" }, encryption],
    [{ encryption: "STARTTLS" }, encryption],
    [{ encryption: "" }, encryption],
    [{ encryption: null }, encryption],
    [{ encryption: true }, encryption],
    [{ encryption: "toString" }, encryption],
    // As from an environment variable that is not there.
    [{ host: undefined }, host],
    [{ host: "" }, host],
    [{ host: "relay.example.org:25 " }, host],
    [{ host: 5 }, host],
    [{ host: "r".repeat(10_000_000) }, host],
    [{ port: "587" }, port],
    [{ port: Number.NaN }, port],
    [{ port: 0 }, port],
    [{ port: 65_536 }, port],
    [{ maxConnections: 0 }, connections],
    [{ maxConnections: -1 }, connections],
    [{ timeout: 0 }, timeout],
    [{ timeout: "soon" }, timeout],
    [{ timeout: "Infinity" }, timeout],
    [{ timeout: "25 days" }, timeout],
    [{ tls: { ca: "canary" } }, tls],
    [{ tls: { ca: "/etc/ssl/ca.pem" } }, tls],
    [{ tls: { cert: "canary", key: "canary" } }, tls],
    [{ tls: { cert: own.cert, key: other.key } }, tls],
    [{ tls: null }, tls],
    [{ auth: { user, password: "canary" } }, password],
    [{ auth: { user, password: Redacted.make("") } }, password],
    [{ auth: { user, password: Redacted.make(undefined) } }, password],
    [{ auth: { user } }, password],
    [{ auth: { password: Redacted.make("canary") } }, "auth.user must be one line of text."],
    [{ auth: null }, "auth.user must be one line of text."],
  ])("are refused with %#", (change, message) => {
    expect(() => settle(options(change))).toThrow(new RangeError(message))
  })
})

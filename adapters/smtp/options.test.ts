import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { selfSigned } from "../../test/smtp/certificate.ts"
import { resolveOptions, type SmtpOptions } from "./options.ts"

const options = (change: object = {}): SmtpOptions => ({
  host: "relay.example.org",
  from: { name: "Mon Compte", address: "no-reply@caf.example.org" },
  ...change,
})

const certificate = selfSigned("localhost")
const otherCertificate = selfSigned("localhost")
const NONE = "NONE_CODES_TRAVEL_IN_CLEARTEXT"

describe("the SMTP options", () => {
  it("require TLS, unless they turn it off by name", () => {
    const verified = { tls: { rejectUnauthorized: true } }
    expect(resolveOptions(options()).pool).toMatchObject({ ...verified, secure: false, requireTLS: true })
    expect(resolveOptions(options({ encryption: "starttls" })).pool).toMatchObject({ ...verified, requireTLS: true })
    expect(resolveOptions(options({ encryption: "implicit" })).pool).toMatchObject({ ...verified, secure: true })
    expect(resolveOptions(options({ encryption: NONE })).pool).toMatchObject({ secure: false, ignoreTLS: true })
  })

  it("always verify the relay's certificate", () => {
    const trusted = options({ tls: { ca: certificate.cert } })
    expect(resolveOptions(trusted).pool.tls).toEqual({ ca: certificate.cert, rejectUnauthorized: true })
    const lax = options({ tls: { ca: certificate.cert, rejectUnauthorized: false } })
    expect(() => resolveOptions(lax)).toThrow(
      new RangeError("tls.rejectUnauthorized is not an option. The options are ca, cert, key, servername."),
    )
  })

  it.each([
    [{ returnpath: "a@b.org" }, "returnpath is not an option."],
    [{ tls: { cas: certificate.cert } }, "tls.cas is not an option. The options are ca, cert, key, servername."],
    [{ auth: { user: "u", pass: "canary" } }, "auth.pass is not an option. The options are user, password."],
    [{ from: { name: "n", address: "a@b.org", mail: "c@d.org" } }, "from.mail is not an option."],
    [{ "canary@b.org": true }, "One of the names is not an option."],
    [{ timeout: null }, "timeout must be a duration"],
    [{ returnPath: null }, "returnPath must be a plain e-mail address."],
  ])("refuse unknown and missing options: %j", (change, message) => {
    expect(() => resolveOptions(options(change))).toThrow(RangeError)
    expect(() => resolveOptions(options(change))).toThrow(message)
  })

  it.each([null, undefined, "canary", []])("must be an object, not %j", (value) => {
    expect(() => resolveOptions(value as unknown as SmtpOptions)).toThrow(
      "The options must be an object with: host, port,",
    )
  })

  it.each([
    certificate.cert,
    `${certificate.cert}\n${otherCertificate.cert}`,
    Buffer.from(certificate.cert),
    [certificate.cert, otherCertificate.cert],
  ])("accept one or more trusted certificates in PEM (%#)", (ca) => {
    expect(resolveOptions(options({ tls: { ca } })).pool.tls).toMatchObject({ ca })
  })

  it.each(["relay.example.org", "localhost", "192.0.2.25", "2001:db8::25", "relay_1"])("accept the host %s", (host) => {
    expect(resolveOptions(options({ host })).pool.host).toBe(host)
  })

  const address = "from.address must be a plain e-mail address."
  const name = "from.name must be one line of text."
  const host = "host must be the name or the IP address of a relay."
  const tls = "tls must contain certificates and a key in PEM, and the key must match the certificate."
  const password = "auth.password must be a string in Redacted.make()."
  const encryption = `encryption must be one of starttls, implicit, ${NONE}.`
  const timeout = "timeout must be a duration above 0 and below 24 days."
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
    [{ returnPath: "Post <a@b.org>" }, "returnPath must be a plain e-mail address."],
    [{ service: "Mon\nCompte" }, "service must be one line of text."],
    [{ service: "Mon\ud800" }, "service must be one line of text."],
    [{ service: 5 }, "service must be one line of text."],
    // From a caller without types. Each of these would otherwise send in cleartext if the relay offers no TLS.
    [{ encryption: "tls" }, encryption],
    [{ encryption: "STARTTLS" }, encryption],
    [{ encryption: "" }, encryption],
    [{ encryption: null }, encryption],
    [{ encryption: true }, encryption],
    [{ encryption: "toString" }, encryption],
    // From a missing environment variable.
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
    [{ tls: { cert: certificate.cert, key: otherCertificate.key } }, tls],
    [{ tls: null }, tls],
    [{ auth: { user, password: "canary" } }, password],
    [{ auth: { user, password: Redacted.make("") } }, password],
    [{ auth: { user, password: Redacted.make(undefined) } }, password],
    [{ auth: { user } }, password],
    [{ auth: { password: Redacted.make("canary") } }, "auth.user must be one line of text."],
    [{ auth: null }, "auth.user must be one line of text."],
  ])("refuse an invalid value (%#)", (change, message) => {
    expect(() => resolveOptions(options(change))).toThrow(new RangeError(message))
  })
})

import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { selfSigned } from "../../test/smtp/certificate.ts"
import { resolveOptions, type SmppOptions } from "./options.ts"

const options = (change: object = {}): SmppOptions => ({
  host: "smsc.example.org",
  systemId: "mon-compte",
  password: Redacted.make("secret"),
  from: { address: "Mon Compte" },
  ...change,
})

const certificate = selfSigned("localhost")
const otherCertificate = selfSigned("localhost")

describe("the SMPP options", () => {
  it("require TLS, unless they turn it off by name", () => {
    expect(resolveOptions(options()).session).toMatchObject({ tls: {}, port: 3550 })
    expect(resolveOptions(options({ encryption: "implicit" })).session).toMatchObject({ tls: {}, port: 3550 })
    expect(resolveOptions(options({ encryption: "NONE_CODES_TRAVEL_IN_CLEARTEXT" })).session).toMatchObject({
      tls: null,
      port: 2775,
    })
    expect(resolveOptions(options({ port: 9000 })).session.port).toBe(9000)
  })

  it.each([
    [{ address: "Mon Compte" }, ["Mon Compte", 5, 0]],
    [{ address: "CAF" }, ["CAF", 5, 0]],
    [{ address: "+33639980000" }, ["33639980000", 1, 1]],
    [{ address: "36789" }, ["36789", 3, 0]],
    [{ address: "36789", ton: 0, npi: 1 }, ["36789", 0, 1]],
    [{ address: "CAF", ton: 6, npi: 18 }, ["CAF", 6, 18]],
  ])("derive the type of the sender from %j", (from, [source_addr, source_addr_ton, source_addr_npi]) => {
    expect(resolveOptions(options({ from })).source).toEqual({ source_addr, source_addr_ton, source_addr_npi })
  })

  it.each([
    [{ systemID: "canary" }, "systemID is not an option."],
    [{ tls: { cas: certificate.cert } }, "tls.cas is not an option. The options are ca, cert, key, servername."],
    [{ tls: { rejectUnauthorized: false } }, "tls.rejectUnauthorized is not an option."],
    [{ from: { address: "CAF", tone: 5 } }, "from.tone is not an option. The options are address, ton, npi."],
    [{ backOff: { longst: "1 hour" } }, "backOff.longst is not an option. The options are first, longest."],
    [{ "canary@b.org": true }, "One of the names is not an option."],
    [{ window: null }, "window must be a whole number from 1 to 10000."],
    [{ timeout: null }, "timeout must be a duration"],
    [{ port: null }, "port must be a whole number from 1 to 65535."],
  ])("refuse unknown and missing options: %j", (change, message) => {
    expect(() => resolveOptions(options(change))).toThrow(RangeError)
    expect(() => resolveOptions(options(change))).toThrow(message)
  })

  it.each([null, undefined, "canary", []])("must be an object, not %j", (value) => {
    expect(() => resolveOptions(value as unknown as SmppOptions)).toThrow(
      "The options must be an object with: host, port,",
    )
  })

  it("normalise the name of the service and the case of the host", () => {
    const { text } = resolveOptions(options({ service: "Cafe\u0301", domain: "WWW.Example.ORG" }))
    expect(text).toEqual({ service: "Caf\u00e9", domain: "www.example.org" })
  })

  const sender =
    "from.address must be a name of up to 11 letters and digits, a number such as +33639980000, or a short number."
  const host = "domain must be a host name, such as www.example.org."
  const service = "service must be one line of text."
  const long =
    "service and domain leave no room for the warning in one message, or service has letters that SMS cannot write."
  const tls = "tls must contain certificates and a key in PEM, and the key must match the certificate."
  const encryption = "encryption must be implicit or NONE_CODES_TRAVEL_IN_CLEARTEXT."
  const centre = "host must be the name or the IP address of a centre."
  const password = "password must be a string in Redacted.make()."

  it.each([certificate.cert, `${certificate.cert}\n${otherCertificate.cert}`])(
    "accept one or more trusted certificates in PEM (%#)",
    (ca) => {
      expect(resolveOptions(options({ tls: { ca } })).session.tls).toEqual({ ca })
    },
  )

  it.each<[object, string]>([
    // From a caller without types. Each of these would otherwise send in cleartext.
    [{ encryption: "tls" }, encryption],
    [{ encryption: "IMPLICIT" }, encryption],
    [{ encryption: "" }, encryption],
    [{ encryption: null }, encryption],
    [{ encryption: true }, encryption],
    // From a missing environment variable.
    [{ host: undefined }, centre],
    [{ host: "" }, centre],
    [{ host: "smsc.example.org " }, centre],
    [{ host: 5 }, centre],
    [{ systemId: undefined }, "systemId must be a string of at most 15 ASCII characters."],
    [{ password: undefined }, password],
    [{ password: "canary" }, password],
    [{ password: Redacted.make(undefined) }, password],
    [{ from: undefined }, sender],
    [{ from: "CAF" }, sender],
    [{ from: { address: 36_789 } }, sender],
    [{ service: 5 }, service],
    [{ domain: 5 }, host],
    [{ domain: null }, host],
    [{ port: "2775" }, "port must be a whole number from 1 to 65535."],
    [{ timeout: "soon" }, "timeout must be a duration above 0 and below 24 days."],
    [{ tls: { ca: "canary" } }, tls],
    [{ tls: { cert: "canary", key: "canary" } }, tls],
    [{ tls: { cert: certificate.cert, key: otherCertificate.key } }, tls],
    [{ tls: null }, tls],
  ])("refuse a value of the wrong type (%#)", (change, message) => {
    expect(() => resolveOptions(options(change))).toThrow(new RangeError(message))
  })

  it.each<[Partial<SmppOptions>, string]>([
    [{ from: { address: "" } }, sender],
    [{ from: { address: "Mon Compte !" } }, sender],
    [{ from: { address: "Allocations." } }, sender],
    [{ from: { address: "CAFÉ" } }, sender],
    [{ from: { address: " CAF" } }, sender],
    [{ from: { address: "12" } }, sender],
    [{ from: { address: "0639980000" } }, sender],
    [{ from: { address: "+0639980000" } }, sender],
    [{ from: { address: "+1234567890123456" } }, sender],
    [{ from: { address: "CAF\u0000" } }, sender],
    [{ from: { address: "CAF", ton: 7 } }, "from.ton must be a whole number from 0 to 6."],
    [{ from: { address: "CAF", npi: 1.5 } }, "from.npi must be a whole number from 0 to 18."],
    [{ port: 0 }, "port must be a whole number from 1 to 65535."],
    [{ port: 65_536 }, "port must be a whole number from 1 to 65535."],
    [{ window: 0 }, "window must be a whole number from 1 to 10000."],
    [{ systemId: "x".repeat(16) }, "systemId must be a string of at most 15 ASCII characters."],
    [{ systemId: "é" }, "systemId must be a string of at most 15 ASCII characters."],
    [{ systemType: "x".repeat(13) }, "systemType must be a string of at most 12 ASCII characters."],
    [{ password: Redacted.make("canary\u0000") }, "password must be a string of at most 64 ASCII characters."],
    [{ password: Redacted.make("canary".repeat(11)) }, "password must be a string of at most 64 ASCII characters."],
    [{ service: " " }, service],
    [{ service: "Mon\nCompte" }, service],
    [{ service: "Mon\ud800" }, service],
    [{ domain: "localhost" }, host],
    [{ domain: "https://example.org" }, host],
    [{ domain: "example.org:8443" }, host],
    [{ domain: "example.org #000000" }, host],
    [{ domain: "allocationsfamiliales.société" }, host],
    [{ domain: "192.0.2.1" }, host],
    [{ domain: `${"a".repeat(64)}.org` }, host],
    [{ service: "s".repeat(94) }, long],
    [{ service: "Ο λογαριασμός μου", domain: "monespace.example.org" }, long],
    [{ timeout: 0 }, "timeout must be a duration above 0 and below 24 days."],
    [{ timeout: "25 days" }, "timeout must be a duration above 0 and below 24 days."],
    [{ sessionTimeout: 0 }, "sessionTimeout must be a duration above 0 and below 24 days."],
    [{ enquireEvery: 0 }, "enquireEvery must be a duration above 0 and below 24 days."],
    [{ backOff: { first: 0 } }, "backOff.first must be a duration above 0 and below 24 days."],
    [{ backOff: { longest: 0 } }, "backOff.longest must be a duration above 0 and below 24 days."],
  ])("refuse the value %j", (change, message) => {
    expect(() => resolveOptions(options(change))).toThrow(new RangeError(message))
  })
})

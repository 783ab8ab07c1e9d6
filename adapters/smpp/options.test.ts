import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { selfSigned } from "../../test/smtp/certificate.ts"
import { type SmppOptions, settle } from "./options.ts"

const options = (change: object = {}): SmppOptions => ({
  host: "smsc.example.org",
  systemId: "mon-compte",
  password: Redacted.make("secret"),
  from: { address: "Mon Compte" },
  ...change,
})

const own = selfSigned("localhost")
const other = selfSigned("localhost")

describe("the options", () => {
  it("have TLS, unless it is spelt out that they have none", () => {
    expect(settle(options()).session).toMatchObject({ tls: {}, port: 3550 })
    expect(settle(options({ encryption: "implicit" })).session).toMatchObject({ tls: {}, port: 3550 })
    expect(settle(options({ encryption: "NONE_ANYONE_ON_THE_WAY_READS_THE_CODES" })).session).toMatchObject({
      tls: null,
      port: 2775,
    })
    expect(settle(options({ port: 9000 })).session.port).toBe(9000)
  })

  it.each([
    [{ address: "Mon Compte" }, ["Mon Compte", 5, 0]],
    [{ address: "CAF" }, ["CAF", 5, 0]],
    [{ address: "+33639980000" }, ["33639980000", 1, 1]],
    [{ address: "36789" }, ["36789", 3, 0]],
    [{ address: "36789", ton: 0, npi: 1 }, ["36789", 0, 1]],
    [{ address: "CAF", ton: 6, npi: 18 }, ["CAF", 6, 18]],
  ])("know from %j what kind of sender it is", (from, [source_addr, source_addr_ton, source_addr_npi]) => {
    expect(settle(options({ from })).source).toEqual({ source_addr, source_addr_ton, source_addr_npi })
  })

  it("compose the letters of the service's name, and take hosts in any case", () => {
    const { letterhead } = settle(options({ service: "Cafe\u0301", domain: "WWW.Example.ORG" }))
    expect(letterhead).toEqual({ service: "Caf\u00e9", domain: "www.example.org" })
  })

  const sender = "from.address must be a name of up to 11 letters and digits, or a number such as +33639980000."
  const host = "domain must be the name of a host, such as www.example.org."
  const service = "service must be one line of text."
  const long = "service and domain together are too long for one message."
  const tls = "tls must be certificates and a key in PEM, and the key that of the certificate."
  const encryption = "encryption must be implicit or NONE_ANYONE_ON_THE_WAY_READS_THE_CODES."
  const centre = "host must be the name or the address of a centre."
  const password = "password must be a text in Redacted.make()."

  it.each([own.cert, `${own.cert}\n${other.cert}`])("trust certificates in PEM, one or several (%#)", (ca) => {
    expect(settle(options({ tls: { ca } })).session.tls).toEqual({ ca })
  })

  it.each<[object, string]>([
    // As typed by who does without types: each would otherwise be sent in clear.
    [{ encryption: "tls" }, encryption],
    [{ encryption: "IMPLICIT" }, encryption],
    [{ encryption: "" }, encryption],
    [{ encryption: null }, encryption],
    [{ encryption: true }, encryption],
    // As from an environment variable that is not there.
    [{ host: undefined }, centre],
    [{ host: "" }, centre],
    [{ host: "smsc.example.org " }, centre],
    [{ host: 5 }, centre],
    [{ systemId: undefined }, "systemId must be up to 15 characters of ASCII."],
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
    [{ timeout: "soon" }, "timeout must be a time, and less than 24 days."],
    [{ tls: { ca: "canary" } }, tls],
    [{ tls: { cert: "canary", key: "canary" } }, tls],
    [{ tls: { cert: own.cert, key: other.key } }, tls],
    [{ tls: null }, tls],
  ])("are refused with what no type let through (%#)", (change, message) => {
    expect(() => settle(options(change))).toThrow(new RangeError(message))
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
    [{ systemId: "x".repeat(16) }, "systemId must be up to 15 characters of ASCII."],
    [{ systemId: "é" }, "systemId must be up to 15 characters of ASCII."],
    [{ systemType: "x".repeat(13) }, "systemType must be up to 12 characters of ASCII."],
    [{ password: Redacted.make("canary\u0000") }, "password must be up to 64 characters of ASCII."],
    [{ password: Redacted.make("canary".repeat(11)) }, "password must be up to 64 characters of ASCII."],
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
    [{ service: "s".repeat(133) }, long],
    [{ service: "Espace François", domain: "monespace.example.org" }, long],
    [{ timeout: 0 }, "timeout must be a time, and less than 24 days."],
    [{ timeout: "25 days" }, "timeout must be a time, and less than 24 days."],
    [{ sessionTimeout: 0 }, "sessionTimeout must be a time, and less than 24 days."],
    [{ enquireEvery: 0 }, "enquireEvery must be a time, and less than 24 days."],
    [{ backOff: { first: 0 } }, "backOff.first must be a time, and less than 24 days."],
    [{ backOff: { longest: 0 } }, "backOff.longest must be a time, and less than 24 days."],
  ])("are refused with %j", (change, message) => {
    expect(() => settle(options(change))).toThrow(new RangeError(message))
  })
})

import { generateKeyPairSync, randomBytes, sign } from "node:crypto"

/** A certificate and its key in PEM, for tests. Each run makes new ones, so no test key can be trusted by mistake. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

// The part of DER (ITU-T X.690) that a certificate (RFC 5280) needs.
const der = (tag: number, ...contents: ReadonlyArray<Uint8Array>): Buffer => {
  const body = Buffer.concat(contents)
  const length =
    body.length < 0x80
      ? [body.length]
      : body.length < 0x100
        ? [0x81, body.length]
        : [0x82, body.length >> 8, body.length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...length]), body])
}
const sequence = (...items: ReadonlyArray<Uint8Array>) => der(0x30, ...items)
const bits = (bytes: Uint8Array) => der(0x03, Buffer.from([0]), bytes)
const octets = (bytes: Uint8Array) => der(0x04, bytes)
const oid = (...bytes: ReadonlyArray<number>) => der(0x06, Buffer.from(bytes))
const time = (date: Date) => der(0x18, Buffer.from(`${date.toISOString().replace(/[-:T]|\.\d+/gu, "")}`, "ascii"))

const ECDSA_WITH_SHA256 = sequence(oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02))
const COMMON_NAME = oid(0x55, 0x04, 0x03)
const SUBJECT_ALT_NAME = oid(0x55, 0x1d, 0x11)
const BASIC_CONSTRAINTS = oid(0x55, 0x1d, 0x13)
const TRUE = Buffer.from([0x01, 0x01, 0xff])

const DAY = 24 * 60 * 60_000

/** A self-signed certificate for one host name, valid for two days: by default from yesterday to tomorrow. */
export const selfSigned = (host: string, until = Date.now() + DAY): Certificate => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" })
  const name = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(host)))))
  const extensions = sequence(
    sequence(BASIC_CONSTRAINTS, TRUE, octets(sequence(TRUE))),
    sequence(SUBJECT_ALT_NAME, octets(sequence(der(0x82, Buffer.from(host))))),
  )
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(8)])
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ECDSA_WITH_SHA256,
    name,
    sequence(time(new Date(until - 2 * DAY)), time(new Date(until))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, extensions),
  )
  const certificate = sequence(toBeSigned, ECDSA_WITH_SHA256, bits(sign("sha256", toBeSigned, privateKey)))
  const lines = certificate.toString("base64").match(/.{1,64}/gu) ?? []
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  }
}

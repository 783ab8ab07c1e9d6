/**
 * Report tokens: what the notice of a change lets its recipient send back, to report that the change is not theirs.
 *
 * A token proves itself. It has the account, when it was sent and for how many days, and the start of the blind index of
 * the contact. A MAC proves them. So neither the token nor a hash of it is stored, and the outbox has only what it is made
 * from. A person who reads or writes the database cannot make one without a key of the ring.
 *
 * It has 42 bytes, so 56 characters, all of GSM 03.38: with the address of a page it fits one SMS.
 */
import * as Effect from "effect/Effect"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Result from "effect/Result"
import { type KeyId, Keys } from "../../ports/keys.ts"

const ACCOUNT_BYTES = 16
const CONTACT_BYTES = 6
const MAC_BYTES = 13
/** The account, the time in milliseconds (6), the days (1) and the start of the blind index. */
const CLAIM_BYTES = ACCOUNT_BYTES + 6 + 1 + CONTACT_BYTES
const TOKEN_BYTES = CLAIM_BYTES + MAC_BYTES
const FORM = /^[A-Za-z0-9_-]{56}$/
const DAY = 24 * 60 * 60_000

/** What a token says. It is proved only by `isOwnToken`. */
export interface ReportClaim {
  readonly account: string
  /** In milliseconds since the epoch. */
  readonly sentAt: number
  /** From when the token reports nothing any more, in milliseconds since the epoch. */
  readonly until: number
  /** The start of the blind index of the contact. */
  readonly contact: string
  readonly claim: string
  readonly mac: Uint8Array
}

const bytesOf = (text: string): Uint8Array => Result.getOrElse(Base64Url.decode(text), () => new Uint8Array())

/** 8 characters of Base64 are 6 bytes. A blind index starts with the Base64 of a MAC. */
const startOf = (index: string) => index.slice(0, (CONTACT_BYTES * 4) / 3)

const macOf = (claim: string, contact: string, key: KeyId) =>
  Effect.flatMap(Keys, (keys) =>
    Effect.map(keys.mac("report-token", [claim, contact], key), (bytes) => bytes.subarray(0, MAC_BYTES)),
  )

/** Makes the token that is sent to a contact. `key` must be accepted. The same values make the same token. */
export const makeReportToken = Effect.fnUntraced(function* (sent: {
  readonly account: string
  /** The blind index of the contact. */
  readonly contact: string
  readonly sentAt: number
  readonly days: number
  readonly key: KeyId
}) {
  const claim = new Uint8Array(CLAIM_BYTES)
  claim.set(Uint8Array.from(sent.account.replaceAll("-", "").match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16)))
  const view = new DataView(claim.buffer)
  view.setUint16(ACCOUNT_BYTES, Math.floor(sent.sentAt / 2 ** 32))
  view.setUint32(ACCOUNT_BYTES + 2, sent.sentAt % 2 ** 32)
  view.setUint8(ACCOUNT_BYTES + 6, sent.days)
  claim.set(bytesOf(startOf(sent.contact)).subarray(0, CONTACT_BYTES), ACCOUNT_BYTES + 7)
  const mac = yield* macOf(Base64Url.encode(claim), sent.contact, sent.key)
  return Base64Url.encode(new Uint8Array([...claim, ...mac]))
})

/** Reads what a text says, if it has the form of a token. `null` for any other value. */
export const readReportToken = (input: unknown): ReportClaim | null => {
  // Pasted from a message, a token may have blanks around it.
  const text = typeof input === "string" && input.length <= 2 * TOKEN_BYTES ? input.trim() : ""
  if (!FORM.test(text)) return null
  const bytes = bytesOf(text)
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const hex = [...bytes.subarray(0, ACCOUNT_BYTES)].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  const sentAt = view.getUint16(ACCOUNT_BYTES) * 2 ** 32 + view.getUint32(ACCOUNT_BYTES + 2)
  return {
    account: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5"),
    sentAt,
    until: sentAt + view.getUint8(ACCOUNT_BYTES + 6) * DAY,
    contact: Base64Url.encode(bytes.subarray(ACCOUNT_BYTES + 7, CLAIM_BYTES)),
    claim: Base64Url.encode(bytes.subarray(0, CLAIM_BYTES)),
    mac: bytes.subarray(CLAIM_BYTES),
  }
}

/**
 * The contact to which a token was sent, out of these blind indexes. `null` if the token was made for none of them. It computes one MAC for each accepted key, whatever the token, which prevents timing attacks.
 */
export const contactOfToken = Effect.fnUntraced(function* (
  { claim, contact, mac }: ReportClaim,
  indexes: ReadonlyArray<string>,
) {
  const keys = yield* Keys
  const index = indexes.find((candidate) => startOf(candidate) === contact)
  const macs = yield* Effect.forEach(yield* keys.accepted, (key) => macOf(claim, index ?? "", key))
  // Every byte is compared: the time does not depend on the place of the first difference.
  const differs = (other: Uint8Array) => other.reduce((sum, byte, place) => sum | (byte ^ (mac[place] ?? 0)), 0) !== 0
  const isOwn = macs.map((other) => !differs(other)).includes(true)
  return index !== undefined && isOwn ? index : null
})

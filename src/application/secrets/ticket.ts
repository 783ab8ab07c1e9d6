import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Base64Url from "effect/encoding/Base64Url"
import * as Result from "effect/Result"
import { TicketUnknown } from "../../domain/ticket/ticket.ts"
import { type KeyId, Keys, type KeysDown } from "../../ports/keys.ts"

/** A ticket as a browser has it: an account, and 256 random bits. Session secrets and device tokens have this form too. */
export interface Ticket {
  readonly account: string
  /** Secret, for the browser alone. It ends with the id of the key under which it is hashed. */
  readonly text: string
  /** Stored in place of the text. */
  readonly hash: string
}

const hashOf = (text: string, key: KeyId) =>
  Effect.flatMap(Keys, (keys) => Effect.map(keys.mac("ticket", [text], key), (bytes) => Base64Url.encode(bytes)))

/** Makes a new ticket for an account. */
export const makeTicket = Effect.fnUntraced(function* (
  account: string,
): Effect.fn.Return<Ticket, KeysDown, Keys | SecureRandom.SecureRandom> {
  const random = yield* SecureRandom.SecureRandom
  const keys = yield* Keys
  const [key] = yield* keys.accepted
  const text = `${account}.${Base64Url.encode(yield* random.randomBytes(32))}.${key}`
  return { account, text, hash: yield* hashOf(text, key) }
})

/** The bytes of a timed ticket: random ones, its end in seconds since the epoch, and a MAC over both. */
const RANDOM_BYTES = 12
const CLAIM_BYTES = RANDOM_BYTES + 4

const macOfClaim = (account: string, claim: Uint8Array, key: KeyId) =>
  Effect.flatMap(Keys, (keys) =>
    Effect.map(keys.mac("timed-ticket", [account, Base64Url.encode(claim)], key), (bytes) => bytes.subarray(0, 16)),
  )

/**
 * Makes a new ticket that proves itself: where it was issued and until when it is valid can be read from it. So it
 * needs no place in a list, from which the tickets of strangers could evict it. `until` is in milliseconds since the
 * epoch.
 */
export const makeTimedTicket = Effect.fnUntraced(function* (
  account: string,
  until: number,
): Effect.fn.Return<Ticket, KeysDown, Keys | SecureRandom.SecureRandom> {
  const random = yield* SecureRandom.SecureRandom
  const keys = yield* Keys
  const [key] = yield* keys.accepted
  const claim = new Uint8Array(CLAIM_BYTES)
  claim.set(yield* random.randomBytes(RANDOM_BYTES))
  new DataView(claim.buffer).setUint32(RANDOM_BYTES, Math.floor(until / 1_000))
  const bytes = new Uint8Array([...claim, ...(yield* macOfClaim(account, claim, key))])
  const text = `${account}.${Base64Url.encode(bytes)}.${key}`
  return { account, text, hash: yield* hashOf(text, key) }
})

/** Until when a ticket is valid that `makeTimedTicket` made, in milliseconds since the epoch; 0 for any other one. */
export const endOfTimedTicket = Effect.fnUntraced(function* ({ account, text }: Ticket) {
  const [, , secret = "", key = ""] = FORM.exec(text) ?? []
  const bytes = Result.getOrElse(Base64Url.decode(secret), () => new Uint8Array(CLAIM_BYTES + 16))
  const claim = bytes.slice(0, CLAIM_BYTES)
  const until = new DataView(claim.buffer).getUint32(RANDOM_BYTES) * 1_000
  const expected = yield* macOfClaim(account, claim, key as KeyId)
  // In constant time, which prevents guessing the MAC byte by byte.
  const difference = expected.reduce((sum, byte, index) => sum | (byte ^ (bytes[CLAIM_BYTES + index] ?? 0)), 0)
  return difference === 0 ? until : 0
})

const FORM = /^([0-9a-f-]{36})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{1,32})$/
const LONGEST = 36 + 1 + 43 + 1 + 32

/** Whether a text has the form of a ticket. No identifier that people type has this form. */
export const isTicket = (input: unknown): input is string =>
  typeof input === "string" && input.length <= LONGEST && FORM.test(input)

/**
 * Reads a ticket that a caller sends. Whether it opens anything is for the domain to decide.
 *
 * A ticket under a key that is no longer accepted is unknown: it cannot be verified any more.
 */
export const readTicket = Effect.fnUntraced(function* (
  input: unknown,
): Effect.fn.Return<Ticket, TicketUnknown | KeysDown, Keys> {
  if (typeof input !== "string" || input.length > LONGEST) return yield* new TicketUnknown()
  const [text, account, , key] = FORM.exec(input) ?? []
  const keys = yield* Keys
  if (text === undefined || account === undefined || key === undefined || !(yield* keys.accepted).includes(key)) {
    return yield* new TicketUnknown()
  }
  return { account, text, hash: yield* hashOf(text, key) }
})

import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Base64Url from "effect/encoding/Base64Url"
import { TicketUnknown } from "../../domain/migration/draft.ts"
import { type KeyId, Keys, type KeysDown } from "../../ports/keys.ts"

/** A ticket as a browser holds it: the account it is about, and 256 random bits that prove it was given. */
export interface Ticket {
  readonly account: string
  /** What the browser holds. Secret. It ends in the id of the key it is hashed under. */
  readonly text: string
  /** What is stored of it. */
  readonly hash: string
}

const hashOf = (text: string, key: KeyId) =>
  Effect.flatMap(Keys, (keys) => Effect.map(keys.mac("ticket", [text], key), (bytes) => Base64Url.encode(bytes)))

export const makeTicket = Effect.fnUntraced(function* (
  account: string,
): Effect.fn.Return<Ticket, KeysDown, Keys | SecureRandom.SecureRandom> {
  const random = yield* SecureRandom.SecureRandom
  const keys = yield* Keys
  const [key] = yield* keys.accepted
  const text = `${account}.${Base64Url.encode(yield* random.randomBytes(32))}.${key}`
  return { account, text, hash: yield* hashOf(text, key) }
})

const FORM = /^([0-9a-f-]{36})\.[A-Za-z0-9_-]{43}\.([A-Za-z0-9_-]{1,32})$/
const LONGEST = 36 + 1 + 43 + 1 + 32

/** Whether this has the form of a ticket: no identifier that people type does. */
export const isTicket = (input: unknown): input is string =>
  typeof input === "string" && input.length <= LONGEST && FORM.test(input)

/** Reads what a caller gives as a ticket. Whether it opens anything is for the machines to say. */
export const readTicket = Effect.fnUntraced(function* (
  input: unknown,
): Effect.fn.Return<Ticket, TicketUnknown | KeysDown, Keys> {
  if (typeof input !== "string" || input.length > LONGEST) return yield* new TicketUnknown()
  const [text, account, key] = FORM.exec(input) ?? []
  const keys = yield* Keys
  // Under a key that was dropped since, nobody can tell any more whether it was given.
  if (text === undefined || account === undefined || key === undefined || !(yield* keys.accepted).includes(key)) {
    return yield* new TicketUnknown()
  }
  return { account, text, hash: yield* hashOf(text, key) }
})

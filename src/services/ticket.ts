import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import * as Base64Url from "effect/encoding/Base64Url"
import { TicketUnknown } from "../migration/draft.ts"
import { Keys } from "../ports/keys.ts"

/** A ticket as a browser holds it: the account it is about, and 256 random bits that prove it was given. */
export interface Ticket {
  readonly account: string
  /** What the browser holds. Secret. */
  readonly text: string
  /** What is stored of it. */
  readonly hash: string
}

const hashOf = (text: string) =>
  Effect.flatMap(Keys, (keys) => Effect.map(keys.mac("ticket", [text]), (bytes) => Base64Url.encode(bytes)))

export const makeTicket = Effect.fnUntraced(function* (
  account: string,
): Effect.fn.Return<Ticket, Effect.Error<ReturnType<typeof hashOf>>, Keys | SecureRandom.SecureRandom> {
  const random = yield* SecureRandom.SecureRandom
  const text = `${account}.${Base64Url.encode(yield* random.randomBytes(32))}`
  return { account, text, hash: yield* hashOf(text) }
})

const FORM = /^([0-9a-f-]{36})\.[A-Za-z0-9_-]{43}$/

/** Reads what a caller gives as a ticket. Whether it opens anything is for the machines to say. */
export const readTicket = Effect.fnUntraced(function* (
  input: unknown,
): Effect.fn.Return<Ticket, TicketUnknown | Effect.Error<ReturnType<typeof hashOf>>, Keys> {
  const account = typeof input === "string" && input.length === 80 ? FORM.exec(input)?.[1] : undefined
  if (account === undefined) return yield* new TicketUnknown()
  const text = String(input)
  return { account, text, hash: yield* hashOf(text) }
})

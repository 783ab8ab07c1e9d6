import { NotifierDown, Undeliverable } from "../../src/ports/notifier.ts"

/** What a failed sending leaves behind, as far as it is looked at. Texts of servers are not: they quote addresses. */
export interface Failure {
  /** How the client names it: `EENVELOPE`, `EAUTH`, `ETIMEDOUT`… */
  readonly kind: string
  /** What was being said: `CONN`, `AUTH PLAIN`, `MAIL FROM`, `RCPT TO`, `DATA`… */
  readonly command: string
  /** The reply code (RFC 5321), or 0 when there was no reply. */
  readonly reply: number
  /** The enhanced status code (RFC 3463), such as `5.1.1`, or an empty text. */
  readonly status: string
}

const field = (error: unknown, name: string): unknown =>
  typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined

const word = (value: unknown) => (typeof value === "string" && /^[A-Z][A-Z0-9 -]{0,30}$/u.test(value) ? value : "")

/** Takes from a client's error only what cannot hold an address, a code or a secret. */
export const failureIn = (error: unknown): Failure => {
  const reply = field(error, "responseCode")
  const response = field(error, "response")
  const [, status = ""] =
    /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/u.exec(typeof response === "string" ? response : "") ?? []
  return {
    kind: word(field(error, "code")),
    command: word(field(error, "command")),
    reply: typeof reply === "number" ? reply : 0,
    status,
  }
}

/** Replies about how we speak or who we are, at any point: commands, their order and parameters, TLS, credentials. */
const OURS = new Set([500, 502, 503, 504, 530, 534, 535, 538, 555])

/**
 * Enhanced statuses that are not about the recipient (RFC 3463), whichever command they answer: the sender's address
 * (5.1.7, 5.1.8), the relay itself (5.3.x), the protocol (5.5.x), the letter (5.6.x), policy and security (5.7.x).
 */
const NOT_ABOUT_CONTACT = /^5\.(?:1\.[78]$|[3567]\.)/u

/**
 * Whether a failure is about the contact, for good, or about the post, for now.
 *
 * Only a 5xx reply to the recipient or to the letter itself is about the contact. A refusal of the connection, of our
 * credentials or of the sender, which many relays tell only once the recipient is named, and any refusal out of policy
 * (relaying, reputation, missing signatures) or protocol, is about us: the letter waits until somebody has put it right.
 * So does whatever is cut, late or garbled; after the final dot the letter may then have been taken, and the next one
 * is its twin (RFC 1047).
 */
export const outcomeOf = ({ command, reply, status }: Failure): NotifierDown | Undeliverable => {
  const isFinal = reply >= 500 && reply < 600 && !OURS.has(reply)
  const isAboutContact = (command === "RCPT TO" || command === "DATA") && !NOT_ABOUT_CONTACT.test(status)
  return isFinal && isAboutContact ? new Undeliverable() : new NotifierDown()
}

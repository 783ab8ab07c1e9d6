import { NotifierDown, Undeliverable } from "../../src/ports/notifier.ts"

/** What is known about a failed delivery. It leaves out the texts of servers, because they quote addresses. */
export interface Failure {
  /** The error code of the client: `EENVELOPE`, `EAUTH`, `ETIMEDOUT`… */
  readonly kind: string
  /** The SMTP command that failed: `CONN`, `AUTH PLAIN`, `MAIL FROM`, `RCPT TO`, `DATA`… */
  readonly command: string
  /** The reply code (RFC 5321), or 0 without a reply. */
  readonly reply: number
  /** The enhanced status code (RFC 3463), such as `5.1.1`, or an empty text. */
  readonly status: string
}

const field = (error: unknown, name: string): unknown =>
  typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined

const word = (value: unknown) => (typeof value === "string" && /^[A-Z][A-Z0-9 -]{0,30}$/u.test(value) ? value : "")

/** Reads the codes of a client's error, and no text that could contain an address, a code or a secret. */
export const failureFrom = (error: unknown): Failure => {
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

/** Replies about the client and not the contact: commands, their order and parameters, TLS, authentication. */
const ABOUT_CLIENT = new Set([500, 502, 503, 504, 530, 534, 535, 538, 555])

/**
 * Enhanced statuses that are not about the recipient, for any command (RFC 3463):
 * - 5.1.7 and 5.1.8: the address of the sender.
 * - 5.3.x: the relay itself.
 * - 5.5.x: the protocol.
 * - 5.6.x: the content.
 * - 5.7.x: policy and security.
 */
const NOT_ABOUT_CONTACT = /^5\.(?:1\.[78]$|[3567]\.)/u

/**
 * Classifies a failure: `Undeliverable` for a permanent refusal of the contact, else `NotifierDown`.
 *
 * Only a 5xx reply to the recipient or to the message itself is about the contact. A refused connection, refused
 * credentials or a refused sender is about the client, and many relays report it only after `RCPT TO`. A refusal by
 * policy (relaying, reputation, missing signatures) or by protocol is about the client too. The message then stays in
 * the outbox until an operator corrects the cause. A cut, late or garbled reply has the same result. After the final
 * dot the relay may have accepted the message, and the retry is an identical message (RFC 1047).
 */
export const notifierErrorOf = ({ command, reply, status }: Failure): NotifierDown | Undeliverable => {
  const isFinal = reply >= 500 && reply < 600 && !ABOUT_CLIENT.has(reply)
  const isAboutContact = (command === "RCPT TO" || command === "DATA") && !NOT_ABOUT_CONTACT.test(status)
  return isFinal && isAboutContact ? new Undeliverable() : new NotifierDown()
}

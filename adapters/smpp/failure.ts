import { NotifierDown, Undeliverable } from "../../src/ports/notifier.ts"

/** What is known about a failed exchange with the message centre. It contains no text of the centre. */
export interface Failure {
  /**
   * `REFUSED` by the centre, `TOO_LATE`, `LOST`, `CLOSED` by this adapter, `GARBLED`, or a system code such as
   * `ECONNREFUSED`.
   */
  readonly kind: string
  /** The request: `bind_transmitter`, `submit_sm`, `enquire_link`; empty if there was none. */
  readonly command: string
  /** The command status of a refusal as the specification writes it, `0x0000000B`, else empty. */
  readonly status: string
}

/** Makes a failure. */
export const failure = (kind: string, command = "", status = ""): Failure => ({ kind, command, status })

/** Makes the failure of a request that the centre refused with this command status. */
export const refusal = (command: string, status: number): Failure =>
  failure("REFUSED", command, `0x${status.toString(16).toUpperCase().padStart(8, "0")}`)

/** Reads only the code of an error of the `smpp` library or the system: its text may quote the number or the code. */
export const failureFrom = (error: unknown): Failure => {
  const code: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined
  return failure(typeof code === "string" && /^[A-Z][A-Z0-9_]{0,60}$/u.test(code) ? code : "GARBLED")
}

/** The statuses about the destination number (SMPP 3.4, 5.1.3). */
const ABOUT_CONTACT = new Set([
  "0x0000000B", // ESME_RINVDSTADR
  "0x00000050", // ESME_RINVDSTTON
  "0x00000051", // ESME_RINVDSTNPI
])

/**
 * Classifies a failure: `Undeliverable` for a permanent refusal of the contact, else `NotifierDown`.
 *
 * Only a refusal of the number itself is about the contact. Every other failure leaves the message in the outbox:
 * - The centre throttles (0x58), has a full queue (0x14) or an error (0x08, 0x45).
 * - It refuses the sender, the credentials or the text.
 * - It answers with a carrier's own status (from 0x400).
 * - Its reply is cut, late or garbled. It may have accepted the message, and the retry is an identical message.
 */
export const notifierErrorOf = ({ command, status }: Failure): NotifierDown | Undeliverable =>
  command === "submit_sm" && ABOUT_CONTACT.has(status) ? new Undeliverable() : new NotifierDown()

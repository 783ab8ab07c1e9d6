import { NotifierDown, Undeliverable } from "../../src/ports/notifier.ts"

/** What a failed exchange leaves behind, as far as it is looked at. */
export interface Failure {
  /** `REFUSED` by the centre, `TOO_LATE`, `LOST`, `CLOSED` by us, `GARBLED`, or what the system calls it: `ECONNREFUSED`… */
  readonly kind: string
  /** What was asked: `bind_transmitter`, `submit_sm`, `enquire_link`; empty when nothing was. */
  readonly command: string
  /** The command status of a refusal as the specification writes it, `0x0000000B`, else empty. */
  readonly status: string
}

export const failure = (kind: string, command = "", status = ""): Failure => ({ kind, command, status })

export const refusal = (command: string, status: number): Failure =>
  failure("REFUSED", command, `0x${status.toString(16).toUpperCase().padStart(8, "0")}`)

/** Takes from a driver's or the system's error only its code. */
export const failureIn = (error: unknown): Failure => {
  const code: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined
  return failure(typeof code === "string" && /^[A-Z][A-Z0-9_]{0,60}$/u.test(code) ? code : "GARBLED")
}

/** Statuses about the number it was sent to (SMPP 3.4, 5.1.3). */
const ABOUT_CONTACT = new Set([
  "0x0000000B", // ESME_RINVDSTADR
  "0x00000050", // ESME_RINVDSTTON
  "0x00000051", // ESME_RINVDSTNPI
])

/**
 * Whether a failure is about the contact, for good, or about the carrier, for now.
 *
 * Only a refusal of the number itself is about the contact. A centre that is throttling (0x58), full (0x14), out of order
 * (0x08) or vague (0x45), our own sender, credentials or text refused, statuses of a carrier's own (from 0x400) and
 * whatever is cut, late or garbled: the message waits. It may then have been taken already, and the next one is its twin.
 */
export const outcomeOf = ({ command, status }: Failure): NotifierDown | Undeliverable =>
  command === "submit_sm" && ABOUT_CONTACT.has(status) ? new Undeliverable() : new NotifierDown()

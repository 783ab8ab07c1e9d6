/**
 * Ticket: the right of one browser to take the next step, once and for a short time.
 *
 * A right password or another proof of identity gives a browser a ticket. It starts the migration, or meets one pending
 * requirement, and opens nothing else. The browser has the secret; the domain knows only its hash.
 */
import * as Schema from "effect/Schema"

/** A ticket as stored. `ticket` is a hash, and `until` the time from which it is no longer valid. */
export const IssuedTicket = Schema.Struct({ ticket: Schema.String, until: Schema.Finite })
export type IssuedTicket = typeof IssuedTicket.Type

/** Enough for a person with several browsers. The limit prevents sign-ins from filling the storage. */
const MOST_TICKETS = 5

/** Adds a ticket, and removes those that are no longer valid. If there are too many, the oldest is removed. */
export const addTicket = <T extends IssuedTicket>(tickets: ReadonlyArray<T>, ticket: T, at: number): ReadonlyArray<T> =>
  [...tickets.filter(({ until }) => at < until), ticket].slice(-MOST_TICKETS)

/** The other tickets, after this one was used. */
export const withoutTicket = <T extends IssuedTicket>(tickets: ReadonlyArray<T>, ticket: string): ReadonlyArray<T> =>
  tickets.filter((other) => other.ticket !== ticket)

/** Whether one of these tickets has this hash and is still valid. */
export const isValidTicket = (tickets: ReadonlyArray<IssuedTicket>, ticket: string, at: number): boolean =>
  tickets.some((issued) => issued.ticket === ticket && at < issued.until)

/** The ticket opens nothing: it was never issued, it was used, or it is too old. */
export class TicketUnknown extends Schema.TaggedError<TicketUnknown>()("TicketUnknown", {}) {
  override get message(): string {
    return "This sign-in is no longer known: sign in again."
  }
}

import { addTicket, withoutTicket } from "../ticket/ticket.ts"
import { initialContacts } from "./contacts.ts"
import type { Event } from "./event.ts"
import { withKnown } from "./owner.ts"
import type { Active, State, Unopened } from "./state.ts"

type EventOf<Tag extends Event["_tag"]> = Extract<Event, { readonly _tag: Tag }>

/** The proof for which a ticket was given; `undefined` for an unknown ticket, and for one that was stored earlier. */
export const proofOfTicket = ({ tickets }: Unopened, ticket: string) =>
  tickets.find((issued) => issued.ticket === ticket)?.by

/** Adds the ticket, and remembers a stronger proof of identity than facts. */
export const issueTicketTo = (
  state: Unopened,
  { at, by, owner, ticket, until }: EventOf<"TicketIssued">,
): Unopened => ({
  ...state,
  owner: withKnown(state.owner, owner),
  tickets: addTicket(state.tickets, { ticket, until, by }, at),
  ...(by === "Document" || by === "Counter" ? { documentSeen: true } : {}),
})

/** Uses up the ticket, and remembers its proof. */
export const startMigrationOf = (state: Unopened, { ticket }: EventOf<"MigrationStarted">): State =>
  state.owner === null
    ? state
    : {
        ...state,
        _tag: "Migrating",
        owner: state.owner,
        tickets: withoutTicket(state.tickets, ticket),
        openedBy: proofOfTicket(state, ticket),
      }

/** The account is legacy again. */
export const withoutMigration = (state: Unopened): Extract<Unopened, { readonly _tag: "Legacy" }> => {
  if (state._tag === "Legacy") return state
  const { openedBy: _, ...others } = state
  return { ...others, _tag: "Legacy" }
}

/** Tickets that were given for the legacy password end with it, and so does a migration that one of them started. */
export const withoutLegacyPassword = (
  state: Unopened,
  { barsRecordedContact }: EventOf<"LegacyPasswordDisabled">,
): State => ({
  ...withoutMigration(state),
  tickets: [],
  legacyPasswordDisabled: true,
  ...(barsRecordedContact === true ? { recordedContactBarred: true } : {}),
})

/** The account after the wizard. A confidential mode that an agent set before goes on, and withholds no new contact. */
export const activated = (
  { confidential, openedBy, owner, recordedContactBarred }: Extract<Unopened, { readonly _tag: "Migrating" }>,
  { at, contact, terms }: EventOf<"Activated">,
): Active => ({
  _tag: "Active",
  owner,
  terms,
  contacts: { ...initialContacts(contact, at), ...(confidential === undefined ? {} : { withheld: [] }) },
  requestedContact: null,
  since: at,
  openedBy,
  pendingRequirements: [],
  compromised: null,
  passwordVersion: 1,
  passwordSince: at,
  ...(recordedContactBarred === true ? { recordedContactBarred } : {}),
  ...(confidential === undefined ? {} : { confidential }),
})

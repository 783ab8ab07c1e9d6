import { barFromRecovery, changeContact } from "./contacts.ts"
import type { Event } from "./event.ts"
import { withRecorded } from "./replaced-contact.ts"
import type { Active } from "./state.ts"

type EventOf<Tag extends Event["_tag"]> = Extract<Event, { readonly _tag: Tag }>

/** The requested contact; `null` if it is one of these, which must not become the present one by a code others read. */
export const requestedUnless = ({ requestedContact }: Active, indexes: ReadonlyArray<string>) =>
  requestedContact !== null && indexes.includes(requestedContact.index) ? null : requestedContact

export const withChangedContact = (state: Active, { contact, ...when }: EventOf<"ContactChanged">): Active => ({
  ...state,
  requestedContact: null,
  contacts: changeContact(state.contacts, contact, when),
})

export const withRecordedContacts = (
  state: Active,
  { contacts, until }: EventOf<"RecordedContactsRemembered">,
): Active => ({ ...state, contacts: withRecorded(state.contacts, contacts, until) })

export const withBarredContacts = (state: Active, { at, indexes }: EventOf<"ContactsBarred">): Active => ({
  ...state,
  contacts: barFromRecovery(state.contacts, indexes, at),
  requestedContact: requestedUnless(state, indexes),
})

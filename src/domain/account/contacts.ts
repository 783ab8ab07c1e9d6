/**
 * The contacts of an account, and what each may be used for.
 *
 * A new contact receives messages at once. It recovers the account only after 24 hours; until then the contact that did
 * so before keeps that role. A contact that the two members of a couple share is barred from recovery when they
 * separate, until its owner proves it again.
 */
import * as Schema from "effect/Schema"
import { SealedContact } from "../contact/sealed-contact.ts"

const at = Schema.Finite

export const Contacts = Schema.Struct({
  present: SealedContact,
  /** The time from which the present contact recovers the account. */
  recoversFrom: at,
  /** Whether the present contact is barred from recovery until it is proved again. */
  barred: Schema.Boolean,
  /** The contact that recovers the account until the present one does. */
  former: Schema.NullOr(Schema.Struct({ contact: SealedContact, until: at })),
})
export type Contacts = typeof Contacts.Type

/** The contact proved when the account became active: it may be used for everything at once. */
export const initialContacts = (present: SealedContact): Contacts => ({
  present,
  recoversFrom: 0,
  barred: false,
  former: null,
})

/** The contacts to which a recovery code may be sent, the present one first. */
export const recoveryContacts = (
  { barred, former, present, recoversFrom }: Contacts,
  at: number,
): ReadonlyArray<SealedContact> => [
  ...(!barred && at >= recoversFrom ? [present] : []),
  ...(former !== null && at < former.until ? [former.contact] : []),
]

/**
 * Replaces the present contact by one that was just proved. Proving the present one again lifts its bar, and changes
 * nothing else.
 *
 * The contact that recovers the account now keeps that role until the new one takes over. A contact that was itself
 * proved less than 24 hours ago never gets it. Otherwise two changes in a row would let the first of them recover the
 * account at once. Going back to the contact that recovers the account takes effect at once.
 */
export const changeContact = (
  contacts: Contacts,
  contact: SealedContact,
  { at, recoversFrom }: { readonly at: number; readonly recoversFrom: number },
): Contacts => {
  if (contact.index === contacts.present.index) return { ...contacts, present: contact, barred: false }
  const [recovering] = recoveryContacts(contacts, at)
  return recovering?.index === contact.index
    ? { present: contact, recoversFrom: at, barred: false, former: null }
    : {
        present: contact,
        recoversFrom,
        barred: false,
        former: recovering === undefined ? null : { contact: recovering, until: recoversFrom },
      }
}

/** Bars the contacts with these blind indexes from recovery. */
export const barFromRecovery = (contacts: Contacts, indexes: ReadonlyArray<string>): Contacts => {
  const { former, present } = contacts
  return {
    ...contacts,
    barred: contacts.barred || indexes.includes(present.index),
    former: former !== null && indexes.includes(former.contact.index) ? null : former,
  }
}

/** The contacts to which announcements about the account are sent. */
export const contactsToNotify = ({ former, present }: Contacts, at: number): ReadonlyArray<SealedContact> =>
  former !== null && at < former.until ? [present, former.contact] : [present]

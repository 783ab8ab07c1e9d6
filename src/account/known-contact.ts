/**
 * The contacts an account is reached by.
 *
 * A new contact is written to at once, but does not serve to recover the account for its first 24 hours: until then the
 * one before does. One that two members of a couple share is barred from recovery when they separate, until its owner
 * proves it again.
 */
import * as Schema from "effect/Schema"

const at = Schema.Finite

/** A contact as stored: its kind, a blind index to compare it by, a ciphertext to write to it, its owner's language. */
export const Contact = Schema.Struct({
  kind: Schema.Literals(["Email", "Mobile"]),
  index: Schema.String,
  sealed: Schema.String,
  language: Schema.Literals(["fr", "en"]),
})
export type Contact = typeof Contact.Type

export const Contacts = Schema.Struct({
  present: Contact,
  /** From when on the present one serves to recover the account. */
  recoversFrom: at,
  /** The present one does not serve to recover the account until it is proved again. */
  barred: Schema.Boolean,
  /** The one before, as long as it still serves to recover the account. */
  former: Schema.NullOr(Schema.Struct({ contact: Contact, until: at })),
})
export type Contacts = typeof Contacts.Type

/** The contact proved when the account became active: it serves for everything at once. */
export const first = (present: Contact): Contacts => ({ present, recoversFrom: 0, barred: false, former: null })

/** Another contact, just proved. Proving the present one again lifts its bar, and changes nothing else. */
export const change = (contacts: Contacts, contact: Contact, recoversFrom: number): Contacts => {
  const { barred, former, present } = contacts
  if (contact.index === present.index) return { ...contacts, present: contact, barred: false }
  // A barred contact was shared with somebody else: it stops serving now, not in a day.
  return {
    present: contact,
    recoversFrom,
    barred: false,
    former: barred ? former : { contact: present, until: recoversFrom },
  }
}

/** The contacts that are the same as one of these, by their blind indexes, no longer serve to recover the account. */
export const bar = (contacts: Contacts, indexes: ReadonlyArray<string>): Contacts => {
  const { former, present } = contacts
  return {
    ...contacts,
    barred: contacts.barred || indexes.includes(present.index),
    former: former !== null && indexes.includes(former.contact.index) ? null : former,
  }
}

/** The contacts a recovery code may be sent to, the present one first. */
export const forRecovery = (
  { barred, former, present, recoversFrom }: Contacts,
  at: number,
): ReadonlyArray<Contact> => [
  ...(!barred && at >= recoversFrom ? [present] : []),
  ...(former !== null && at < former.until ? [former.contact] : []),
]

/** Every contact that is told of what happens to the account. */
export const toTell = ({ former, present }: Contacts, at: number): ReadonlyArray<Contact> =>
  former !== null && at < former.until ? [present, former.contact] : [present]

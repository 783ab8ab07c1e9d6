/**
 * The contacts an account is reached by.
 *
 * A new contact is written to at once, but does not serve to recover the account for its first 24 hours: until then the
 * one that served before does. One that two members of a couple share is barred from recovery when they separate, until
 * its owner proves it again.
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
  /** The one that served before, as long as it still serves to recover the account. */
  former: Schema.NullOr(Schema.Struct({ contact: Contact, until: at })),
})
export type Contacts = typeof Contacts.Type

/** The contact proved when the account became active: it serves for everything at once. */
export const first = (present: Contact): Contacts => ({ present, recoversFrom: 0, barred: false, former: null })

/** The contacts a recovery code may be sent to, the present one first. */
export const forRecovery = (
  { barred, former, present, recoversFrom }: Contacts,
  at: number,
): ReadonlyArray<Contact> => [
  ...(!barred && at >= recoversFrom ? [present] : []),
  ...(former !== null && at < former.until ? [former.contact] : []),
]

/**
 * Another contact, just proved. Proving the present one again lifts its bar, and changes nothing else.
 *
 * Until it serves, the one that has served goes on, and never one that was itself proved less than a day ago: else two
 * changes in a row would have the first of them recover the account at once. Going back to the one that serves leaves
 * nothing to wait for.
 */
export const change = (
  contacts: Contacts,
  contact: Contact,
  { at, recoversFrom }: { readonly at: number; readonly recoversFrom: number },
): Contacts => {
  if (contact.index === contacts.present.index) return { ...contacts, present: contact, barred: false }
  const [serving] = forRecovery(contacts, at)
  return serving?.index === contact.index
    ? { present: contact, recoversFrom: at, barred: false, former: null }
    : {
        present: contact,
        recoversFrom,
        barred: false,
        former: serving === undefined ? null : { contact: serving, until: recoversFrom },
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

/** Every contact that is told of what happens to the account. */
export const contactsToNotify = ({ former, present }: Contacts, at: number): ReadonlyArray<Contact> =>
  former !== null && at < former.until ? [present, former.contact] : [present]

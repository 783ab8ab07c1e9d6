import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import { type Contact, type Contacts, contactsToNotify } from "../../domain/account/known-contact.ts"
import type { AnnouncementAbout } from "../../ports/notifier.ts"
import { orderAnnouncement } from "./orders.ts"

/** What happened, to the owner of an account, at these contacts. */
export const tellAt = Effect.fnUntraced(function* (
  account: string,
  contacts: ReadonlyArray<Contact>,
  about: AnnouncementAbout,
  at: number,
) {
  const random = yield* SecureRandom.SecureRandom
  // It travels in letters, so nothing that is stored is in it.
  const id = yield* random.uuidV4()
  return contacts.map((contact, nth) => orderAnnouncement({ id: `${id}.${nth + 1}`, account, contact, about, at }))
})

/** What happened, to the owner of an account, at every contact there is. */
export const announce = (account: string, contacts: Contacts, about: AnnouncementAbout, at: number) =>
  tellAt(account, contactsToNotify(contacts, at), about, at)

import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import { type Contacts, contactsToNotify } from "../../domain/account/contacts.ts"
import type { SealedContact } from "../../domain/contact/sealed-contact.ts"
import type { AnnouncementAbout } from "../../ports/notifier.ts"
import { orderAnnouncement } from "./orders.ts"

/** Orders an announcement to these contacts of an account. */
export const announceTo = Effect.fnUntraced(function* (
  account: string,
  contacts: ReadonlyArray<SealedContact>,
  about: AnnouncementAbout,
  at: number,
) {
  const random = yield* SecureRandom.SecureRandom
  // The id is sent with the message, so it is random and derived from no stored value.
  const id = yield* random.uuidV4()
  return contacts.map((contact, index) => orderAnnouncement({ id: `${id}.${index + 1}`, account, contact, about, at }))
})

/** Orders an announcement to every contact of an account. */
export const announce = (account: string, contacts: Contacts, about: AnnouncementAbout, at: number) =>
  announceTo(account, contactsToNotify(contacts, at), about, at)

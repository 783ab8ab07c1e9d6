import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Effect from "effect/Effect"
import { type Contacts, contactsToNotify } from "../../domain/account/contacts.ts"
import { reporters } from "../../domain/account/report.ts"
import type { State } from "../../domain/account/state.ts"
import type { SealedContact } from "../../domain/contact/sealed-contact.ts"
import type { AnnouncementAbout } from "../../ports/notifier.ts"
import { orderAnnouncement } from "./orders.ts"
import { wayBack } from "./way-back.ts"

/**
 * Orders an announcement to these contacts of an account. Those in `mayReport` can report the change with a token, if the
 * announcement is of a kind that has one.
 */
export const announceTo = Effect.fnUntraced(function* (
  account: string,
  contacts: ReadonlyArray<SealedContact>,
  about: AnnouncementAbout,
  at: number,
  mayReport: ReadonlyArray<SealedContact> = [],
) {
  const random = yield* SecureRandom.SecureRandom
  // The id is sent with the message, so it is random and derived from no stored value.
  const id = yield* random.uuidV4()
  const reportOf = yield* wayBack(about, mayReport)
  return contacts.map((contact, index) =>
    orderAnnouncement({ id: `${id}.${index + 1}`, account, contact, about, at, report: reportOf(contact) }),
  )
})

/**
 * Orders an announcement to every contact of an account. `contacts` are those before the change: a new contact must not
 * receive the token that reports it. `after` is the account after a change of them: a contact that it dropped cannot
 * report it.
 */
export const announce = (account: string, contacts: Contacts, about: AnnouncementAbout, at: number, after?: State) =>
  announceTo(account, contactsToNotify(contacts, at), about, at, lastingReporters(contacts, after, at))

/** The contacts that may report a change, before it and after it. */
export const lastingReporters = (
  before: Contacts,
  after: State | undefined,
  at: number,
): ReadonlyArray<SealedContact> => {
  const still = reporters(after?._tag === "Active" ? after.contacts : before, at)
  return reporters(before, at).filter(({ index }) => still.some((contact) => contact.index === index))
}

import * as Effect from "effect/Effect"
import type * as Account from "../../domain/account/account.ts"
import { allContacts, withheldIndexes } from "../../domain/account/contacts.ts"
import type { Contact } from "../../domain/contact/contact.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import { Storage } from "../../ports/storage.ts"
import { ContactWithheld } from "../contract/confidential-refusals.ts"
import { type LoadedDataKey, readDataKey } from "../secrets/data-key.ts"
import { contactIndexes, openContact } from "../secrets/sealed-contact.ts"
import { contactsOfPartners } from "./partner-contacts.ts"
import { comparable } from "./shared-contacts.ts"

/** The blind indexes that an account withholds; `null` outside the confidential mode. */
const withheldBy = (state: Account.State): ReadonlyArray<string> | null => {
  if (state._tag === "Closed") return state.withheld ?? null
  if (state.confidential === undefined) return null
  return state._tag === "Active" ? withheldIndexes(state.contacts) : []
}

export const isConfidential = (state: Account.State): boolean => withheldBy(state) !== null

/**
 * Whether a contact receives nothing now: the account is in confidential mode, and another person may read the contact.
 *
 * It compares with the partners' contacts of this moment, so a contact that a partner proved since is withheld too. Ask
 * again right before a message is sent or a recovery succeeds. `isAlwaysCompared` also compares outside the mode.
 */
export const isWithheld = Effect.fnUntraced(function* (
  person: string,
  state: Account.State,
  { contact, index }: { readonly contact: Contact; readonly index: string },
  isAlwaysCompared = false,
) {
  const withheld = withheldBy(state)
  if (withheld === null && !isAlwaysCompared) return false
  // The message and the account may have the indexes of two keys, if the keys were rotated since.
  const indexes = [index, ...(yield* contactIndexes(contact))]
  if (indexes.some((one) => withheld?.includes(one) === true)) return true
  // The files of an account that was merged name the one that stays.
  const named = state._tag === "Closed" ? (state.successor ?? person) : person
  return (yield* contactsOfPartners(named)).has(comparable(contact))
})

/** Refuses, in confidential mode, a contact that another person may read: no code would arrive. */
export const mustNotBeWithheld = Effect.fnUntraced(function* (
  person: string,
  state: Account.State,
  dataKey: LoadedDataKey,
  contact: Contact,
) {
  const withheld = withheldBy(state)
  if (withheld === null) return
  // A contact that was named and then replaced may be forgotten by the account, but not by the mode.
  const indexes = yield* contactIndexes(contact)
  if (indexes.some((index) => withheld.includes(index))) return yield* new ContactWithheld({ field: "contact" })
  const text = comparable(contact)
  const known = state._tag === "Active" ? allContacts(state.contacts) : []
  const named = yield* Effect.forEach(
    known.filter(({ index }) => withheld.includes(index)),
    (sealed) => Effect.map(openContact(dataKey, sealed), comparable),
  )
  if (named.includes(text) || (yield* contactsOfPartners(person)).has(text))
    return yield* new ContactWithheld({ field: "contact" })
})

/**
 * Whether a contact of an open account, by its blind index, is withheld now. Ask before something that was sent to it
 * changes the account: a partner may read the mailbox since.
 */
export const isOwnContactWithheld = Effect.fnUntraced(function* (person: string, state: Account.State, index: string) {
  if (state._tag !== "Active" || state.confidential === undefined) return false
  const sealed = allContacts(state.contacts).find((contact) => contact.index === index)
  if (sealed === undefined) return false
  const storage = yield* Storage
  const { rows } = yield* storage.load([DataKey.stream.id(person)])
  const contact = yield* openContact(yield* readDataKey(person, rows[0]), sealed)
  return yield* isWithheld(person, state, { contact, index })
})

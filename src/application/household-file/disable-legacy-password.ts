import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { type Contact, parse } from "../../domain/contact/contact.ts"
import { everHeld } from "../../domain/household/members.ts"
import { Nir } from "../../domain/nir/nir.ts"
import { RecordedContacts } from "../../ports/recorded-contacts.ts"
import { Policies } from "../contract/policies.ts"
import { announceTo } from "../outbox/announce.ts"
import { open } from "../secrets/data-key.ts"
import { contactIndexes, sealContact } from "../secrets/sealed-contact.ts"
import { executeOrDie } from "../unit-of-work/aggregate.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { type LoadedFile, referenceOf } from "./load-file.ts"
import { comparable, type FormerPartner, recoveryContacts } from "./shared-contacts.ts"
import { isConfidential } from "./withheld-contacts.ts"

/**
 * Whether the 8-digit password of a file may open the wizard of an account: that of a person who holds the file or held
 * it, and that of a person who used this password.
 */
export const opensByLegacyPassword = (file: LoadedFile, { id, state }: LoadedAccount): boolean =>
  (state._tag === "Legacy" || state._tag === "Migrating") &&
  (everHeld(file.state, Account.stream.keyOf(id)) || referencesOf(file).some((one) => one === state.owner?.file))

/** The references of a file, and of the files that became one with it. */
const referencesOf = (file: LoadedFile) => [
  referenceOf(file),
  ...(file.state._tag === "NotOpened" ? [] : (file.state.merged ?? []).map((merged) => merged.file)),
]

/** More than the legacy system has. The limit bounds the messages of one command. */
const MOST_CONTACTS = 5

/** The contacts that the legacy system has on record for the owner; `null` while it does not answer. */
const recordedContactsOf = Effect.fnUntraced(function* ({ account: { state }, dataKey }: FormerPartner) {
  const sealed = "owner" in state ? state.owner?.nir : null
  if (!sealed) return []
  const { contactsOf } = yield* RecordedContacts
  const { contact: policy } = yield* Policies
  const nir = new Nir(yield* open(dataKey, sealed, "nir"))
  const recorded = yield* Effect.catchTag(contactsOf(nir), "LegacyDown", () => Effect.succeed("Down" as const))
  if (recorded === "Down") return null
  return (recorded?.contacts ?? []).flatMap((text) => {
    const parsed = parse(text, policy)
    return parsed.ok ? [parsed.contact] : []
  })
})

/**
 * Whether the other person reads a contact on record in the legacy system. Assumed while the system does not answer,
 * and where the other person has no account, so that their contacts are unknown.
 */
const isShared = Effect.fnUntraced(function* (recorded: ReadonlyArray<Contact> | null, other: FormerPartner) {
  if (recorded === null) return true
  const theirs = yield* recoveryContacts(other)
  const isUnknown = other.account.state._tag !== "Active"
  return recorded.some((contact) => isUnknown || theirs.some(({ text }) => text === comparable(contact)))
})

/** Notifies the contacts on record of a password that worked until now. Not in confidential mode. */
const announceToRecorded = Effect.fnUntraced(function* (
  { account: { id, state }, dataKey }: FormerPartner,
  recorded: ReadonlyArray<Contact>,
  at: number,
) {
  const worked = Account.isUnopened(state) && !state.legacyPasswordDisabled && !isConfidential(state)
  if (!worked || recorded.length === 0) return []
  const contacts = yield* Effect.forEach(recorded.slice(0, MOST_CONTACTS), (contact) =>
    Effect.flatMap(contactIndexes(contact), (indexes) => sealContact(dataKey, contact, indexes, "fr")),
  )
  return yield* announceTo(Account.stream.keyOf(id), contacts, "LegacyPasswordEnded", at)
})

/**
 * Disables the legacy password of a file when the couple has ended, because the `other` person may know it. The account
 * that it opens was never migrated. It also bars the contacts on record if the other person reads one of them, and
 * notifies those contacts: nothing else says to the owner why the password does not work any more.
 */
export const disableLegacyPassword = Effect.fnUntraced(function* (
  partner: FormerPartner,
  other: FormerPartner,
  at: number,
) {
  const recorded = yield* recordedContactsOf(partner)
  const barsRecordedContact = yield* isShared(recorded, other)
  const account = yield* executeOrDie(partner.account, { _tag: "DisableLegacyPassword", barsRecordedContact, at })
  return { account, messages: yield* announceToRecorded(partner, recorded ?? [], at) }
})

import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { contactsToNotify } from "../../domain/account/contacts.ts"
import type { SealedContact } from "../../domain/contact/sealed-contact.ts"
import { announceTo } from "../outbox/announce.ts"
import type { LoadedDataKey } from "../secrets/data-key.ts"
import { openContact } from "../secrets/sealed-contact.ts"
import type { LoadedAccount } from "../unit-of-work/loaded-account.ts"
import { contactsOfPartners } from "./partner-contacts.ts"
import { comparable } from "./shared-contacts.ts"
import { isConfidential } from "./withheld-contacts.ts"

/** Two accounts of one person that become one. */
interface Merged {
  /** The account that stays, as it is after the merge. */
  readonly staying: LoadedAccount
  /** The account that goes, as it was before. */
  readonly going: LoadedAccount
  /** The key of the one that goes. */
  readonly dataKey: LoadedDataKey
}

const personOf = ({ id }: LoadedAccount) => Account.stream.keyOf(id)

/**
 * The contacts that no other person may read. The account that goes is closed, and no file names it any more, so that this
 * can only be decided now. Nothing is left while the contacts of a partner cannot be read.
 */
const withoutReadByOthers = Effect.fnUntraced(function* (
  contacts: ReadonlyArray<SealedContact>,
  { dataKey, going, staying }: Merged,
) {
  if (contacts.length === 0 || dataKey.state._tag !== "Created") return []
  const { state } = staying
  const withheld = state._tag === "Active" ? (state.contacts.withheld ?? []) : []
  const read = yield* Effect.forEach([staying, going], (account) => contactsOfPartners(personOf(account))).pipe(
    Effect.catchTag("LegacyDown", () => Effect.succeed(null)),
  )
  if (read === null) return []
  const opened = yield* Effect.forEach(contacts, (sealed) =>
    Effect.map(openContact(dataKey, sealed), (contact) => ({ sealed, text: comparable(contact) })),
  )
  return opened
    .filter(({ sealed, text }) => !withheld.includes(sealed.index) && read.every((texts) => !texts.has(text)))
    .map(({ sealed }) => sealed)
})

/**
 * Announces the merge to every contact of both accounts once: both often have the same. In confidential mode, those of the
 * account that goes hear of it only if no other person may read them.
 */
export const announceMerge = Effect.fnUntraced(function* (merged: Merged, at: number) {
  const { going, staying } = merged
  const contactsOf = ({ state }: LoadedAccount) => (state._tag === "Active" ? contactsToNotify(state.contacts, at) : [])
  const own = contactsOf(staying)
  const others = contactsOf(going).filter(({ index }) => own.every((contact) => contact.index !== index))
  const theirs = isConfidential(staying.state) ? yield* withoutReadByOthers(others, merged) : others
  return [
    ...(yield* announceTo(personOf(staying), own, "AccountsMerged", at)),
    ...(yield* announceTo(personOf(going), theirs, "AccountsMerged", at)),
  ]
})

import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Account from "../../account/account.ts"
import { forRecovery } from "../../account/known-contact.ts"
import type { Found } from "../../account/recovery.ts"
import { type Contact, Email, parse } from "../../contact/contact.ts"
import { Nir } from "../../nir/nir.ts"
import { Notifier } from "../../ports/notifier.ts"
import { RecordedContacts } from "../../ports/recorded-contacts.ts"
import { type AggregateId, Storage } from "../../ports/storage.ts"
import { read } from "../aggregate.ts"
import { openContact } from "../contact/sealed-contact.ts"
import { dataKeyOf, readDataKey } from "../keys/data-key.ts"
import { Policies } from "../policies.ts"
import { findableBy, type Identifier, mayOpen } from "../sign-in/identifier.ts"
import type { AccountNow } from "../sign-in/person.ts"

/** Who may be recovered by an identifier, and where the code goes. */
export interface Recoverable {
  readonly found: Found
  /** Where there is nobody, a contact of nobody: all that is done with one is done with it as well. */
  readonly contact: Contact
  /** Whether a contact was read from the account. Where none was, something else is read in its place. */
  readonly isOpened: boolean
}

/** No mail is ever delivered under `.invalid` (RFC 2606), and none is sent. One of its own for each identifier. */
const nobodyAt = (id: string): Contact => Email.restore(`${id}@nobody.invalid`)

/** The contact by which an active account is recovered now, if there is one. */
const ofAccount = ({ state }: AccountNow, identifier: Identifier, reaches: ReadonlyArray<string>, at: number) =>
  state._tag === "Active" && mayOpen(state, identifier)
    ? forRecovery(state.contacts, at).find(({ kind }) => reaches.includes(kind))
    : undefined

/**
 * Looks for whoever has an identifier: an account, or a file of the legacy system whose holder has a contact on record.
 *
 * The ports are asked the same, whatever there is to find: the time it takes tells nothing.
 */
export const recoverable = Effect.fnUntraced(function* (id: string, identifier: Identifier) {
  const storage = yield* Storage
  const { contact: policy } = yield* Policies
  const { reaches } = yield* Notifier
  const { contactsOf } = yield* RecordedContacts
  const { keys } = yield* findableBy(identifier)
  const known = yield* storage.find(...keys)
  const person = known?.slice("account/".length) ?? id
  const lookedUp: AggregateId = known ?? `account/${id}`
  const { rows } = yield* storage.load([lookedUp, dataKeyOf(person)])
  const account = yield* read(Account.machine, lookedUp, known === null ? undefined : rows[0])
  const recorded = identifier instanceof Nir ? yield* contactsOf(identifier) : null
  const usable = (recorded?.contacts ?? []).flatMap((text) => {
    const parsed = parse(text, policy)
    return parsed.ok && reaches.includes(parsed.contact._tag) ? [parsed.contact] : []
  })
  const at = yield* Clock.currentTimeMillis
  const sealed = ofAccount(account, identifier, reaches, at)
  if (sealed !== undefined) {
    const contact = yield* openContact(yield* readDataKey(person, rows[1]), sealed)
    const found: Found = { _tag: "Account", account: person, contact: sealed.index }
    const answer: Recoverable = { found, contact, isOpened: true }
    return answer
  }
  const { state } = account
  const isOpening = (state._tag === "Legacy" || state._tag === "Migrating") && state.barred !== true
  const [first] = usable
  const answer: Recoverable =
    recorded === null || first === undefined || !isOpening
      ? { found: { _tag: "Nobody" }, contact: nobodyAt(id), isOpened: false }
      : { found: { _tag: "File", file: recorded.file }, contact: first, isOpened: false }
  return answer
})

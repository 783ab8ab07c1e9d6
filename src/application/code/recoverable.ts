import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { forRecovery } from "../../domain/account/known-contact.ts"
import { type Contact, Email, parse } from "../../domain/contact/contact.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import { TicketUnknown } from "../../domain/migration/draft.ts"
import { Nir } from "../../domain/nir/nir.ts"
import type { Found } from "../../domain/recovery/recovery.ts"
import { Notifier } from "../../ports/notifier.ts"
import { RecordedContacts } from "../../ports/recorded-contacts.ts"
import { type AggregateId, type Row, Storage } from "../../ports/storage.ts"
import type { LoadedAccount } from "../caller/person.ts"
import { Policies } from "../contract/policies.ts"
import { readDataKey } from "../secrets/data-key.ts"
import { findableBy, type Identifier, mayOpen } from "../secrets/identifier.ts"
import { openContact } from "../secrets/sealed-contact.ts"
import { readAggregate } from "../unit-of-work/aggregate.ts"

/** Who may be recovered by an identifier, and where the code goes. */
export interface Recoverable {
  readonly found: Found
  /** Where there is nobody, a contact of nobody: all that is done with one is done with it as well. */
  readonly contact: Contact
  /** Whether a contact was read from the account. Where none was, something else is read in its place. */
  readonly isOpened: boolean
}

/** No mail is ever delivered under `.invalid` (RFC 2606), and none is sent. One of its own for each identifier. */
const dummyContactOf = (id: string): Contact => Email.restore(`${id}@nobody.invalid`)

/** The contact by which an active account is recovered now, if there is one. */
const ofAccount = ({ state }: LoadedAccount, identifier: Identifier, reaches: ReadonlyArray<string>, at: number) =>
  state._tag === "Active" && mayOpen(state, identifier)
    ? forRecovery(state.contacts, at).find(({ kind }) => reaches.includes(kind))
    : undefined

/**
 * Looks for whoever has an identifier: an account, or a file of the legacy system whose holder has a contact on record.
 *
 * The ports are asked the same, whatever there is to find: the time it takes tells nothing.
 */
export const findRecoverable = Effect.fnUntraced(function* (id: string, identifier: Identifier) {
  const storage = yield* Storage
  const { contact: policy } = yield* Policies
  const { reaches } = yield* Notifier
  const { contactsOf } = yield* RecordedContacts
  const { keys } = yield* findableBy(identifier)
  const known = yield* storage.find(...keys)
  const person = known === null ? id : Account.stream.keyOf(known)
  const lookedUp: AggregateId = known ?? Account.stream.id(id)
  const { rows } = yield* storage.load([lookedUp, DataKey.stream.id(person)])
  const account = yield* readAggregate(Account.machine, lookedUp, known === null ? undefined : rows[0])
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
      ? { found: { _tag: "Nobody" }, contact: dummyContactOf(id), isOpened: false }
      : { found: { _tag: "File", file: recorded.file }, contact: first, isOpened: false }
  return answer
})

/** The account that a code was sent for: open, and still reached by that contact. */
export const loadIfStillRecoverable = Effect.fnUntraced(function* (
  id: string,
  row: Row | undefined,
  contact: string,
  at: number,
) {
  const account = yield* readAggregate(Account.machine, Account.stream.id(id), row)
  const { state } = account
  const serves = state._tag === "Active" && forRecovery(state.contacts, at).some(({ index }) => index === contact)
  return serves ? { ...account, state } : yield* new TicketUnknown()
})

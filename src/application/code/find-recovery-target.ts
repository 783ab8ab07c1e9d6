import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Account from "../../domain/account/account.ts"
import { type Contact, Email, parse } from "../../domain/contact/contact.ts"
import * as DataKey from "../../domain/data-key/data-key.ts"
import { Nir } from "../../domain/nir/nir.ts"
import { isRecoveredBy, type RecoveryTarget, recoveryTargetOf } from "../../domain/recovery/target.ts"
import { TicketUnknown } from "../../domain/ticket/ticket.ts"
import { Notifier } from "../../ports/notifier.ts"
import { RecordedContacts } from "../../ports/recorded-contacts.ts"
import { type AggregateId, type Row, Storage } from "../../ports/storage.ts"
import { Policies } from "../contract/policies.ts"
import { readDataKey } from "../secrets/data-key.ts"
import { type Identifier, indexIdentifier, kindOf } from "../secrets/identifier.ts"
import { openContact } from "../secrets/sealed-contact.ts"
import { readAggregate } from "../unit-of-work/aggregate.ts"

/** The account or the file that an identifier recovers, and the contact that receives the code. */
export interface FoundTarget {
  readonly target: RecoveryTarget
  /** The person who has the identifier; `undefined` for one that no account has. */
  readonly person: string | undefined
  /** Where there is no target, a dummy contact, which keeps the work and the writes equal. */
  readonly contact: Contact
  /**
   * Whether the contact was decrypted from the account. If not, the caller decrypts another value, to prevent timing
   * attacks.
   */
  readonly isDecrypted: boolean
}

/** A dummy contact for each identifier. No mail is ever delivered under `.invalid` (RFC 2606), and none is sent. */
const dummyContactOf = (key: string): Contact => Email.restore(`${key}@dummy.invalid`)

/**
 * Finds what an identifier recovers: an active account, or a file of the legacy system whose holder has a contact on
 * record.
 *
 * It makes the same calls to the ports for every identifier, to prevent account enumeration by timing. `key` is the
 * recovery key of the identifier.
 */
export const findRecoveryTarget = Effect.fnUntraced(function* (key: string, identifier: Identifier) {
  const storage = yield* Storage
  const { contact: policy } = yield* Policies
  const { reaches } = yield* Notifier
  const { contactsOf } = yield* RecordedContacts
  const { indexes, keys } = yield* indexIdentifier(identifier)
  const known = yield* storage.find(...keys)
  const person = known === null ? key : Account.stream.keyOf(known)
  const accountId: AggregateId = known ?? Account.stream.id(key)
  const { rows } = yield* storage.load([accountId, DataKey.stream.id(person)])
  const { state } = yield* readAggregate(Account.machine, accountId, known === null ? undefined : rows[0])
  const recorded = identifier instanceof Nir ? yield* contactsOf(identifier) : null
  const usable = (recorded?.contacts ?? []).flatMap((text) => {
    const parsed = parse(text, policy)
    return parsed.ok && reaches.includes(parsed.contact._tag) ? [parsed.contact] : []
  })
  const [recordedContact] = usable
  const { contact: sealed, target } = recoveryTargetOf({
    account: person,
    state: Account.asFoundBy(state, indexes),
    identifierKind: kindOf(identifier),
    reaches,
    recordedFile: recorded === null || recordedContact === undefined ? null : recorded.file,
    at: yield* Clock.currentTimeMillis,
  })
  const contact =
    sealed !== null
      ? yield* openContact(yield* readDataKey(person, rows[1]), sealed)
      : target._tag === "File" && recordedContact !== undefined
        ? recordedContact
        : dummyContactOf(key)
  const owner = known === null ? undefined : person
  const found: FoundTarget = { target, person: owner, contact, isDecrypted: sealed !== null }
  return found
})

/** Reads the account that a code was sent for. Refuses with `TicketUnknown` if its contact no longer recovers it. */
export const requireRecoverable = Effect.fnUntraced(function* (
  account: string,
  row: Row | undefined,
  contact: string,
  at: number,
) {
  const loaded = yield* readAggregate(Account.machine, Account.stream.id(account), row)
  const { state } = loaded
  return isRecoveredBy(state, contact, at) ? { ...loaded, state } : yield* new TicketUnknown()
})

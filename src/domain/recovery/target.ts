/**
 * Which account or household file a recovery may reach, and through which contact.
 *
 * The rules look at the account alone. The application asks storage and the legacy system in the same way for every
 * identifier, known or unknown, to prevent account enumeration.
 */

import * as Schema from "effect/Schema"
import * as Account from "../account/account.ts"
import { recoveryContacts } from "../account/contacts.ts"
import type { IdentifierKind } from "../account/owner.ts"
import type { SealedContact } from "../contact/sealed-contact.ts"

/** Where the code of a recovery goes. `contact` is a blind index, `file` the reference of a household file. */
export const RecoveryTarget = Schema.TaggedUnion({
  Account: { account: Schema.String, contact: Schema.String },
  /** A file of the legacy system whose holder has not migrated yet. */
  File: { file: Schema.String },
  /** No code goes anywhere: the identifier is unknown, or no contact may be used. No typed code is right. */
  None: {},
})
export type RecoveryTarget = typeof RecoveryTarget.Type

/** What is known of an identifier when a recovery is requested. */
export interface RecoveryFacts {
  /** The id and the state of the account that has the identifier; the initial state for an unknown identifier. */
  readonly account: string
  readonly state: Account.State
  readonly identifierKind: IdentifierKind
  /** The kinds of contact that carriers reach. */
  readonly reaches: ReadonlyArray<SealedContact["kind"]>
  /** The file of the legacy system whose holder has a contact on record that a carrier reaches; else `null`. */
  readonly recordedFile: string | null
  readonly at: number
}

/**
 * Decides what a recovery reaches, and for an account the contact that receives the code.
 *
 * | account | contact | target |
 * |---|---|---|
 * | active, and accepts the identifier | one that recovers it now | `Account` |
 * | not opened yet, and accepts a contact on record | one on record | `File` |
 * | any other | any | `None` |
 */
export const recoveryTargetOf = ({
  account,
  at,
  identifierKind,
  reaches,
  recordedFile,
  state,
}: RecoveryFacts): { readonly target: RecoveryTarget; readonly contact: SealedContact | null } => {
  const contact = Account.acceptsIdentifier(state, identifierKind)
    ? recoveryContacts(state.contacts, at).find(({ kind }) => reaches.includes(kind))
    : undefined
  if (contact !== undefined) return { target: { _tag: "Account", account, contact: contact.index }, contact }
  return recordedFile !== null && Account.acceptsProof(state, "RecordedContact")
    ? { target: { _tag: "File", file: recordedFile }, contact: null }
    : { target: { _tag: "None" }, contact: null }
}

/** Whether an account is active and this contact, by its blind index, still recovers it. */
export const isRecoveredBy = (state: Account.State, contact: string, at: number): state is Account.Active =>
  state._tag === "Active" && recoveryContacts(state.contacts, at).some(({ index }) => index === contact)

import * as Schema from "effect/Schema"
import { SealedContact } from "../contact/sealed-contact.ts"
import { AcceptedTerms } from "../terms/accepted-terms.ts"
import { IssuedTicket } from "../ticket/ticket.ts"
import type { Proof } from "./command.ts"
import { Contacts } from "./contacts.ts"
import { type IdentifierKind, Owner } from "./owner.ts"
import { PendingRequirement } from "./requirement.ts"

const at = Schema.Finite

const unopened = {
  /** The tickets with which the migration can be started. */
  tickets: Schema.Array(IssuedTicket),
  /** Whether the legacy password of the file is out of use. Other proofs still open the account. */
  legacyPasswordDisabled: Schema.Boolean,
  /** Whether the contacts on record are out of use too. */
  recordedContactBarred: Schema.optional(Schema.Boolean),
}

export const State = Schema.TaggedUnion({
  Legacy: { owner: Schema.NullOr(Owner), ...unopened },
  Migrating: { owner: Owner, ...unopened },
  Active: {
    owner: Owner,
    terms: AcceptedTerms,
    contacts: Contacts,
    /** A contact that is not proved yet: a code was sent to it. */
    requestedContact: Schema.NullOr(SealedContact),
    since: at,
    pendingRequirements: Schema.Array(PendingRequirement),
    /** Since when the password is known to be compromised. */
    compromised: Schema.NullOr(at),
  },
  Closed: { at },
})
export type State = typeof State.Type

export type Active = Extract<State, { readonly _tag: "Active" }>
export type Unopened = Extract<State, { readonly _tag: "Legacy" | "Migrating" }>

/** How far an account has come, without its content. */
export type AccountState = State["_tag"]

/** Before the first sign-in: the legacy system may know the person, and this system does not. */
export const initial: State = { _tag: "Legacy", owner: null, tickets: [], legacyPasswordDisabled: false }

/** Whether the account was not opened yet. */
export const isUnopened = (state: State): state is Unopened => state._tag === "Legacy" || state._tag === "Migrating"

/** Only an active account has rights. */
export const hasRights = (state: State): boolean => state._tag === "Active"

/** Whether a password entered with this kind of identifier may open the account. A NIR retires the provisional one. */
export const acceptsIdentifier = (state: State, kind: IdentifierKind): state is Active =>
  state._tag === "Active" && (kind === "nir" || state.owner.nir === null)

/**
 * Whether this proof may start the migration or the creation of the account.
 *
 * A separation disables what both members of the couple may know. A proof of identity opens an account only if no
 * legacy password does, because relatives know a number, a name and a date of birth.
 */
export const acceptsProof = (state: State, proof: Proof): state is Unopened => {
  if (!isUnopened(state)) return false
  switch (proof) {
    case "LegacyPassword":
      return !state.legacyPasswordDisabled
    case "RecordedContact":
      return state.recordedContactBarred !== true
    case "Identity":
      return state.legacyPasswordDisabled || state.owner === null || state.owner.file === null
  }
}

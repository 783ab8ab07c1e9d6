import * as Schema from "effect/Schema"
import { SealedContact } from "../contact/sealed-contact.ts"
import { AcceptedTerms } from "../terms/accepted-terms.ts"
import { ClosingCause } from "./closing.ts"
import { Confidential } from "./confidential.ts"
import { Contacts } from "./contacts.ts"
import { ForcedChange } from "./forced-change.ts"
import { type IdentifierKind, isFormer, Owner } from "./owner.ts"
import { OpeningTicket, Proof } from "./proof.ts"
import { Report } from "./report.ts"
import { PendingRequirement } from "./requirement.ts"

const at = Schema.Finite

/** The confidential mode, while it is on. */
const confidential = Schema.optional(Confidential)

const unopened = {
  /** The tickets with which the migration can be started. */
  tickets: Schema.Array(OpeningTicket),
  /** Whether the legacy password of the file is out of use. Other proofs still open the account. */
  legacyPasswordDisabled: Schema.Boolean,
  /** Whether the contacts on record are out of use too. */
  recordedContactBarred: Schema.optional(Schema.Boolean),
  /** Whether the person once gave a stronger proof of identity than facts. Facts then open nothing any more. */
  documentSeen: Schema.optional(Schema.Boolean),
  confidential,
}

/** The proof that opened the account. It is not known of accounts that were stored earlier. */
const openedBy = Schema.optional(Proof)

export const State = Schema.TaggedUnion({
  Legacy: { owner: Schema.NullOr(Owner), ...unopened },
  Migrating: { owner: Owner, ...unopened, openedBy },
  Active: {
    owner: Owner,
    terms: AcceptedTerms,
    contacts: Contacts,
    /** A contact that is not proved yet: a code was sent to it. */
    requestedContact: Schema.NullOr(SealedContact),
    since: at,
    openedBy,
    pendingRequirements: Schema.Array(PendingRequirement),
    /** Since when the password is known to be compromised. */
    compromised: Schema.NullOr(at),
    /** Counts the passwords of the account. It is 1 where it is not stored. */
    passwordVersion: Schema.optional(Schema.Int),
    /** When the password was chosen. It is not known of accounts that were stored earlier. */
    passwordSince: Schema.optional(at),
    /** The change of password that an agent required, until it is done. */
    forcedChange: Schema.optional(ForcedChange),
    /** Whether both members of a couple that ended read the contacts on record of its file. */
    recordedContactBarred: Schema.optional(Schema.Boolean),
    /** The latest report of each contact that reported a change. */
    reports: Schema.optional(Schema.Array(Report)),
    confidential,
  },
  /** `withheld`: the contacts that were withheld when a space in confidential mode was closed. */
  Closed: {
    at,
    /** Absent where an agent closed the account. */
    cause: Schema.optional(ClosingCause),
    /** The account of the same person that stays, where two were merged. */
    successor: Schema.optional(Schema.String),
    withheld: Schema.optional(Schema.Array(Schema.String)),
  },
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

/**
 * The version of the password, from 1: that of the current password, or of the first one of an account that is not open.
 * A hash is bound to it, so that a former hash does not verify.
 */
export const passwordVersionOf = (state: State): number => (state._tag === "Active" ? (state.passwordVersion ?? 1) : 1)

/** Only an active account has rights. */
export const hasRights = (state: State): boolean => state._tag === "Active"

/** Whether a password entered with this kind of identifier may open the account. A NIR retires the provisional one. */
export const acceptsIdentifier = (state: State, kind: IdentifierKind): state is Active =>
  state._tag === "Active" && (kind === "nir" || state.owner.nir === null)

/**
 * The account as a person finds it who typed an identifier with these blind indexes: closed, if the number was corrected
 * since. So a former number opens nothing, in every verb that finds the account by what was typed.
 */
export const asFoundBy = (state: State, indexes: ReadonlyArray<string>): State =>
  state._tag !== "Closed" && isFormer(state.owner, indexes) ? { _tag: "Closed", at: 0 } : state

/**
 * Whether this proof may start the migration or the creation of the account.
 *
 * A separation disables what both members of the couple may know. Facts open an account only if no legacy password and
 * no stronger proof does, because relatives know a number, a name and a date of birth.
 */
export const acceptsProof = (state: State, proof: Proof): state is Unopened => {
  if (!isUnopened(state)) return false
  switch (proof) {
    case "LegacyPassword":
      return !state.legacyPasswordDisabled
    case "RecordedContact":
      return state.recordedContactBarred !== true && state.confidential === undefined
    case "Identity":
      return (
        state.documentSeen !== true &&
        (state.legacyPasswordDisabled || state.owner === null || state.owner.file === null)
      )
    case "Document":
    case "Counter":
      return true
  }
}

/** Whether facts alone opened this account: a relative may have opened it in the owner's place. */
export const wasOpenedOnFacts = (state: State): boolean => state._tag === "Active" && state.openedBy === "Identity"

/**
 * Whether the proof that started the migration opens the account no more, because a stronger one was given since. This
 * prevents pre-hijacking: what a stranger started ends when the owner comes (Sudhodanan and Paverd, USENIX Security 2022).
 */
export const isOutranked = (state: State): boolean =>
  state._tag === "Migrating" && state.openedBy !== undefined && !acceptsProof(state, state.openedBy)

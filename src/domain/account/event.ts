import * as Schema from "effect/Schema"
import { SealedContact } from "../contact/sealed-contact.ts"
import { AcceptedTerms } from "../terms/accepted-terms.ts"
import { ClosingCause, ReopenedBecause } from "./closing.ts"
import { CorrectionCause, FormerNumber, MergeCause, MergeProof } from "./correction.ts"
import { ChangeReason } from "./forced-change.ts"
import { Owner } from "./owner.ts"
import { Proof } from "./proof.ts"
import { Requirement } from "./requirement.ts"
import { State } from "./state.ts"

const at = Schema.Finite
/** The agent of the fund who caused the event, if one did. */
const agent = Schema.optional(Schema.String)

/** The events of an account. These names and fields are stored: only add to them. */
export const Event = Schema.TaggedUnion({
  TicketIssued: { owner: Owner, by: Proof, ticket: Schema.String, until: at, at },
  MigrationStarted: { ticket: Schema.String, at },
  MigrationLeft: { at },
  Activated: { terms: AcceptedTerms, contact: SealedContact, at },
  RecordedContactsRemembered: { contacts: Schema.Array(SealedContact), until: at, at },
  LegacyPasswordDisabled: { barsRecordedContact: Schema.optional(Schema.Boolean), at },
  ProvisionalRecorded: { provisional: Schema.String, agent, at },
  NirRecorded: { nir: Schema.String, agent, at },
  HashRenewed: { at },
  ActionRequired: { requirement: Requirement, ticket: Schema.String, until: at, at },
  PasswordChanged: { at },
  /** `provedAfter` and `formerUntil` are absent in older events, which barred no contact. */
  PasswordCompromised: { provedAfter: Schema.optional(at), formerUntil: Schema.optional(at), agent, at },
  /** A recovery replaced the password. `contact` is the blind index of the contact whose code was right. */
  PasswordRecovered: { contact: Schema.String, at },
  AccessRestored: { contact: SealedContact, until: at, formerUntil: at, agent, at },
  PasswordChangeRequired: { reason: ChangeReason, agent, at },
  TermsAccepted: { ticket: Schema.String, terms: AcceptedTerms, at },
  ContactRequested: { contact: SealedContact, at },
  /** `formerUntil` is absent in older events, which remembered no former contact. */
  ContactChanged: { contact: SealedContact, recoversFrom: at, formerUntil: Schema.optional(at), at },
  /** The owner of the contact with this blind index did not make a change that was announced to it. */
  ChangeReported: { contact: Schema.String, formerUntil: at, at },
  ContactsBarred: { indexes: Schema.Array(Schema.String), agent, at },
  ConfidentialModeStarted: { withheld: Schema.Array(Schema.String), agent, at },
  ConfidentialModeEnded: { agent, at },
  IdentifierCorrected: {
    nir: Schema.String,
    indexes: Schema.Array(Schema.String),
    former: Schema.NullOr(FormerNumber),
    cause: CorrectionCause,
    agent,
    at,
  },
  FormerNumbersReindexed: { former: Schema.Array(FormerNumber), at },
  AccountMerged: { merged: Schema.String, cause: MergeCause, proof: MergeProof, agent, at },
  /** `cause` is absent where an agent closed the account, and in older events. */
  Closed: { cause: Schema.optional(ClosingCause), successor: Schema.optional(Schema.String), agent, at },
  Redirected: { successor: Schema.String, at },
  PasswordDropped: { at },
  /** `state` is what the account is again. */
  Reopened: { state: State, cause: ReopenedBecause, agent, at },
})
export type Event = typeof Event.Type

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
/** The agent of the fund who gave the command, if one did. */
const agent = Schema.optional(Schema.String)

/** The commands of an account. Tickets are hashes. */
export const Command = Schema.TaggedUnion({
  /** The person proved who they are: their browser gets a ticket to start the migration with. */
  IssueTicket: { owner: Owner, by: Proof, ticket: Schema.String, until: at, at },
  StartMigration: { ticket: Schema.String, at },
  LeaveMigration: { at },
  Activate: { terms: AcceptedTerms, contact: SealedContact, at },
  /**
   * A separation was declared, and both members of the couple may know the legacy password of the file.
   * `barsRecordedContact`: both also read a contact on record.
   */
  DisableLegacyPassword: { barsRecordedContact: Schema.optional(Schema.Boolean), at },
  /** A provisional identifier was issued to a person without a social security number. */
  RecordProvisional: { provisional: Schema.String, agent, at },
  /** The social security number became known. It replaces the provisional identifier. */
  RecordNir: { nir: Schema.String, agent, at },
  /** The same password was hashed again, at the current cost. */
  RenewHash: { at },
  /** The password was right, and a requirement must be met before the sign-in completes. */
  RequireAction: { requirement: Requirement, ticket: Schema.String, until: at, at },
  /** A new password. `ticket` is that of a pending requirement, or `null` if the current password was verified. */
  ChangePassword: { ticket: Schema.NullOr(Schema.String), at },
  /**
   * Others may know the password. A contact proved after `provedAfter` is barred, and until `formerUntil` an earlier one
   * recovers the account in its place.
   */
  DeclareCompromised: { provedAfter: at, formerUntil: at, agent, at },
  /** The legacy system had these contacts on record. Until `until` they are notified, and can report the opening. */
  RememberRecordedContacts: { contacts: Schema.Array(SealedContact), until: at, at },
  /** A recovery replaced the password. `contact` is the blind index of the contact whose code was right. */
  RecoverPassword: { contact: Schema.String, at },
  /** After proof of identity, an agent recorded a contact. Until `until` it alone recovers the account. */
  RestoreAccess: { contact: SealedContact, until: at, formerUntil: at, agent, at },
  /** An agent requires a new password at the next sign-in. */
  RequirePasswordChange: { reason: ChangeReason, agent, at },
  AcceptTerms: { ticket: Schema.String, terms: AcceptedTerms, at },
  /** The person wants another contact: a code is sent to it. */
  RequestContact: { contact: SealedContact, at },
  /** The code sent to another contact was right. The former contact is remembered until `formerUntil`. */
  ChangeContact: { contact: SealedContact, recoversFrom: at, formerUntil: at, at },
  /**
   * The owner of a former contact did not make a change. `contact` is the blind index of the contact to which the token
   * was sent, at `sentAt`; it is valid until `until`. The contact then recovers the account until `formerUntil`.
   */
  ReportChange: { contact: Schema.String, sentAt: at, until: at, formerUntil: at, at },
  /** Others read these contacts too, or an intruder gave them. `indexes` are blind indexes. */
  BarContacts: { indexes: Schema.Array(Schema.String), agent, at },
  /** Another person may read these contacts: from now on they receive and recover nothing. Repeated, it adds to them. */
  StartConfidentialMode: { withheld: Schema.Array(Schema.String), agent, at },
  EndConfidentialMode: { agent, at },
  /**
   * The number of the person is another one. `former` is the number that it replaces, unless it was never theirs.
   * `indexes` are the blind indexes of the new number.
   */
  CorrectIdentifier: {
    nir: Schema.String,
    indexes: Schema.Array(Schema.String),
    former: Schema.NullOr(FormerNumber),
    cause: CorrectionCause,
    agent,
    at,
  },
  /** The blind indexes of the former numbers, after a rotation of keys. */
  ReindexFormerNumbers: { former: Schema.Array(FormerNumber), at },
  /** Another account of the same person ends, and this one stays. */
  Merge: { merged: Schema.String, cause: MergeCause, proof: MergeProof, agent, at },
  /** `successor` is the account that stays where two were merged. */
  Close: { cause: Schema.optional(ClosingCause), successor: Schema.optional(Schema.String), agent, at },
  /** The account that stayed in a merge was merged itself: `successor` stays now. */
  Redirect: { successor: Schema.String, at },
  /** The password that a death left is deleted: the person was erased. */
  DropPassword: { at },
  /** Undoes a closing. `before` is the state that the closing ended, from the journal. */
  Reopen: { before: State, cause: ReopenedBecause, agent, at },
})
export type Command = typeof Command.Type

import * as Schema from "effect/Schema"
import { SealedContact } from "../contact/sealed-contact.ts"
import { AcceptedTerms } from "../terms/accepted-terms.ts"
import { Owner } from "./owner.ts"
import { Requirement } from "./requirement.ts"

const at = Schema.Finite

/** How a person proved who they are, to start the migration or to create their account. */
export const Proof = Schema.Literals(["LegacyPassword", "RecordedContact", "Identity"])
export type Proof = typeof Proof.Type

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
  RecordProvisional: { provisional: Schema.String, at },
  /** The social security number became known. It replaces the provisional identifier. */
  RecordNir: { nir: Schema.String, at },
  /** The same password was hashed again, at the current cost. */
  RenewHash: { at },
  /** The password was right, and a requirement must be met before the sign-in completes. */
  RequireAction: { requirement: Requirement, ticket: Schema.String, until: at, at },
  /** A new password. `ticket` is that of a pending requirement, or `null` if the current password was verified. */
  ChangePassword: { ticket: Schema.NullOr(Schema.String), at },
  DeclareCompromised: { at },
  AcceptTerms: { ticket: Schema.String, terms: AcceptedTerms, at },
  /** The person wants another contact: a code is sent to it. */
  RequestContact: { contact: SealedContact, at },
  /** The code sent to another contact was right. */
  ChangeContact: { contact: SealedContact, recoversFrom: at, at },
  /** The other member of the couple reads these contacts too. `indexes` are blind indexes. */
  BarContacts: { indexes: Schema.Array(Schema.String), at },
  Close: { at },
})
export type Command = typeof Command.Type

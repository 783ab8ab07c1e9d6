import * as Schema from "effect/Schema"
import { Requirement } from "./invitation.ts"
import { Contact } from "./known-contact.ts"
import { Owner } from "./owner.ts"

const at = Schema.Finite
const Terms = Schema.Struct({ version: Schema.String, sha256: Schema.String, at })

/** By what somebody showed who they are, to be let into the wizard. */
export const Proof = Schema.Literals(["LegacyPassword", "RecordedContact", "Identity"])
export type Proof = typeof Proof.Type

/** What can be asked of an account. Tickets are hashes. */
export const Command = Schema.TaggedUnion({
  /** Somebody showed who they are. `ticket` is the hash of what the browser got to start the wizard with. */
  Invite: { owner: Owner, by: Proof, ticket: Schema.String, until: at, at },
  StartMigration: { ticket: Schema.String, at },
  LeaveMigration: { at },
  Activate: { terms: Terms, contact: Contact, at },
  /**
   * A separation was declared: whoever knows the legacy password of the file may be the other of the two. `bars`: whoever
   * reads a contact on record, too.
   */
  DisableLegacy: { bars: Schema.optional(Schema.Boolean), at },
  /** A provisional identifier was issued to somebody who has no number. */
  GainProvisional: { provisional: Schema.String, at },
  /** The person's social security number is known now: it takes the place of the provisional identifier. */
  GainNir: { nir: Schema.String, at },
  /** The hash of the same password was made anew, at today's cost. */
  RenewHash: { at },
  /** The password was right, and something must be done before it lets in. `ticket` is a hash. */
  RequireAction: { requirement: Requirement, ticket: Schema.String, until: at, at },
  /** A new password; who pendingRequirements it by `ticket`, or who showed the present one another way (`null`). */
  ChangePassword: { ticket: Schema.NullOr(Schema.String), at },
  DeclareCompromised: { at },
  AcceptTerms: { ticket: Schema.String, terms: Terms, at },
  /** Another contact is to be proved: a code is sent to it. */
  AskContact: { contact: Contact, at },
  /** Another contact was proved by a code. */
  ChangeContact: { contact: Contact, recoversFrom: at, at },
  /** These contacts are the other one's too, by their blind indexes. */
  BarContacts: { indexes: Schema.Array(Schema.String), at },
  Close: { at },
})
export type Command = typeof Command.Type

export type Order<Tag extends Command["_tag"]> = Extract<Command, { readonly _tag: Tag }>

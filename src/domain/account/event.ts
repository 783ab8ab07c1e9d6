import * as Schema from "effect/Schema"
import { SealedContact } from "../contact/sealed-contact.ts"
import { AcceptedTerms } from "../terms/accepted-terms.ts"
import { Proof } from "./command.ts"
import { Owner } from "./owner.ts"
import { Requirement } from "./requirement.ts"

const at = Schema.Finite

/** The events of an account. These names and fields are stored: only add to them. */
export const Event = Schema.TaggedUnion({
  TicketIssued: { owner: Owner, by: Proof, ticket: Schema.String, until: at, at },
  MigrationStarted: { ticket: Schema.String, at },
  MigrationLeft: { at },
  Activated: { terms: AcceptedTerms, contact: SealedContact, at },
  LegacyPasswordDisabled: { barsRecordedContact: Schema.optional(Schema.Boolean), at },
  ProvisionalRecorded: { provisional: Schema.String, at },
  NirRecorded: { nir: Schema.String, at },
  HashRenewed: { at },
  ActionRequired: { requirement: Requirement, ticket: Schema.String, until: at, at },
  PasswordChanged: { at },
  PasswordCompromised: { at },
  TermsAccepted: { ticket: Schema.String, terms: AcceptedTerms, at },
  ContactRequested: { contact: SealedContact, at },
  ContactChanged: { contact: SealedContact, recoversFrom: at, at },
  ContactsBarred: { indexes: Schema.Array(Schema.String), at },
  Closed: { at },
})
export type Event = typeof Event.Type

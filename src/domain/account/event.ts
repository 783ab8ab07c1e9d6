import * as Schema from "effect/Schema"
import { Proof } from "./command.ts"
import { Requirement } from "./invitation.ts"
import { Contact } from "./known-contact.ts"
import { Owner } from "./owner.ts"

const at = Schema.Finite
const Terms = Schema.Struct({ version: Schema.String, sha256: Schema.String, at })

/** What happened to an account. These names and fields are stored; change them only by adding. */
export const Event = Schema.TaggedUnion({
  Invited: { owner: Owner, by: Proof, ticket: Schema.String, until: at, at },
  MigrationStarted: { ticket: Schema.String, at },
  MigrationLeft: { at },
  Activated: { terms: Terms, contact: Contact, at },
  LegacyDisabled: { bars: Schema.optional(Schema.Boolean), at },
  ProvisionalGained: { provisional: Schema.String, at },
  NirGained: { nir: Schema.String, at },
  HashRenewed: { at },
  ActionRequired: { requirement: Requirement, ticket: Schema.String, until: at, at },
  PasswordChanged: { at },
  PasswordCompromised: { at },
  TermsAccepted: { ticket: Schema.String, terms: Terms, at },
  ContactAsked: { contact: Contact, at },
  ContactChanged: { contact: Contact, recoversFrom: at, at },
  ContactsBarred: { indexes: Schema.Array(Schema.String), at },
  Closed: { at },
})
export type Event = typeof Event.Type

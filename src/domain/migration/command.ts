import * as Schema from "effect/Schema"
import { SealedContact } from "../contact/sealed-contact.ts"
import { TermsVersion } from "../terms/accepted-terms.ts"

const at = Schema.Finite
const ticket = Schema.String

/** The commands of a migration. Tickets are hashes. */
export const Command = Schema.TaggedUnion({
  /**
   * `resumes` is the ticket that the same browser had before, if it still has it. `startsOver`: a stronger proof was
   * given than the one that started the draft, so nothing of the draft is kept. The draft slides with each step up to
   * `latest`; without it, it does not slide.
   */
  Start: {
    ticket,
    resumes: Schema.NullOr(ticket),
    startsOver: Schema.optional(Schema.Boolean),
    until: at,
    latest: Schema.optional(at),
    at,
  },
  AcceptTerms: { ticket, version: Schema.String, inForce: TermsVersion, at },
  ChoosePassword: { ticket, at },
  GiveContact: { ticket, contact: SealedContact, at },
  /** The code was right. */
  Confirm: { ticket, inForce: TermsVersion, at },
  /** The code is sent once more: the draft lasts longer. */
  Continue: { ticket, at },
  /** Too many wrong codes were entered. */
  ExhaustCode: { ticket, at },
  GoBack: { ticket, at },
  RefuseTerms: { ticket, at },
  Abandon: { ticket, at },
  Expire: { at },
})
export type Command = typeof Command.Type

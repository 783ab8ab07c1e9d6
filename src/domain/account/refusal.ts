import * as Schema from "effect/Schema"

/** The ticket does not start the migration: it was never issued, it was used, or it is too old. */
export class TicketInvalid extends Schema.TaggedError<TicketInvalid>()("TicketInvalid", {}) {
  override get message(): string {
    return "This sign-in is no longer valid: sign in again."
  }
}

/** This proof of identity does not open this account, or does not any more. */
export class ProofNotAccepted extends Schema.TaggedError<ProofNotAccepted>()("ProofNotAccepted", {}) {
  override get message(): string {
    return "This account cannot be opened in this way."
  }
}

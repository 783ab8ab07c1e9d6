import * as Schema from "effect/Schema"

/** The ticket starts or reports nothing: it was never issued, it was used, or it is too old. */
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

/**
 * The account is not opened again in this way. `Merged`: its owner has another one. `Death`: a death closed it, which is
 * undone as such. `OtherCause`: no death closed it. `NotClosed`: it is not closed. `Erased`: its owner was erased.
 */
export class NotReopenable extends Schema.TaggedError<NotReopenable>()("NotReopenable", {
  because: Schema.Literals(["Merged", "Death", "OtherCause", "NotClosed", "Erased"]),
}) {
  override get message(): string {
    return "This account cannot be opened again in this way."
  }
}

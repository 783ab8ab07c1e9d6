import * as Data from "effect/Data"
import * as Schema from "effect/Schema"
import type { Change, RefusalReason } from "../../domain/rights/rights.ts"

/** The person lacks the right: the `rule` that decided, its reason, and what would change the answer. */
export class NotPermitted extends Data.TaggedError("NotPermitted")<{
  readonly rule: string
  readonly reason: RefusalReason
  readonly change: Change
}> {
  override get message(): string {
    return "This person has no right to do this."
  }
}

/** No file has this reference, or it is malformed: 1 to 64 letters, digits, dots, dashes, underscores. */
export class FileUnknown extends Schema.TaggedError<FileUnknown>()("FileUnknown", {
  /** The field, where the input has two references. */
  field: Schema.optionalKey(Schema.Literal("from")),
}) {
  override get message(): string {
    return "No file has this reference."
  }
}

/** A file already has this reference. A reference is never reused, not even after its file is closed. */
export class FileExists extends Schema.TaggedError<FileExists>()("FileExists", {}) {
  override get message(): string {
    return "A file already has this reference."
  }
}

/** The file is closed for good. */
export class FileIsClosed extends Schema.TaggedError<FileIsClosed>()("FileIsClosed", {}) {
  override get message(): string {
    return "This file is closed."
  }
}

/** No person has this id. */
export class PersonUnknown extends Schema.TaggedError<PersonUnknown>()("PersonUnknown", {
  /** The field, where the input has two persons. */
  field: Schema.optionalKey(Schema.Literal("merged")),
}) {
  override get message(): string {
    return "No person has this id."
  }
}

/** The file is open: there is no closing to undo. */
export class FileIsOpen extends Schema.TaggedError<FileIsOpen>()("FileIsOpen", {}) {
  override get message(): string {
    return "This file is open."
  }
}

/** Both references name the same file: a merge needs two. */
export class SameFile extends Schema.TaggedError<SameFile>()("SameFile", { field: Schema.Literal("from") }) {
  override get message(): string {
    return "Both references name the same file."
  }
}

/** The personal space is already closed. */
export class AccountIsClosed extends Schema.TaggedError<AccountIsClosed>()("AccountIsClosed", {}) {
  override get message(): string {
    return "This personal space is already closed."
  }
}

/** The authorisation could never take effect: the personal space of the spouse is closed for good. */
export class SpaceOfSpouseClosed extends Schema.TaggedError<SpaceOfSpouseClosed>()("SpaceOfSpouseClosed", {}) {
  override get message(): string {
    return "The personal space of the spouse is closed: an authorisation would have no effect."
  }
}

/** The name of the agent is missing or malformed: 1 to 100 printable characters. */
export class AgentMissing extends Schema.TaggedError<AgentMissing>()("AgentMissing", {}) {
  override get message(): string {
    return "Every command of an agent must name the agent."
  }
}

/** The cause is not one of those that this command accepts. */
export class CauseUnknown extends Schema.TaggedError<CauseUnknown>()("CauseUnknown", {
  /** The field, where it is not the cause. */
  field: Schema.optionalKey(Schema.Literal("proof")),
}) {
  override get message(): string {
    return "This command does not accept this cause."
  }
}

/**
 * The people are not described as the command needs it: either 1 to 100 persons, or the day before which the passwords
 * were chosen, with pages of 1 to 100 spaces and the `next` of the page before.
 */
export class CohortRefused extends Schema.TaggedError<CohortRefused>()("CohortRefused", {
  field: Schema.Literals(["people", "chosenBefore", "after", "limit"]),
}) {
  override get message(): string {
    return "Give either the people or the day before which the passwords were chosen."
  }
}

/** The reference is not 1 to 100 letters, digits or `. : / _ -`. */
export class ReferenceRefused extends Schema.TaggedError<ReferenceRefused>()("ReferenceRefused", {}) {
  override get message(): string {
    return "A reference has 1 to 100 plain characters."
  }
}

/** The person already has an identifier. */
export class HasIdentifier extends Schema.TaggedError<HasIdentifier>()("HasIdentifier", {}) {
  override get message(): string {
    return "This person already has an identifier."
  }
}

/**
 * Another account has this social security number. Nothing is merged: an agent must examine both. If both are of one
 * person, `mergeAccounts` makes one of them. If not, `correctIdentifier` corrects the wrong one.
 */
export class NirTaken extends Schema.TaggedError<NirTaken>()("NirTaken", {}) {
  override get message(): string {
    return "Another account has this social security number."
  }
}

/** The person has this number already: there is nothing to correct. */
export class IdentifierUnchanged extends Schema.TaggedError<IdentifierUnchanged>()("IdentifierUnchanged", {}) {
  override get message(): string {
    return "This person already has this number."
  }
}

/** The person has neither a number nor a provisional identifier: there is nothing to correct. Use `recordNir`. */
export class NoIdentifier extends Schema.TaggedError<NoIdentifier>()("NoIdentifier", {}) {
  override get message(): string {
    return "This person has no identifier yet."
  }
}

/** Both references name the same account. A merge needs two. */
export class SamePerson extends Schema.TaggedError<SamePerson>()("SamePerson", {}) {
  override get message(): string {
    return "Both references name the same account."
  }
}

/** Both persons are members of this file now. Remove the one that goes from the file first, with the cause `Mistake`. */
export class BothInFile extends Schema.TaggedError<BothInFile>()("BothInFile", { file: Schema.String }) {
  override get message(): string {
    return "Both persons are members of the same file: remove one of them first."
  }
}

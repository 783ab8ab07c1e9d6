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
export class FileUnknown extends Schema.TaggedError<FileUnknown>()("FileUnknown", {}) {
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
export class PersonUnknown extends Schema.TaggedError<PersonUnknown>()("PersonUnknown", {}) {
  override get message(): string {
    return "No person has this id."
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
export class CauseUnknown extends Schema.TaggedError<CauseUnknown>()("CauseUnknown", {}) {
  override get message(): string {
    return "This command does not accept this cause."
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

/** Another account has this social security number. Nothing is merged: an agent must examine both. */
export class NirTaken extends Schema.TaggedError<NirTaken>()("NirTaken", {}) {
  override get message(): string {
    return "Another account has this social security number."
  }
}

import * as Data from "effect/Data"
import * as Schema from "effect/Schema"
import type { Change, RefusalReason } from "../../domain/rights/rights.ts"

/** The right to do this is missing: the `rule` that says so, why, and what would change it. */
export class NotPermitted extends Data.TaggedError("NotPermitted")<{
  readonly rule: string
  readonly reason: RefusalReason
  readonly change: Change
}> {
  override get message(): string {
    return "This person has no right to do this."
  }
}

/** There is no file of this reference, or the reference is none: 1 to 64 letters, digits, dots, dashes, underscores. */
export class FileUnknown extends Schema.TaggedError<FileUnknown>()("FileUnknown", {}) {
  override get message(): string {
    return "There is no file of this reference."
  }
}

/** A file of this reference was opened before. References are not used again, even after the file is closed. */
export class FileExists extends Schema.TaggedError<FileExists>()("FileExists", {}) {
  override get message(): string {
    return "A file of this reference exists already."
  }
}

/** The file was closed, for good. */
export class FileIsClosed extends Schema.TaggedError<FileIsClosed>()("FileIsClosed", {}) {
  override get message(): string {
    return "This file is closed."
  }
}

/** Nobody is known by this id. */
export class PersonUnknown extends Schema.TaggedError<PersonUnknown>()("PersonUnknown", {}) {
  override get message(): string {
    return "Nobody is known by this id."
  }
}

/** The personal space is closed already. */
export class AccountIsClosed extends Schema.TaggedError<AccountIsClosed>()("AccountIsClosed", {}) {
  override get message(): string {
    return "This personal space is closed already."
  }
}

/** The authorisation would never live: the spouse's personal space was closed, for good. */
export class SpaceOfSpouseClosed extends Schema.TaggedError<SpaceOfSpouseClosed>()("SpaceOfSpouseClosed", {}) {
  override get message(): string {
    return "The personal space of the spouse is closed: an authorisation would have no effect."
  }
}

/** Every act of an agent names the agent: 1 to 100 characters, nothing but what can be printed. */
export class AgentMissing extends Schema.TaggedError<AgentMissing>()("AgentMissing", {}) {
  override get message(): string {
    return "Every act of an agent names the agent."
  }
}

/** The cause is none of those a file knows for this. */
export class CauseUnknown extends Schema.TaggedError<CauseUnknown>()("CauseUnknown", {}) {
  override get message(): string {
    return "This is none of the causes a file knows."
  }
}

/** The reference is not 1 to 100 letters, digits or `. : / _ -`, or reads as a social security number. */
export class ReferenceRefused extends Schema.TaggedError<ReferenceRefused>()("ReferenceRefused", {}) {
  override get message(): string {
    return "A reference has 1 to 100 plain characters, and is nobody's social security number."
  }
}

/** The person has an identifier already. */
export class HasIdentifier extends Schema.TaggedError<HasIdentifier>()("HasIdentifier", {}) {
  override get message(): string {
    return "This person has an identifier already."
  }
}

/** Another account has this social security number. The two are for an agent to look into: nothing is merged. */
export class NirTaken extends Schema.TaggedError<NirTaken>()("NirTaken", {}) {
  override get message(): string {
    return "Another account has this social security number."
  }
}

import * as Schema from "effect/Schema"
import type { AlreadyGranted, LastDayPast, NotOver, NotTheDelegate, NotTheHolder } from "../delegation/delegation.ts"
import type { NotAllowed } from "../state-machine/table.ts"

/** The day is in the future. Only past and present facts are recorded. */
export class DateInFuture extends Schema.TaggedError<DateInFuture>()("DateInFuture", {}) {
  override get message(): string {
    return "This date is in the future: it can be today at the latest."
  }
}

/** The day is before one that it must not precede: the opening of the file, a birth, an earlier stay or couple. */
export class DateTooEarly extends Schema.TaggedError<DateTooEarly>()("DateTooEarly", {}) {
  override get message(): string {
    return "This date is too early: it contradicts an earlier date of the file."
  }
}

/** The person is already in this file. */
export class AlreadyMember extends Schema.TaggedError<AlreadyMember>()("AlreadyMember", {}) {
  override get message(): string {
    return "This person is already in the file."
  }
}

/** The holder cannot be a child of the file that they hold. */
export class HolderNotChild extends Schema.TaggedError<HolderNotChild>()("HolderNotChild", {}) {
  override get message(): string {
    return "The holder of a file cannot be a child of it."
  }
}

/** The person is too old to be added as a child: the year is wrong, or the person is a dependant. */
export class ChildTooOld extends Schema.TaggedError<ChildTooOld>()("ChildTooOld", {}) {
  override get message(): string {
    return "This person is too old to be added as a child."
  }
}

/** There is no age to decide: the person is not a child of the file, or their day of birth is known. */
export class NoAgeToDecide extends Schema.TaggedError<NoAgeToDecide>()("NoAgeToDecide", {}) {
  override get message(): string {
    return "The day of birth of this person is known, or they are not a child of the file."
  }
}

/** No day of birth that is possible makes the child over 15 on this day for the first time. */
export class AgeImpossible extends Schema.TaggedError<AgeImpossible>()("AgeImpossible", {}) {
  override get message(): string {
    return "This child cannot reach the age on this day."
  }
}

/** The person is not in this file now. */
export class NotAMember extends Schema.TaggedError<NotAMember>()("NotAMember", {}) {
  override get message(): string {
    return "This person is not in the file."
  }
}

/** A file always has a holder: the holder cannot leave without a new holder. */
export class HolderStays extends Schema.TaggedError<HolderStays>()("HolderStays", {}) {
  override get message(): string {
    return "A file needs its holder: change the holder, or close the file."
  }
}

/** The file already has a current spouse. */
export class SpouseExists extends Schema.TaggedError<SpouseExists>()("SpouseExists", {}) {
  override get message(): string {
    return "The file already has a current spouse."
  }
}

/** The file has no current spouse. */
export class NoCurrentSpouse extends Schema.TaggedError<NoCurrentSpouse>()("NoCurrentSpouse", {}) {
  override get message(): string {
    return "The file has no current spouse."
  }
}

/** The person is not the current spouse of the file. */
export class NotTheSpouse extends Schema.TaggedError<NotTheSpouse>()("NotTheSpouse", {}) {
  override get message(): string {
    return "Only the current spouse can be given this."
  }
}

/** Only one of the couple can declare its separation. */
export class NotOfTheCouple extends Schema.TaggedError<NotOfTheCouple>()("NotOfTheCouple", {}) {
  override get message(): string {
    return "Only one of the couple can declare its separation."
  }
}

/** The person already holds the file. */
export class AlreadyHolder extends Schema.TaggedError<AlreadyHolder>()("AlreadyHolder", {}) {
  override get message(): string {
    return "This person already holds the file."
  }
}

/** A child of the file cannot become its holder. */
export class ChildCannotHold extends Schema.TaggedError<ChildCannotHold>()("ChildCannotHold", {}) {
  override get message(): string {
    return "A child of the file cannot hold it: they can open a file of their own."
  }
}

/** No delegation is in force. */
export class NoDelegation extends Schema.TaggedError<NoDelegation>()("NoDelegation", {}) {
  override get message(): string {
    return "No authorisation is in force."
  }
}

/** No death of this person is recorded in this file, or it was undone already. */
export class NoDeathRecorded extends Schema.TaggedError<NoDeathRecorded>()("NoDeathRecorded", {}) {
  override get message(): string {
    return "No death of this person is recorded in this file."
  }
}

/** No agent recorded a separation of the last couple, or it was undone already. */
export class NoSeparationToUndo extends Schema.TaggedError<NoSeparationToUndo>()("NoSeparationToUndo", {}) {
  override get message(): string {
    return "The last couple of this file did not end by a separation that an agent recorded."
  }
}

/** The file has changed since: the two cannot be its couple again in the same roles. */
export class FileChangedSince extends Schema.TaggedError<FileChangedSince>()("FileChangedSince", {}) {
  override get message(): string {
    return "The file has changed since: record what applies now."
  }
}

/** The file was closed by a death or a merger, which is corrected otherwise. */
export class ClosingStands extends Schema.TaggedError<ClosingStands>()("ClosingStands", {}) {
  override get message(): string {
    return "The file was closed by a death or a merger, not by an agent’s decision."
  }
}

export type Refusal =
  | NotAllowed
  | DateInFuture
  | DateTooEarly
  | AlreadyMember
  | HolderNotChild
  | ChildTooOld
  | NoAgeToDecide
  | AgeImpossible
  | NotAMember
  | HolderStays
  | SpouseExists
  | NoCurrentSpouse
  | NotTheSpouse
  | NotOfTheCouple
  | AlreadyHolder
  | ChildCannotHold
  | NoDelegation
  | NoSeparationToUndo
  | FileChangedSince
  | ClosingStands
  | NoDeathRecorded
  | LastDayPast
  | AlreadyGranted
  | NotTheHolder
  | NotTheDelegate
  | NotOver

import * as Schema from "effect/Schema"
import type { AlreadyGranted, LastDayPast, NotOver, NotTheDelegate, NotTheHolder } from "../delegation/delegation.ts"
import type { NotAllowed } from "../state-machine/table.ts"

/** Nothing is recorded that has not happened yet. */
export class DateInFuture extends Schema.TaggedError<DateInFuture>()("DateInFuture", {}) {
  override get message(): string {
    return "This date is still to come: it can be today at the latest."
  }
}

/** The day lies before something it must follow: the opening of the file, a birth, an earlier stay or couple. */
export class DateTooEarly extends Schema.TaggedError<DateTooEarly>()("DateTooEarly", {}) {
  override get message(): string {
    return "This date is too early: it contradicts an earlier date of the file."
  }
}

/** The person is in this file already. Nobody is twice in one. */
export class AlreadyMember extends Schema.TaggedError<AlreadyMember>()("AlreadyMember", {}) {
  override get message(): string {
    return "This person is in the file already."
  }
}

/** The person is not in this file now. */
export class NotAMember extends Schema.TaggedError<NotAMember>()("NotAMember", {}) {
  override get message(): string {
    return "This person is not in the file."
  }
}

/** A file always has its holder: who holds it cannot simply leave. */
export class HolderStays extends Schema.TaggedError<HolderStays>()("HolderStays", {}) {
  override get message(): string {
    return "A file needs its holder: change the holder, or close the file."
  }
}

/** The file has a current spouse, and never two. */
export class SpouseExists extends Schema.TaggedError<SpouseExists>()("SpouseExists", {}) {
  override get message(): string {
    return "The file has a current spouse already."
  }
}

/** The file has no current spouse. */
export class NoCurrentSpouse extends Schema.TaggedError<NoCurrentSpouse>()("NoCurrentSpouse", {}) {
  override get message(): string {
    return "The file has no current spouse."
  }
}

/** The file has a current spouse, and it is somebody else. */
export class NotTheSpouse extends Schema.TaggedError<NotTheSpouse>()("NotTheSpouse", {}) {
  override get message(): string {
    return "Only the current spouse can be given this."
  }
}

/** A separation is declared by one of the two, in their own name. */
export class NotOfTheCouple extends Schema.TaggedError<NotOfTheCouple>()("NotOfTheCouple", {}) {
  override get message(): string {
    return "Only one of the couple can declare its separation."
  }
}

/** The person holds the file already. */
export class AlreadyHolder extends Schema.TaggedError<AlreadyHolder>()("AlreadyHolder", {}) {
  override get message(): string {
    return "This person holds the file already."
  }
}

/** A child of the file does not become its holder. */
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

export type Refusal =
  | NotAllowed
  | DateInFuture
  | DateTooEarly
  | AlreadyMember
  | NotAMember
  | HolderStays
  | SpouseExists
  | NoCurrentSpouse
  | NotTheSpouse
  | NotOfTheCouple
  | AlreadyHolder
  | ChildCannotHold
  | NoDelegation
  | LastDayPast
  | AlreadyGranted
  | NotTheHolder
  | NotTheDelegate
  | NotOver

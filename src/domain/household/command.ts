import * as Schema from "effect/Schema"
import { BirthDate } from "../civil-date/birth-date.ts"
import { CivilDate } from "../civil-date/civil-date.ts"
import { Actor } from "../delegation/actor.ts"
import { AgeEvidence, Child, ClosingCause, FileMembers, HolderChangeCause, LeavingCause } from "./file.ts"
import { MistakenClosing } from "./reopen.ts"
import { MistakenDeath } from "./undo-death.ts"
import { MistakenSeparation } from "./undo-separation.ts"

/** The time of the command, in milliseconds since the epoch. The day in Paris is derived from it. */
const at = Schema.Finite
const person = Schema.String
/** The day from which the change applies. It is never in the future. */
const on = CivilDate

/** The commands of a household. `by` is a person id where only that person may give the command, else any actor. */
export const Command = Schema.TaggedUnion({
  Open: { holder: person, on, by: Actor, at },
  /** `bornFrom`: a person who was born before is too old to be added as a child. */
  AddChild: { person, birth: BirthDate, bornFrom: Schema.optional(CivilDate), on, by: Actor, at },
  /** A child without a day of birth is over 15 from the day `from`, by the decision of an agent. */
  DecideAge: { person, from: CivilDate, cause: AgeEvidence, by: Actor, at },
  AddDependant: { person, on, by: Actor, at },
  RemoveMember: { person, cause: LeavingCause, on, by: Actor, at },
  FormCouple: { spouse: person, on, by: Actor, at },
  /**
   * `by` is the person who declares, and `recordedBy` the agent to whom they did. `fact` is the day the couple parted. The
   * declaration takes effect at once, whatever that day is.
   */
  DeclareSeparation: { by: person, recordedBy: Schema.optional(Actor), fact: CivilDate, at },
  ChangeHolder: { to: person, cause: HolderChangeCause, on, by: Actor, at },
  RecordDeath: { person, on, by: Actor, at },
  /** Two accounts were of one person: `to` stays, and `from` goes. */
  ReplacePerson: { from: person, to: person, by: Actor, at },
  /** A death was recorded by mistake. `children` are those of the file before it. */
  UndoDeath: { person, children: Schema.Array(Child), cause: MistakenDeath, by: Actor, at },
  /** `to` is the spouse that the holder means. It is refused if the couple has changed since. */
  /** `toActive`: whether the account of `to` is active. */
  GrantDelegation: {
    by: person,
    to: person,
    lastDay: Schema.NullOr(CivilDate),
    toActive: Schema.optional(Schema.Boolean),
    at,
  },
  RevokeDelegation: { by: person, at },
  RenounceDelegation: { by: person, at },
  /** Records that the last day is over. The delegation gives no right since then, recorded or not. */
  ExpireDelegation: { at },
  /** The personal space of the holder or of the delegate was closed. */
  RecordAccountClosed: { person, by: Actor, at },
  /** A court leaves viewing only to this person: the delegation that they gave ends, and a mandate takes its place. */
  RecordProtection: { person, by: Actor, at },
  /** A separation was recorded by mistake by an agent. */
  UndoSeparation: { cause: MistakenSeparation, by: Actor, at },
  /** A file was closed by mistake. `members` are those before; `null` where the history does not say. */
  Reopen: { members: Schema.NullOr(FileMembers), cause: MistakenClosing, by: Actor, at },
  /** The file `from` becomes one with this file. Its holder is `spouse`. */
  MergeFiles: {
    from: Schema.String,
    spouse: person,
    children: FileMembers.fields.children,
    dependants: FileMembers.fields.dependants,
    on,
    by: Actor,
    at,
  },
  /** This file becomes one with the file `into`, and is closed. */
  MergeInto: { into: Schema.String, on, by: Actor, at },
  Close: { cause: ClosingCause, on, by: Actor, at },
})
export type Command = typeof Command.Type

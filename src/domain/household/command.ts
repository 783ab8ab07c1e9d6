import * as Schema from "effect/Schema"
import { CivilDate } from "../civil-date/civil-date.ts"
import { Actor } from "../delegation/actor.ts"
import { ClosingCause, HolderChangeCause, LeavingCause } from "./file.ts"

/** The time of the command, in milliseconds since the epoch. The day in Paris is derived from it. */
const at = Schema.Finite
const person = Schema.String
/** The day from which the change applies. It is never in the future. */
const on = CivilDate

/** The commands of a household. `by` is a person id where only that person may give the command, else any actor. */
export const Command = Schema.TaggedUnion({
  Open: { holder: person, on, by: Actor, at },
  AddChild: { person, birth: CivilDate, on, by: Actor, at },
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
  Close: { cause: ClosingCause, on, by: Actor, at },
})
export type Command = typeof Command.Type

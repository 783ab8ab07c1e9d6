import * as Schema from "effect/Schema"
import { CivilDate } from "../civil-date/civil-date.ts"
import { Actor } from "../delegation/actor.ts"
import { ClosingCause, LeavingCause, SuccessionCause } from "./file.ts"

/** When it is asked, in milliseconds since the epoch. The day in Paris follows from it. */
const at = Schema.Finite
const person = Schema.String
/** From which day on it holds; never a day to come. */
const on = CivilDate

/** What can be asked of a household. Who asks is a person where only that person may, and any actor elsewhere. */
export const Command = Schema.TaggedUnion({
  Open: { holder: person, on, by: Actor, at },
  AddChild: { person, birth: CivilDate, on, by: Actor, at },
  AddDependant: { person, on, by: Actor, at },
  RemoveMember: { person, cause: LeavingCause, on, by: Actor, at },
  FormCouple: { spouse: person, on, by: Actor, at },
  /** `fact` is the day the couple parted. The declaration takes effect when it is made, whatever that day. */
  DeclareSeparation: { by: person, fact: CivilDate, at },
  ChangeHolder: { to: person, cause: SuccessionCause, on, by: Actor, at },
  RecordDeath: { person, on, by: Actor, at },
  /** `to` is who the holder means: nobody else gets it, should the couple have changed meanwhile. */
  GrantDelegation: { by: person, to: person, lastDay: Schema.NullOr(CivilDate), at },
  RevokeDelegation: { by: person, at },
  RenounceDelegation: { by: person, at },
  /** Notes that its last day is over. It gave no right since, noted or not. */
  ExpireDelegation: { at },
  /** The personal space of the holder or of the delegate was closed. */
  RecordAccountClosed: { person, by: Actor, at },
  Close: { cause: ClosingCause, on, by: Actor, at },
})
export type Command = typeof Command.Type

export type Order<Tag extends Command["_tag"]> = Extract<Command, { readonly _tag: Tag }>

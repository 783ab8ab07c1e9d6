import * as Schema from "effect/Schema"
import { CivilDate } from "../civil-date/civil-date.ts"
import { Actor } from "../delegation/actor.ts"
import * as Delegation from "../delegation/delegation.ts"
import { ClosingCause, HolderChangeCause, LeavingCause } from "./file.ts"

const at = Schema.Finite
const person = Schema.String
const on = CivilDate

/** The events of the household itself. Their names and fields are stored: change them only by adding. */
const Own = Schema.TaggedUnion({
  FileOpened: { holder: person, on, by: Actor, at },
  ChildAdded: { person, birth: CivilDate, on, by: Actor, at },
  DependantAdded: { person, on, by: Actor, at },
  MemberRemoved: { person, cause: LeavingCause, on, by: Actor, at },
  CoupleFormed: { spouse: person, on, by: Actor, at },
  /** `on` is the day of the declaration, which ends the couple in the file; `fact` is the day they parted. */
  SeparationDeclared: {
    by: person,
    /** The agent who recorded the declaration. Absent if the person declared it in their personal space. */
    recordedBy: Schema.optional(Actor),
    holder: person,
    spouse: person,
    fact: CivilDate,
    on,
    at,
  },
  /** Declared again by one of the two: it is recorded and changes nothing. */
  SeparationDeclaredAgain: { by: person, recordedBy: Schema.optional(Actor), fact: CivilDate, at },
  /** `formerHolder` is the role of the former holder in this file from now on. */
  HolderChanged: {
    from: person,
    to: person,
    formerHolder: Schema.Literals(["Spouse", "Dependant", "Gone"]),
    cause: Schema.Literals([...HolderChangeCause.literals, "Death"]),
    on,
    by: Actor,
    at,
  },
  /** `on` is the day of the death. A stay that began later is treated as empty. */
  DeathRecorded: { person, on, by: Actor, at },
  FileClosed: { cause: Schema.Literals([...ClosingCause.literals, "HolderDied"]), on, by: Actor, at },
})

/** The events of a household file: those of the household, and those of its delegation. */
export const Event = Schema.Union([Own, Delegation.Event])
export type Event = typeof Event.Type

export type Happened<Tag extends Event["_tag"]> = Extract<Event, { readonly _tag: Tag }>

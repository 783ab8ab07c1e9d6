import * as Schema from "effect/Schema"
import { BirthDate } from "../civil-date/birth-date.ts"
import { CivilDate } from "../civil-date/civil-date.ts"
import { Actor } from "../delegation/actor.ts"
import * as Delegation from "../delegation/delegation.ts"
import { AgeEvidence, ClosingCause, FileMembers, HolderChangeCause, LeavingCause } from "./file.ts"
import { MistakenClosing } from "./reopen.ts"
import { MistakenDeath, RestoredStay } from "./undo-death.ts"
import { MistakenSeparation } from "./undo-separation.ts"

const at = Schema.Finite
const person = Schema.String
const on = CivilDate

/** The events of the household itself. Their names and fields are stored: change them only by adding. */
const Own = Schema.TaggedUnion({
  FileOpened: { holder: person, on, by: Actor, at },
  ChildAdded: { person, birth: BirthDate, on, by: Actor, at },
  AgeDecided: { person, from: CivilDate, cause: AgeEvidence, by: Actor, at },
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
  PersonReplaced: { from: person, to: person, by: Actor, at },
  /** `on` is the day on which the mistake was undone. */
  DeathUndone: { person, restored: RestoredStay, cause: MistakenDeath, on, by: Actor, at },
  /** `on` is the day from which they are a couple again. */
  SeparationUndone: { spouse: person, cause: MistakenSeparation, on, by: Actor, at },
  /** `since` is the day on which the file was closed, and from which its members are in it again. */
  FileReopened: { members: FileMembers, cause: MistakenClosing, since: CivilDate, on, by: Actor, at },
  FilesMerged: {
    from: Schema.String,
    spouse: person,
    children: FileMembers.fields.children,
    dependants: FileMembers.fields.dependants,
    on,
    by: Actor,
    at,
  },
  MergedInto: { into: Schema.String, on, by: Actor, at },
  FileClosed: { cause: Schema.Literals([...ClosingCause.literals, "HolderDied"]), on, by: Actor, at },
})

/** The events of a household file: those of the household, and those of its delegation. */
export const Event = Schema.Union([Own, Delegation.Event])
export type Event = typeof Event.Type

export type Happened<Tag extends Event["_tag"]> = Extract<Event, { readonly _tag: Tag }>

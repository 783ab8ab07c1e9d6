/**
 * UndoDeath: a death was recorded by mistake, and the person lives.
 *
 * The person is a member again, in the role they had, where the file still has room for them. A holder gets the file back
 * from the spouse who took it over. A file that was closed by the death of its holder is open again. The couple is a new
 * one. An authorisation that ended does not come back.
 *
 * Where the file has changed too much since, the person is no member: an agent decides what they are now.
 */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { CivilDate, civilDateAt } from "../civil-date/civil-date.ts"
import { type CommandOf, type Decision, happened } from "../state-machine/decision.ts"
import { birthOf } from "./age.ts"
import type { Command } from "./command.ts"
import type { Event, Happened } from "./event.ts"
import { Child, type FormerCouple, type FormerMember, Member, type Open, type State } from "./file.ts"
import { memberOf } from "./members.ts"
import { NoDeathRecorded } from "./refusal.ts"

/** What was wrong. `WrongPerson`: another person died. `WrongReport`: the report of the death was wrong. */
export const MistakenDeath = Schema.Literals(["WrongPerson", "WrongReport"])
export type MistakenDeath = typeof MistakenDeath.Type

/** What the person is again, from the day `since`. A file that the death closed has these other members again. */
export const RestoredStay = Schema.TaggedUnion({
  Holder: { since: CivilDate },
  Spouse: { since: CivilDate },
  Child: { since: CivilDate, birth: Child.fields.birth, overFifteenFrom: Child.fields.overFifteenFrom },
  Dependant: { since: CivilDate },
  /** The holder of a file that the death closed. */
  HolderOfClosedFile: { since: CivilDate, children: Schema.Array(Child), dependants: Schema.Array(Member) },
  /** The file has changed since: the person is no member. */
  None: {},
})
export type RestoredStay = typeof RestoredStay.Type

type Opened = Exclude<State, { readonly _tag: "NotOpened" }>

const deathOf = ({ former }: Opened, person: string) => {
  const last = former.findLast((stay) => stay.person === person)
  return last?.cause === "Death" ? last : undefined
}

const isCoupleOf = (person: string) => (couple: FormerCouple) => couple.holder === person || couple.spouse === person

/** The couple that the death ended; `undefined` where the person lived in none. */
const endedByDeath = ({ formerCouples }: Opened, person: string) => {
  const last = formerCouples.findLast(isCoupleOf(person))
  return last?.cause === "Death" ? last : undefined
}

type UndoDeath = CommandOf<Command, "UndoDeath">

const inOpenFile = (file: Open, stay: FormerMember, { at, children, person }: UndoDeath): RestoredStay => {
  const { until: since } = stay
  const couple = endedByDeath(file, person)
  const isFree = file.couple === null
  switch (stay.role) {
    case "Dependant":
      return { _tag: "Dependant", since }
    case "Child": {
      const child = children.find((known) => known.person === person)
      return child === undefined ? { _tag: "None" } : { _tag: "Child", since, ...birthOf(child) }
    }
    case "Spouse":
      return isFree && couple?.holder === file.holder.person ? { _tag: "Spouse", since } : { _tag: "None" }
    case "Holder":
      return isFree && couple?.spouse === file.holder.person
        ? { _tag: "Holder", since: civilDateAt(at) }
        : { _tag: "None" }
  }
}

/** A file that this death closed. In a file that was closed later, the person is no member. */
const inClosedFile = (
  { closed, former }: Extract<State, { readonly _tag: "Closed" }>,
  stay: FormerMember,
  { children }: UndoDeath,
): RestoredStay => {
  // Another holder after this one closed the file, or it was closed later for another reason.
  if (former.findLast(({ role }) => role === "Holder") !== stay) return { _tag: "None" }
  const ended = former.filter((stay) => stay.cause === "FileClosed" && stay.until === closed)
  const isIn = (role: FormerMember["role"]) => (person: string) =>
    ended.some((stay) => stay.role === role && stay.person === person)
  return {
    _tag: "HolderOfClosedFile",
    since: closed,
    children: children.filter(({ person }) => isIn("Child")(person)).map((child) => ({ ...child, since: closed })),
    dependants: ended.filter(({ role }) => role === "Dependant").map(({ person }) => ({ person, since: closed })),
  }
}

/** `children` are those of the file before the death, whose days of birth it knew. */
export const undoDeath = (file: Opened, command: UndoDeath): Decision<Event, NoDeathRecorded> => {
  const { at, by, cause, person } = command
  const stay = deathOf(file, person)
  const isBack = file._tag === "Open" && memberOf(file, person) !== undefined
  if (stay === undefined || isBack) return Result.fail(new NoDeathRecorded())
  const restored = file._tag === "Open" ? inOpenFile(file, stay, command) : inClosedFile(file, stay, command)
  return happened({ _tag: "DeathUndone", person, restored, cause, on: civilDateAt(at), by, at })
}

const replaceLast = <A>(items: ReadonlyArray<A>, matches: (item: A) => boolean, replace: (item: A) => A) => {
  const place = items.findLastIndex(matches)
  return items.map((item, index) => (index === place ? replace(item) : item))
}

/** The history without the death. Where the person is no member any more, their couple ended while both live. */
const withoutDeath = <File extends Opened>(file: File, { person, restored }: Happened<"DeathUndone">): File => {
  const isRestored = restored._tag !== "None"
  return {
    ...file,
    former: replaceLast(
      file.former,
      (stay) => stay.person === person && stay.cause === "Death",
      (stay) => ({ ...stay, cause: "DeathUndone" }),
    ),
    formerCouples: replaceLast(
      file.formerCouples,
      (couple) => isCoupleOf(person)(couple) && couple.cause === "Death",
      (couple) => ({
        ...couple,
        cause: isRestored ? "DeathUndone" : couple.holder === person ? "HolderLeft" : "SpouseLeft",
      }),
    ),
  }
}

const inFile = (file: Open, { person, restored }: Happened<"DeathUndone">): Open => {
  switch (restored._tag) {
    case "Child": {
      const child = { person, ...birthOf({ person, ...restored }), since: restored.since }
      return { ...file, children: [...file.children, child] }
    }
    case "Dependant":
      return { ...file, dependants: [...file.dependants, { person, since: restored.since }] }
    case "Spouse": {
      const { since } = restored
      return { ...file, couple: { spouse: { person, since }, formed: since } }
    }
    case "Holder": {
      const { since } = restored
      const stay: FormerMember = { ...file.holder, role: "Holder", until: since, cause: "DeathUndone" }
      const spouse = { person: file.holder.person, since }
      return { ...file, former: [...file.former, stay], holder: { person, since }, couple: { spouse, formed: since } }
    }
    case "HolderOfClosedFile":
    case "None":
      return file
  }
}

/** The file after a death was undone. */
export const withDeathUndone = (state: State, event: Happened<"DeathUndone">): State => {
  if (state._tag === "NotOpened") return state
  const file = withoutDeath(state, event)
  if (file._tag === "Open") return inFile(file, event)
  const { restored } = event
  if (restored._tag !== "HolderOfClosedFile") return file
  const { children, dependants, since } = restored
  const { closed: _, ...past } = file
  return { ...past, _tag: "Open", holder: { person: event.person, since }, couple: null, children, dependants }
}

/**
 * Members: who is in one file and since when, and who was.
 *
 * No person is in a file twice at the same time. A former member may come back, in the same role or another.
 */
import { earliestBirth, latestBirth } from "../civil-date/birth-date.ts"
import { type CivilDate, yearsBefore } from "../civil-date/civil-date.ts"
import { type CommandOf, happened } from "../state-machine/decision.ts"
import type { Command } from "./command.ts"
import { dateRefusal, type HouseholdDecision, latest, refuse } from "./decision.ts"
import type { FormerMember, Member, Open, Role, State } from "./file.ts"
import { AlreadyMember, ChildTooOld, HolderNotChild } from "./refusal.ts"

/** The current stay of a member. */
export interface Stay extends Member {
  readonly role: Role
}

/** The current members, the holder first. */
export const members = ({ children, couple, dependants, holder }: Open): ReadonlyArray<Stay> => [
  { ...stay(holder), role: "Holder" },
  ...(couple === null ? [] : [{ ...stay(couple.spouse), role: "Spouse" as const }]),
  ...children.map((child) => ({ ...stay(child), role: "Child" as const })),
  ...dependants.map((dependant) => ({ ...stay(dependant), role: "Dependant" as const })),
]

const stay = ({ person, since }: Member): Member => ({ person, since })

export const memberOf = (file: Open, person: string): Stay | undefined =>
  members(file).find((member) => member.person === person)

/** Whether a person is in the file now, or was before. */
export const isOrWasIn = (file: State, person: string): boolean =>
  file._tag !== "NotOpened" &&
  (file.former.some((stay) => stay.person === person) || (file._tag === "Open" && memberOf(file, person) !== undefined))

/** Whether a person is the holder of the file or was before, or held a file that became one with it. */
export const everHeld = (file: State, person: string): boolean =>
  file._tag !== "NotOpened" &&
  (file.former.some((stay) => stay.person === person && stay.role === "Holder") ||
    (file.merged ?? []).some(({ holder }) => holder === person) ||
    (file._tag === "Open" && file.holder.person === person))

/** The members on a day, as far as the file knows today. The last day of a stay is the day before `until`. */
export const membersOn = (file: State, day: CivilDate): ReadonlyArray<Stay> =>
  file._tag === "NotOpened"
    ? []
    : [
        ...(file._tag === "Open" ? members(file).filter(({ since }) => since <= day) : []),
        ...file.former
          .filter(({ since, until }) => since <= day && day < until)
          .map(({ person, role, since }) => ({ person, role, since })),
      ]

/** The days on which earlier stays of a person ended. A new stay cannot begin before them. */
const stayEndDates = ({ former }: Open, person: string): ReadonlyArray<CivilDate> =>
  former.filter((stay) => stay.person === person).map(({ until }) => until)

/** Refuses a person who cannot join on that day; `null` for one who can. */
export const joinRefusal = (
  file: Open,
  person: string,
  when: { readonly at: number; readonly on: CivilDate },
  ...notBefore: ReadonlyArray<CivilDate>
) =>
  memberOf(file, person) === undefined
    ? dateRefusal(when, file.opened, ...stayEndDates(file, person), ...notBefore)
    : new AlreadyMember()

/** No person was older than this, in years. It limits the age of a child where the command does not. */
const LONGEST_LIFE = 130

export const addChild = (
  file: Open,
  { at, birth, bornFrom, by, on, person }: CommandOf<Command, "AddChild">,
): HouseholdDecision => {
  if (file.holder.person === person) return refuse(new HolderNotChild())
  if (latestBirth(birth) < (bornFrom ?? yearsBefore(on, LONGEST_LIFE))) return refuse(new ChildTooOld())
  const refusal = joinRefusal(file, person, { at, on }, earliestBirth(birth))
  return refusal === null ? happened({ _tag: "ChildAdded", person, birth, on, by, at }) : refuse(refusal)
}

export const addDependant = (
  file: Open,
  { at, by, on, person }: CommandOf<Command, "AddDependant">,
): HouseholdDecision => {
  const refusal = joinRefusal(file, person, { at, on })
  return refusal === null ? happened({ _tag: "DependantAdded", person, on, by, at }) : refuse(refusal)
}

/** The file with more ended stays. */
export const withFormer = (file: Open, ...stays: ReadonlyArray<FormerMember>): Open => ({
  ...file,
  former: [...file.former, ...stays],
})

/** The latest day of any stay in the file. */
export const latestDate = (file: Open): CivilDate =>
  latest(file.opened, ...members(file).map(({ since }) => since), ...file.former.map(({ until }) => until))

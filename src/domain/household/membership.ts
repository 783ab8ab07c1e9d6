/**
 * Membership: who is in the file, since when, and who was.
 *
 * Nobody is twice in a file at one time; one person may come back later, in the same role or another.
 */
import type { CivilDate } from "../civil-date/civil-date.ts"
import { type Answer, happens, latest, misdated, refuse } from "./answer.ts"
import type { Order } from "./command.ts"
import type { FormerMember, Member, Open, Role, State } from "./file.ts"
import { AlreadyMember } from "./refusal.ts"

/** A stay in the file that lasts. */
export interface Stay extends Member {
  readonly role: Role
}

/** Who is in the file now: the holder first. */
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

/** Who was in the file on a day, as far as it knows today. A stay's last day is the one before `until`. */
export const membersOn = (file: State, day: CivilDate): ReadonlyArray<Stay> =>
  file._tag === "NotOpened"
    ? []
    : [
        ...(file._tag === "Open" ? members(file).filter(({ since }) => since <= day) : []),
        ...file.former
          .filter(({ since, until }) => since <= day && day < until)
          .map(({ person, role, since }) => ({ person, role, since })),
      ]

/** The days on which the earlier stays of a person ended: a new one begins no sooner. */
const endsOf = ({ former }: Open, person: string): ReadonlyArray<CivilDate> =>
  former.filter((stay) => stay.person === person).map(({ until }) => until)

/** Why a person cannot join on that day, if so. */
export const cannotJoin = (
  file: Open,
  person: string,
  when: { readonly at: number; readonly on: CivilDate },
  ...notBefore: ReadonlyArray<CivilDate>
) =>
  memberOf(file, person) === undefined
    ? misdated(when, file.opened, ...endsOf(file, person), ...notBefore)
    : new AlreadyMember()

export const addChild = (file: Open, { at, birth, by, on, person }: Order<"AddChild">): Answer => {
  const refusal = cannotJoin(file, person, { at, on }, birth)
  return refusal === null ? happens({ _tag: "ChildAdded", person, birth, on, by, at }) : refuse(refusal)
}

export const addDependant = (file: Open, { at, by, on, person }: Order<"AddDependant">): Answer => {
  const refusal = cannotJoin(file, person, { at, on })
  return refusal === null ? happens({ _tag: "DependantAdded", person, on, by, at }) : refuse(refusal)
}

/** The file with more stays that are over. */
export const withFormer = (file: Open, ...stays: ReadonlyArray<FormerMember>): Open => ({
  ...file,
  former: [...file.former, ...stays],
})

/** The latest day anything in the file is dated. */
export const lastDated = (file: Open): CivilDate =>
  latest(file.opened, ...members(file).map(({ since }) => since), ...file.former.map(({ until }) => until))

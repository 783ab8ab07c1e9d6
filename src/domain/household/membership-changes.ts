import type { CivilDate } from "../civil-date/civil-date.ts"
import type { State } from "./file.ts"
import { members } from "./members.ts"
import type { Kind } from "./memberships.ts"

/** The change of one person in a file: a stay that ended, a stay that began, or both. */
export interface MembershipChange {
  readonly person: string
  readonly left: CivilDate | null
  readonly joined: { readonly kind: Kind; readonly since: CivilDate } | null
}

const kinds = { Holder: "Adult", Spouse: "Adult", Child: "Child", Dependant: "Dependant" } as const

const present = (file: State): ReadonlyMap<string, { readonly kind: Kind; readonly since: CivilDate }> =>
  new Map(
    file._tag === "Open" ? members(file).map(({ person, role, since }) => [person, { kind: kinds[role], since }]) : [],
  )

/** The persons who left or joined a file between two states. A holder and a spouse who swap roles do neither. */
export const membershipChanges = (before: State, after: State): ReadonlyArray<MembershipChange> => {
  const [was, is] = [present(before), present(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((person) => was.get(person)?.kind !== is.get(person)?.kind)
    .map((person) => ({
      person,
      left: was.has(person) ? lastDay(after, person) : null,
      joined: is.get(person) ?? null,
    }))
}

/** The day on which the latest stay of a person ended. */
const lastDay = (file: State, person: string): CivilDate | null =>
  file._tag === "NotOpened" ? null : (file.former.findLast((stay) => stay.person === person)?.until ?? null)

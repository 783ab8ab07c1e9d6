import type { CivilDate } from "../civil-date/civil-date.ts"
import type { State } from "./file.ts"
import { members } from "./membership.ts"
import type { Kind } from "./memberships.ts"

/** What becomes of one person in a file: the stay that ended, the one that began, or both. */
export interface Turn {
  readonly person: string
  readonly left: CivilDate | null
  readonly joined: { readonly kind: Kind; readonly since: CivilDate } | null
}

const kinds = { Holder: "Adult", Spouse: "Adult", Child: "Child", Dependant: "Dependant" } as const

const present = (file: State): ReadonlyMap<string, { readonly kind: Kind; readonly since: CivilDate }> =>
  new Map(
    file._tag === "Open" ? members(file).map(({ person, role, since }) => [person, { kind: kinds[role], since }]) : [],
  )

/** Who left a file and who joined it between two states. Holder and spouse who change places do neither. */
export const turnover = (before: State, after: State): ReadonlyArray<Turn> => {
  const [was, is] = [present(before), present(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((person) => was.get(person)?.kind !== is.get(person)?.kind)
    .map((person) => ({
      person,
      left: was.has(person) ? lastDay(after, person) : null,
      joined: is.get(person) ?? null,
    }))
}

/** The day a person's latest stay ended. */
const lastDay = (file: State, person: string): CivilDate | null =>
  file._tag === "NotOpened" ? null : (file.former.findLast((stay) => stay.person === person)?.until ?? null)

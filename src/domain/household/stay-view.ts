/**
 * StayView: what a person may know of a file that they are in or were in: their own role, who is in it by role, and why
 * their stay ended. It has no data of another member, such as a day of birth.
 */
import type { CivilDate } from "../civil-date/civil-date.ts"
import type { FormerMember, Role, State } from "./file.ts"
import { members } from "./members.ts"

/** A current member of a file, as the other members see them. */
export interface MemberOfFile {
  /** The id of the person. */
  readonly person: string
  readonly role: Role
  /** Whether it is the person who asks. */
  readonly isSelf: boolean
}

/** What a person is or was in a file. */
export interface StayView {
  /** The present role, or the last one; `null` where the file does not name the person. */
  readonly role: Role | null
  /** Why the stay ended; `null` while it continues. */
  readonly ended: FormerMember["cause"] | null
  /** The current members, the holder first. Empty where the person is not one of them. */
  readonly members: ReadonlyArray<MemberOfFile>
}

const UNKNOWN: StayView = { role: null, ended: null, members: [] }

/** Describes one stay of a person in a file. `until` ends the stay; `null` while it continues. */
export const stayView = (file: State, persons: ReadonlyArray<string>, until: CivilDate | null): StayView => {
  if (file._tag === "NotOpened") return UNKNOWN
  if (until === null) {
    const all = file._tag === "Open" ? members(file) : []
    const own = all.find(({ person }) => persons.includes(person))
    if (own === undefined) return UNKNOWN
    const seen = all.map(({ person, role }) => ({ person, role, isSelf: person === own.person }))
    return { role: own.role, ended: null, members: seen }
  }
  const stays = file.former.filter(({ person }) => persons.includes(person))
  const last = stays.findLast((stay) => stay.until === until) ?? stays.at(-1)
  return last === undefined ? UNKNOWN : { role: last.role, ended: last.cause, members: [] }
}

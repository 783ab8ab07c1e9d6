/**
 * Leaving: a stay in the file comes to its end, on a day and with a cause. Only the holder cannot simply leave.
 */
import type { CivilDate } from "../civil-date/civil-date.ts"
import { type Answer, happens, latest, misdated, refuse } from "./answer.ts"
import { endOfDelegation } from "./authorisation.ts"
import type { Order } from "./command.ts"
import { withoutCouple } from "./couple.ts"
import type { Happened } from "./event.ts"
import type { FormerMember, Member, Open, StayEnd } from "./file.ts"
import { memberOf, members, type Stay, withFormer } from "./membership.ts"
import { HolderStays, NotAMember } from "./refusal.ts"

/** When the spouse leaves, the couple and the delegation end in the same decision. */
export const removeMember = (file: Open, { at, by, cause, on, person }: Order<"RemoveMember">): Answer => {
  const member = memberOf(file, person)
  if (member === undefined) return refuse(new NotAMember())
  if (member.role === "Holder") return refuse(new HolderStays())
  const refusal = misdated({ at, on }, member.since)
  return refusal === null
    ? happens(
        { _tag: "MemberRemoved", person, cause, on, by, at },
        ...(member.role === "Spouse" ? endOfDelegation(file, "SpouseLeft", by, at) : []),
      )
    : refuse(refusal)
}

const over = ({ person, role, since }: Stay, on: CivilDate, cause: StayEnd): FormerMember => ({
  person,
  role,
  since,
  until: latest(on, since),
  cause,
})

/** The file without a member who is not its holder. */
export const without = (file: Open, person: string, on: CivilDate, cause: StayEnd): Open => {
  const member = memberOf(file, person)
  if (member === undefined || member.role === "Holder") return file
  if (member.role === "Spouse") {
    const ended = cause === "Separation" || cause === "Death" ? cause : "SpouseLeft"
    return withoutCouple(withFormer(file, over(member, on, cause)), on, ended)
  }
  const isOther = (other: Member) => other.person !== person
  return {
    ...withFormer(file, over(member, on, cause)),
    children: file.children.filter(isOther),
    dependants: file.dependants.filter(isOther),
  }
}

/** All present stays as ended by the closing of the file. */
export const allOver = (file: Open, { cause, on }: Happened<"FileClosed">): ReadonlyArray<FormerMember> =>
  members(file).map((member) =>
    over(member, on, cause === "HolderDied" && member.role === "Holder" ? "Death" : "FileClosed"),
  )

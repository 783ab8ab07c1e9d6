/**
 * Departure: a member's stay in the file ends, on a day and for a cause. The holder cannot leave without a new holder.
 */
import type { CivilDate } from "../civil-date/civil-date.ts"
import { type CommandOf, happened } from "../state-machine/decision.ts"
import { endOfDelegation } from "./authorisation.ts"
import type { Command } from "./command.ts"
import { withoutCouple } from "./couple.ts"
import { dateRefusal, type HouseholdDecision, latest, refuse } from "./decision.ts"
import type { Happened } from "./event.ts"
import type { FormerMember, Member, Open, StayEnd } from "./file.ts"
import { memberOf, members, type Stay, withFormer } from "./members.ts"
import { HolderStays, NotAMember } from "./refusal.ts"

/** Removes a member. If it is the spouse, the couple and the delegation end in the same decision. */
export const removeMember = (
  file: Open,
  { at, by, cause, on, person }: CommandOf<Command, "RemoveMember">,
): HouseholdDecision => {
  const member = memberOf(file, person)
  if (member === undefined) return refuse(new NotAMember())
  if (member.role === "Holder") return refuse(new HolderStays())
  const refusal = dateRefusal({ at, on }, member.since)
  return refusal === null
    ? happened(
        { _tag: "MemberRemoved", person, cause, on, by, at },
        ...(member.role === "Spouse" ? endOfDelegation(file, "SpouseLeft", by, at) : []),
      )
    : refuse(refusal)
}

const endedStay = ({ person, role, since }: Stay, on: CivilDate, cause: StayEnd): FormerMember => ({
  person,
  role,
  since,
  until: latest(on, since),
  cause,
})

/** The file without this member. The holder stays. */
export const withoutMember = (file: Open, person: string, on: CivilDate, cause: StayEnd): Open => {
  const member = memberOf(file, person)
  if (member === undefined || member.role === "Holder") return file
  if (member.role === "Spouse") {
    const ended = cause === "Separation" || cause === "Death" ? cause : "SpouseLeft"
    return withoutCouple(withFormer(file, endedStay(member, on, cause)), on, ended)
  }
  const isOther = (other: Member) => other.person !== person
  return {
    ...withFormer(file, endedStay(member, on, cause)),
    children: file.children.filter(isOther),
    dependants: file.dependants.filter(isOther),
  }
}

/** All current stays, as ended by the closing of the file. */
export const endedStays = (file: Open, { cause, on }: Happened<"FileClosed">): ReadonlyArray<FormerMember> =>
  members(file).map((member) =>
    endedStay(member, on, cause === "HolderDied" && member.role === "Holder" ? "Death" : "FileClosed"),
  )

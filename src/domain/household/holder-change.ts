/**
 * HolderChange: a new holder takes over the file on the day on which the former one ends.
 *
 * While the file has a couple, only the spouse can become the holder; else a dependant can. A child cannot: a child
 * opens their own file. The former holder becomes the spouse, or a dependant where there is no couple, or leaves. When
 * the holder dies, the spouse becomes the holder; without a spouse the file is closed.
 */
import { type CommandOf, happened } from "../state-machine/decision.ts"
import { endOfDelegation } from "./authorisation.ts"
import type { Command } from "./command.ts"
import { coupleEndDates, withoutCouple } from "./couple.ts"
import { dateRefusal, type HouseholdDecision, latest, refuse } from "./decision.ts"
import { withoutMember } from "./departure.ts"
import type { Happened } from "./event.ts"
import type { FormerMember, Open } from "./file.ts"
import { latestDate, memberOf, withFormer } from "./members.ts"
import { AlreadyHolder, ChildCannotHold, NotAMember, NotTheSpouse } from "./refusal.ts"

export const changeHolder = (
  file: Open,
  { at, by, cause, on, to }: CommandOf<Command, "ChangeHolder">,
): HouseholdDecision => {
  const from = file.holder.person
  const next = memberOf(file, to)
  if (next === undefined) return refuse(new NotAMember())
  if (next.role === "Holder") return refuse(new AlreadyHolder())
  if (next.role === "Child") return refuse(new ChildCannotHold())
  if (file.couple !== null && next.role !== "Spouse") return refuse(new NotTheSpouse())
  const refusal = dateRefusal({ at, on }, file.holder.since, next.since, ...coupleEndDates(file))
  if (refusal !== null) return refuse(refusal)
  const formerHolder = cause === "HolderLeft" ? "Gone" : next.role === "Spouse" ? "Spouse" : "Dependant"
  return happened(
    { _tag: "HolderChanged", from, to, formerHolder, cause, on, by, at },
    ...endOfDelegation(file, "HolderChanged", by, at),
  )
}

/** A death is never refused because it is older than later entries of the file: it takes effect where it can. */
export const recordDeath = (
  file: Open,
  { at, by, on, person }: CommandOf<Command, "RecordDeath">,
): HouseholdDecision => {
  const member = memberOf(file, person)
  if (member === undefined) return refuse(new NotAMember())
  const refusal = dateRefusal({ at, on })
  if (refusal !== null) return refuse(refusal)
  const death = { _tag: "DeathRecorded", person, on, by, at } as const
  if (member.role === "Child" || member.role === "Dependant") return happened(death)
  const delegationEnds = endOfDelegation(file, "Death", by, at)
  if (member.role === "Spouse") return happened(death, ...delegationEnds)
  if (file.couple === null) {
    return happened(death, { _tag: "FileClosed", cause: "HolderDied", on: latest(on, latestDate(file)), by, at })
  }
  const { spouse } = file.couple
  return happened(
    death,
    {
      _tag: "HolderChanged",
      from: person,
      to: spouse.person,
      formerHolder: "Gone",
      cause: "Death",
      on: latest(on, file.holder.since, spouse.since),
      by,
      at,
    },
    ...delegationEnds,
  )
}

/** The file with its new holder. */
export const withNewHolder = (file: Open, { cause, formerHolder, on, to }: Happened<"HolderChanged">): Open => {
  const gone = cause === "Death" ? "Death" : "HolderLeft"
  const stay: FormerMember = {
    ...file.holder,
    role: "Holder",
    until: on,
    cause: formerHolder === "Gone" ? gone : "HolderChanged",
  }
  const next = memberOf(file, to)
  if (next === undefined || next.role === "Holder") return file
  const before = withFormer(file, stay)
  const holder = { person: to, since: on }
  const staying = { person: file.holder.person, since: on }
  if (file.couple === null || next.role !== "Spouse") {
    const promoted = withoutMember(before, to, on, "HolderChanged")
    return {
      ...promoted,
      holder,
      dependants: formerHolder === "Gone" ? promoted.dependants : [...promoted.dependants, staying],
    }
  }
  const asSpouse: FormerMember = { ...file.couple.spouse, role: "Spouse", until: on, cause: "HolderChanged" }
  const both = withFormer(before, asSpouse)
  return formerHolder === "Gone"
    ? { ...withoutCouple(both, on, gone), holder }
    : { ...both, holder, couple: { ...file.couple, spouse: staying } }
}

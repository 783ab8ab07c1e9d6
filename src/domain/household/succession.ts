/**
 * Succession: one holder follows another, without a day between them.
 *
 * While the file has a couple, only the spouse can follow; else a dependant can. A child never does: they open a file of
 * their own. The former holder stays as spouse, or as a dependant where there is no couple, or leaves. When the holder
 * dies the spouse follows; without a spouse the file closes.
 */
import { type Answer, happens, latest, misdated, refuse } from "./answer.ts"
import { endOfDelegation } from "./authorisation.ts"
import type { Order } from "./command.ts"
import { coupleEnds, withoutCouple } from "./couple.ts"
import type { Happened } from "./event.ts"
import type { FormerMember, Open } from "./file.ts"
import { without } from "./leaving.ts"
import { lastDated, memberOf, withFormer } from "./membership.ts"
import { AlreadyHolder, ChildCannotHold, NotAMember, NotTheSpouse } from "./refusal.ts"

export const changeHolder = (file: Open, { at, by, cause, on, to }: Order<"ChangeHolder">): Answer => {
  const from = file.holder.person
  const next = memberOf(file, to)
  if (next === undefined) return refuse(new NotAMember())
  if (next.role === "Holder") return refuse(new AlreadyHolder())
  if (next.role === "Child") return refuse(new ChildCannotHold())
  if (file.couple !== null && next.role !== "Spouse") return refuse(new NotTheSpouse())
  const refusal = misdated({ at, on }, file.holder.since, next.since, ...coupleEnds(file))
  if (refusal !== null) return refuse(refusal)
  const formerHolder = cause === "HolderLeft" ? "Gone" : next.role === "Spouse" ? "Spouse" : "Dependant"
  return happens(
    { _tag: "HolderChanged", from, to, formerHolder, cause, on, by, at },
    ...endOfDelegation(file, "HolderChanged", by, at),
  )
}

/** A death is never refused for being older than what the file learned meanwhile: it takes effect where it can. */
export const recordDeath = (file: Open, { at, by, on, person }: Order<"RecordDeath">): Answer => {
  const member = memberOf(file, person)
  if (member === undefined) return refuse(new NotAMember())
  const refusal = misdated({ at, on })
  if (refusal !== null) return refuse(refusal)
  const death = { _tag: "DeathRecorded", person, on, by, at } as const
  if (member.role === "Child" || member.role === "Dependant") return happens(death)
  const delegationEnds = endOfDelegation(file, "Death", by, at)
  if (member.role === "Spouse") return happens(death, ...delegationEnds)
  if (file.couple === null) {
    return happens(death, { _tag: "FileClosed", cause: "HolderDied", on: latest(on, lastDated(file)), by, at })
  }
  const { spouse } = file.couple
  return happens(
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

/** The file under its new holder. */
export const succeeded = (file: Open, { cause, formerHolder, on, to }: Happened<"HolderChanged">): Open => {
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
    const promoted = without(before, to, on, "HolderChanged")
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

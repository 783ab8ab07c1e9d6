/**
 * Standing: what one person is to a household now, as far as rights go.
 */
import type { CivilDate } from "../civil-date/civil-date.ts"
import { type AgePolicy, isOverFifteen } from "../civil-date/over-fifteen.ts"
import * as Delegation from "../delegation/live.ts"
import type { Open, State } from "./file.ts"
import { memberOf } from "./membership.ts"
import { hasSeparated } from "./separation.ts"

/** A `Spouse` whose couple has `Ended` is one who separated: no member any more. Anybody unknown is an `Outsider`. */
export interface Standing {
  readonly role: "Holder" | "Spouse" | "ChildOver15" | "YoungerChild" | "Dependant" | "Outsider"
  readonly couple: "None" | "Current" | "Ended"
  readonly delegation: Delegation.Standing
  readonly account: Delegation.AccountState
}

export interface Question {
  readonly person: string
  /** The day it is in Paris. */
  readonly today: CivilDate
  readonly agePolicy: AgePolicy
  /** How far the personal space of the person has come. */
  readonly account: Delegation.AccountState
  /** The same of the other one of the couple (`partnerOf`): a delegation rests on both. Unused where there is none. */
  readonly partnerAccount: Delegation.AccountState
}

/** The other one of the current couple, for the holder and for the spouse; `null` for anybody else. */
export const partnerOf = (state: State, person: string): string | null => {
  if (state._tag !== "Open" || state.couple === null) return null
  const { couple, holder } = state
  return person === holder.person ? couple.spouse.person : person === couple.spouse.person ? holder.person : null
}

/** What a person is to this household now. Nothing of it is stored; a closed file knows nobody. */
export const standingOf = (state: State, question: Question): Standing => {
  const { account, agePolicy, person, today } = question
  if (state._tag !== "Open") return { role: "Outsider", couple: "None", delegation: "None", account }
  const role = roleOf(state, person, today, agePolicy)
  return { role, couple: coupleOf(state, person, role), delegation: delegationOf(state, question, role), account }
}

/** The delegation this person gave or was given; somebody else's is none. */
const delegationOf = (
  { couple, delegation, holder }: Open,
  { account, partnerAccount, person, today }: Question,
  role: Standing["role"],
): Delegation.Standing => {
  if (delegation._tag === "NotGranted") return "None"
  if (delegation.holder !== person && delegation.spouse !== person) return "None"
  const [holderAccount, spouseAccount] = role === "Holder" ? [account, partnerAccount] : [partnerAccount, account]
  const spouse = couple?.spouse.person ?? null
  return Delegation.standing(delegation, { holder: holder.person, spouse, holderAccount, spouseAccount, today })
}

const roleOf = (file: Open, person: string, today: CivilDate, agePolicy: AgePolicy): Standing["role"] => {
  const role = memberOf(file, person)?.role
  if (role === undefined) return hasSeparated(file, person) ? "Spouse" : "Outsider"
  if (role !== "Child") return role
  const isOver = file.children.some((child) => child.person === person && isOverFifteen(child.birth, today, agePolicy))
  return isOver ? "ChildOver15" : "YoungerChild"
}

/** For holder and spouse, their own couple; for the others, the couple of the file. */
const coupleOf = (file: Open, person: string, role: Standing["role"]): Standing["couple"] => {
  if (role === "Spouse" && file.couple?.spouse.person !== person) return "Ended"
  return file.couple !== null ? "Current" : file.formerCouples.length > 0 ? "Ended" : "None"
}

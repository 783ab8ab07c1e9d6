/**
 * PersonFacts: what one person is to a household now. Rights are decided from it.
 */
import type { CivilDate } from "../civil-date/civil-date.ts"
import type { AgePolicy } from "../civil-date/over-fifteen.ts"
import * as Delegation from "../delegation/status.ts"
import { childOverFifteenFrom } from "./age.ts"
import type { Open, State } from "./file.ts"
import { memberOf } from "./members.ts"
import { hasSeparated } from "./separation.ts"

/**
 * A `Spouse` whose couple has `Ended` is separated and no longer a member. A person unknown to the file is an
 * `Outsider`.
 */
export interface PersonFacts {
  readonly role: "Holder" | "Spouse" | "ChildOver15" | "YoungerChild" | "Dependant" | "Outsider"
  readonly couple: "None" | "Current" | "Ended"
  readonly delegation: Delegation.DelegationStatus
  readonly account: Delegation.AccountState
}

export interface PersonFactsInput {
  readonly person: string
  /** Today in Paris. */
  readonly today: CivilDate
  readonly agePolicy: AgePolicy
  /** The state of the person's account. */
  readonly account: Delegation.AccountState
  /**
   * The state of their partner's account (see `partnerOf`), on which a delegation depends. Unused without a partner.
   */
  readonly partnerAccount: Delegation.AccountState
  /** Whether facts alone opened the person's account, and their partner's (`wasOpenedOnFacts`). */
  readonly openedOnFacts: boolean
  readonly partnerOpenedOnFacts: boolean
}

/** The partner in the current couple, for the holder and the spouse; `null` for every other person. */
export const partnerOf = (state: State, person: string): string | null => {
  if (state._tag !== "Open" || state.couple === null) return null
  const { couple, holder } = state
  return person === holder.person ? couple.spouse.person : person === couple.spouse.person ? holder.person : null
}

/** Every person with whom this person is or was in a couple in this household. */
export const partnersEver = (state: State, person: string): ReadonlyArray<string> => {
  const present = partnerOf(state, person)
  const former = state._tag === "NotOpened" ? [] : state.formerCouples
  return [
    ...(present === null ? [] : [present]),
    ...former.flatMap(({ holder, spouse }) => (holder === person ? [spouse] : spouse === person ? [holder] : [])),
  ]
}

/**
 * The facts about a person in this household. They are derived, never stored. In a closed file each person is an
 * outsider.
 */
export const personFactsOf = (state: State, question: PersonFactsInput): PersonFacts => {
  const { account, agePolicy, person, today } = question
  if (state._tag !== "Open") return { role: "Outsider", couple: "None", delegation: "None", account }
  const role = roleOf(state, person, today, agePolicy)
  return { role, couple: coupleOf(state, person, role), delegation: delegationOf(state, question, role), account }
}

/** The status of the delegation that this person gave or received. */
const delegationOf = (
  { couple, delegation, holder }: Open,
  { account, openedOnFacts, partnerAccount, partnerOpenedOnFacts, person, today }: PersonFactsInput,
  role: PersonFacts["role"],
): Delegation.DelegationStatus => {
  if (delegation._tag === "NotGranted") return "None"
  if (delegation.holder !== person && delegation.spouse !== person) return "None"
  const parties = { holder: holder.person, spouse: couple?.spouse.person ?? null, today }
  const accounts =
    role === "Holder"
      ? { holderAccount: account, spouseAccount: partnerAccount, spouseOpenedOnFacts: partnerOpenedOnFacts }
      : { holderAccount: partnerAccount, spouseAccount: account, spouseOpenedOnFacts: openedOnFacts }
  return Delegation.delegationStatus(delegation, { ...parties, ...accounts })
}

const roleOf = (file: Open, person: string, today: CivilDate, agePolicy: AgePolicy): PersonFacts["role"] => {
  const role = memberOf(file, person)?.role
  if (role === undefined) return hasSeparated(file, person) ? "Spouse" : "Outsider"
  if (role !== "Child") return role
  const isOver = file.children.some(
    (child) => child.person === person && today >= childOverFifteenFrom(child, agePolicy),
  )
  return isOver ? "ChildOver15" : "YoungerChild"
}

/** For the holder and the spouse, their own couple; for other persons, the couple of the file. */
const coupleOf = (file: Open, person: string, role: PersonFacts["role"]): PersonFacts["couple"] => {
  if (role === "Spouse" && file.couple?.spouse.person !== person) return "Ended"
  return file.couple !== null ? "Current" : file.formerCouples.length > 0 ? "Ended" : "None"
}

import type { AccountState } from "../account/state.ts"
import type { CivilDate } from "../civil-date/civil-date.ts"
import { isOver, type State } from "./delegation.ts"

export type { AccountState } from "../account/state.ts"

/** What a delegation depends on, as it is now. */
export interface DelegationFacts {
  readonly holder: string
  /** The current spouse; `null` where the couple has ended or never existed. */
  readonly spouse: string | null
  readonly holderAccount: AccountState
  readonly spouseAccount: AccountState
  /** Whether facts alone opened the spouse's account (`wasOpenedOnFacts`). */
  readonly spouseOpenedOnFacts: boolean
  /** Today in Paris. */
  readonly today: CivilDate
}

/**
 * `Pending`: granted, and waiting for an account to become active. `Unconfirmed`: facts alone opened the spouse's account
 * after the grant, and the holder has not granted again since. `Over`: granted once, and without effect now.
 */
export type DelegationStatus = "None" | "Pending" | "Unconfirmed" | "Live" | "Over"

/**
 * The status of a delegation now. It is live if and only if all of this is true. It was granted and has not ended. Its
 * holder still holds the file, and its spouse is still the current spouse. Both accounts are active, and its last day
 * is not over. If facts alone opened the spouse's account, the holder granted or confirmed it after that.
 */
export const delegationStatus = (delegation: State, facts: DelegationFacts): DelegationStatus => {
  if (delegation._tag !== "Granted") return delegation._tag === "Ended" ? "Over" : "None"
  if (delegation.holder !== facts.holder || delegation.spouse !== facts.spouse) return "Over"
  if (isOver(delegation.lastDay, facts.today)) return "Over"
  if (facts.holderAccount === "Closed" || facts.spouseAccount === "Closed") return "Over"
  if (facts.holderAccount !== "Active" || facts.spouseAccount !== "Active") return "Pending"
  return facts.spouseOpenedOnFacts && delegation.toActive !== true ? "Unconfirmed" : "Live"
}

/** Whether the spouse has the holder's rights now. */
export const isLive = (delegation: State, facts: DelegationFacts): boolean =>
  delegationStatus(delegation, facts) === "Live"

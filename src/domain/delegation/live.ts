import type { CivilDate } from "../civil-date/civil-date.ts"
import { isOver, type State } from "./delegation.ts"

/** How far a personal space has come: rights exist in `Active` alone. An account nobody has opened yet is `Legacy`. */
export type AccountState = "Legacy" | "Migrating" | "Active" | "Closed"

/** What a delegation rests on, as it holds now. */
export interface Facts {
  readonly holder: string
  /** The current spouse, or `null` where the couple has ended or never was. */
  readonly spouse: string | null
  readonly holderAccount: AccountState
  readonly spouseAccount: AccountState
  /** The day it is in Paris. */
  readonly today: CivilDate
}

/** `Pending`: given, and waiting for an account to become active. `Over`: it was given once, and gives nothing now. */
export type Standing = "None" | "Pending" | "Live" | "Over"

/**
 * How a delegation stands now: live exactly when it was granted and has not ended, its holder still holds the file, its
 * spouse still is the current spouse, both accounts are active, and its last day is not over.
 */
export const standing = (delegation: State, facts: Facts): Standing => {
  if (delegation._tag !== "Granted") return delegation._tag === "Ended" ? "Over" : "None"
  if (delegation.holder !== facts.holder || delegation.spouse !== facts.spouse) return "Over"
  if (isOver(delegation.lastDay, facts.today)) return "Over"
  if (facts.holderAccount === "Closed" || facts.spouseAccount === "Closed") return "Over"
  return facts.holderAccount === "Active" && facts.spouseAccount === "Active" ? "Live" : "Pending"
}

/** Whether the spouse has the holder's rights at this moment. */
export const isLive = (delegation: State, facts: Facts): boolean => standing(delegation, facts) === "Live"

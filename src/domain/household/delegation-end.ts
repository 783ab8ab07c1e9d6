import type { CivilDate } from "../civil-date/civil-date.ts"
import { endOfDay } from "../civil-date/end-of-day.ts"
import type { Actor } from "../delegation/actor.ts"
import { type EndCause, isOver, type State } from "../delegation/delegation.ts"

/** How a delegation ended, for one of its two persons. */
export interface DelegationEnd {
  readonly cause: EndCause
  /**
   * Who ended it. `Agent`: an agent of the fund. `Time`: its last day is over. `null`: the end is not recorded yet, as in
   * the moment after a personal space was closed.
   */
  readonly by: "Self" | "Partner" | "Agent" | "Time" | null
  /** In milliseconds since the epoch; `null` where the end is not recorded yet. */
  readonly at: number | null
}

const nameOf = (by: Actor, persons: ReadonlyArray<string>): DelegationEnd["by"] =>
  by._tag === "Person" ? (persons.includes(by.person) ? "Self" : "Partner") : by._tag

/**
 * How a delegation ended that has no effect any more. Its last day may be over, or an account closed, before the end is
 * recorded. `persons` are the ids of the person who asks.
 */
export const delegationEnd = (delegation: State, persons: ReadonlyArray<string>, today: CivilDate): DelegationEnd => {
  if (delegation._tag === "Ended") {
    return { cause: delegation.cause, by: nameOf(delegation.by, persons), at: delegation.at }
  }
  const lastDay = delegation._tag === "Granted" ? delegation.lastDay : null
  return lastDay !== null && isOver(lastDay, today)
    ? { cause: "Expired", by: "Time", at: endOfDay(lastDay) }
    : { cause: "AccountClosed", by: null, at: null }
}

import type { CivilDate } from "../civil-date/civil-date.ts"
import type { Leaves, Mandate } from "./mandate.ts"
import { inForce, isOver, type State } from "./mandates.ts"

/** What a mandate depends on, as it is now. */
export interface MandateFacts {
  /** Today in Paris. */
  readonly today: CivilDate
  /** Whether facts alone opened the account of the mandatary (`wasOpenedOnFacts`). */
  readonly openedOnFacts: boolean
}

/**
 * `Unconfirmed`: facts alone opened the mandatary's account after the mandate was recorded, and no agent has confirmed it
 * since. This prevents pre-hijacking of the protected person's rights. `Over`: it ended, or its last day is over.
 */
export type MandateStatus = "Live" | "Unconfirmed" | "Over"

/** The status of a mandate for its mandatary now. */
export const mandateStatus = (
  mandate: Pick<Mandate, "ended" | "lastDay" | "toActive">,
  { openedOnFacts, today }: MandateFacts,
): MandateStatus => {
  if (mandate.ended !== null || isOver(mandate, today)) return "Over"
  return openedOnFacts && !mandate.toActive ? "Unconfirmed" : "Live"
}

/** What the courts leave to a person now: the least of all mandates over them that are not over. */
export const leftTo = (state: State, today: CivilDate): Leaves =>
  inForce(state).some((mandate) => mandate.leaves === "Viewing" && !isOver(mandate, today)) ? "Viewing" : "Everything"

/** The mandate of this mandatary over the person of `state`: the one in force, or else the latest that ended. */
export const latestOf = (state: State, mandatary: string): Mandate | undefined => {
  const own = state.mandates.filter((mandate) => mandate.mandatary === mandatary)
  return own.find(({ ended }) => ended === null) ?? own.at(-1)
}

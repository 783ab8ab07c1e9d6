/**
 * Mandatary: the decisions of a person who acts for a protected person, by a decision of a court.
 *
 * The column `Mandatary` of the matrix says which power an action needs. The protected person's own column then decides:
 * no mandatary may do in a file what the protected person may not. An authorisation that the protected person received
 * as a spouse is not passed on, so it gives their mandatary nothing.
 */
import type { Cell, Refused, Row } from "./matrix.ts"
import type { Decision, PermitReason } from "./reason.ts"

/** What a mandate gives now. */
export interface MandateFacts {
  readonly status: "None" | "Unconfirmed" | "Live" | "Over"
  readonly powers: ReadonlyArray<"View" | "Declare">
  /** What a court leaves to the mandatary themselves: everything by default. */
  readonly leftToMandatary?: "Everything" | "Viewing"
}

/** The power that a reason to permit stands for. */
const powerOf: Partial<Readonly<Record<PermitReason, "View" | "Declare">>> = {
  MandateToView: "View",
  MandateToDeclare: "Declare",
}

/** Why a mandate gives nothing. */
const withoutEffect: Readonly<Record<Exclude<MandateFacts["status"], "Live">, Refused>> = {
  None: ["NoMandate", "CourtDecides"],
  Unconfirmed: ["MandateUnconfirmed", "AgentConfirms"],
  Over: ["MandateOver", "CourtDecides"],
}

/** The cell of a mandatary, from the cell of the protected person; or the refusal. */
export const cellOfMandatary = (
  { cells }: Row,
  ofProtected: Cell,
  { leftToMandatary, powers, status }: MandateFacts,
): Cell => {
  if (status !== "Live") return withoutEffect[Object.hasOwn(withoutEffect, status) ? status : "None"]
  const cell = cells.Mandatary
  if (typeof cell !== "string") return cell
  const power = powerOf[cell]
  if (power === undefined || !powers.includes(power)) return ["PowerNotGiven", "CourtDecides"]
  if (power === "Declare" && leftToMandatary === "Viewing") return ["LimitedByCourt", "AskMandatary"]
  return typeof ofProtected === "string" ? cell : ofProtected
}

/** What a person may not do alone to whom a court leaves viewing only: what a mandatary declares, and giving powers. */
export const limitedByCourt = ({ cells: { Mandatary: needed } }: Row, cell: Cell): Cell =>
  typeof cell === "string" && (needed === "MandateToDeclare" || needed[0] === "NotPassedOn")
    ? ["LimitedByCourt", "AskMandatary"]
    : cell

/** For whom a permitted action is performed. */
export const behalfOf = (reason: PermitReason): Extract<Decision, { readonly permitted: true }>["onBehalfOf"] =>
  reason === "Delegation" ? "Holder" : powerOf[reason] === undefined ? "Self" : "Protected"

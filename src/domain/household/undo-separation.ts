/**
 * UndoSeparation: an agent recorded a separation by mistake.
 *
 * The two are a couple again from the day on which the mistake ended theirs. It is a new couple, and nothing that ended
 * comes back: no authorisation, no 8-digit password, no contact that both have. A separation that one of the couple
 * declared is not undone: they form a new couple.
 */
import * as Schema from "effect/Schema"
import { type CommandOf, happened } from "../state-machine/decision.ts"
import type { Command } from "./command.ts"
import { type HouseholdDecision, refuse } from "./decision.ts"
import type { Happened } from "./event.ts"
import type { Open } from "./file.ts"
import { joinRefusal } from "./members.ts"
import { FileChangedSince, NoSeparationToUndo } from "./refusal.ts"

/** What was wrong. `WrongFile`: another couple separated. `NotDeclared`: neither of the couple had declared it. */
export const MistakenSeparation = Schema.Literals(["WrongFile", "NotDeclared"])
export type MistakenSeparation = typeof MistakenSeparation.Type

export const undoSeparation = (
  file: Open,
  { at, by, cause }: CommandOf<Command, "UndoSeparation">,
): HouseholdDecision => {
  const last = file.formerCouples.at(-1)
  if (file.couple !== null || last?.cause !== "Separation" || last.recordedBy?._tag !== "Agent") {
    return refuse(new NoSeparationToUndo())
  }
  const { holder, spouse, until: on } = last
  const isSameHolder = file.holder.person === holder
  const refusal = isSameHolder ? joinRefusal(file, spouse, { at, on }, file.holder.since) : new FileChangedSince()
  return refusal === null
    ? happened({ _tag: "SeparationUndone", spouse, cause, on, by, at })
    : refuse(new FileChangedSince())
}

/** The file with its new couple. */
export const withSeparationUndone = (file: Open, { on, spouse }: Happened<"SeparationUndone">): Open => ({
  ...file,
  couple: { spouse: { person: spouse, since: on }, formed: on },
})

import * as Effect from "effect/Effect"
import type { AgencyInput } from "./contract/agency-inputs.ts"
import { addChild } from "./use-cases/household/add-child.ts"
import { addDependant } from "./use-cases/household/add-dependant.ts"
import { formCouple } from "./use-cases/household/form-couple.ts"
import { removeMember } from "./use-cases/household/remove-member.ts"
import { reopenFile } from "./use-cases/household/reopen-file.ts"
import { undoDeath } from "./use-cases/household/undo-death.ts"
import { undoSeparation } from "./use-cases/household/undo-separation.ts"
import { findReversal, type ReversingCommand } from "./use-cases/incident/find-reversal.ts"
import { reopenAccount } from "./use-cases/sign-in/reopen-account.ts"

/** What was done is reversed, by a command of its own. */
export interface WorkReversed {
  readonly _tag: "WorkReversed"
  readonly item: string
  /** The verb that reversed it. */
  readonly by: ReversingCommand["verb"]
}

/** Gives the command. Its answer is not needed here. */
const give = Effect.fnUntraced(function* (command: ReversingCommand) {
  switch (command.verb) {
    case "undoDeath":
      return void (yield* undoDeath(command.input))
    case "undoSeparation":
      return void (yield* undoSeparation(command.input))
    case "reopenFile":
      return void (yield* reopenFile(command.input))
    case "reopenAccount":
      return void (yield* reopenAccount(command.input))
    case "removeMember":
      return void (yield* removeMember(command.input))
    case "formCouple":
      return void (yield* formCouple(command.input))
    case "addChild":
      return void (yield* addChild(command.input))
    case "addDependant":
      return void (yield* addDependant(command.input))
  }
})

/**
 * Reverses one item of `listWork`, by the verb that makes it good, with its cause for a mistake. Nothing is edited, and
 * nothing that ended revives: a removed member has a new stay, a couple is a new one, an authorisation must be given again.
 *
 * The command id is made from the item and the agent. So a list that was half reversed before a crash is simply repeated:
 * what is reversed already stays as it is. Everyone concerned is notified, as for the verb itself.
 *
 * Refused with `WorkUnknown`; with `NotReversible`, which says why and what to do; and with the refusals of the reversing
 * verb, where the file has changed since.
 */
export const reverseWork = Effect.fn("Agency.reverseWork")(function* (request: AgencyInput<"reverseWork">) {
  const command = yield* findReversal(request)
  // The birth date and the cause are right: they come from the file and from this code.
  yield* Effect.catchTags(give(command), {
    BirthDateRefused: Effect.die,
    CauseUnknown: Effect.die,
    CivilDateRefused: Effect.die,
    FileExists: Effect.die,
  })
  const answer: WorkReversed = { _tag: "WorkReversed", item: request.item, by: command.verb }
  return answer
})

import * as Effect from "effect/Effect"
import { MistakenSeparation } from "../../../domain/household/undo-separation.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readCause } from "../../household-file/typed-input.ts"

/**
 * Undoes a separation that an agent recorded by mistake, with its cause. It is an event of its own: nothing is edited.
 *
 * The two are a couple again from the day on which theirs ended, without a gap. It is a new couple: an authorisation must
 * be given again, an 8-digit password still opens nothing, and a contact that both have still recovers nothing. Both are
 * notified.
 *
 * Refused with `NoSeparationToUndo` for a separation that one of the couple declared: use `formCouple`. Refused with
 * `FileChangedSince` if the holder has changed, and with `InAnotherFile` if the spouse joined another file.
 */
export const undoSeparation = Effect.fn("Agency.undoSeparation")((request: AgencyInput<"undoSeparation">) =>
  amendFile("UndoSeparation", request, { _tag: "NoPerson" }, (_, by, at) =>
    Effect.gen(function* () {
      const cause = yield* readCause(MistakenSeparation, request.cause)
      return { _tag: "UndoSeparation", cause, by, at } as const
    }),
  ),
)

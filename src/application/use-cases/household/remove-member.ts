import * as Effect from "effect/Effect"
import { LeavingCause } from "../../../domain/household/file.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readCause, readDayOrToday } from "../../household-file/typed-input.ts"

/** Removes a member who is not the holder. If it is the spouse, the couple and the delegation end. */
export const removeMember = Effect.fn("Agency.removeMember")((request: AgencyInput<"removeMember">) =>
  amendFile("RemoveMember", request, { _tag: "Known", input: request.person }, (person, by, at) =>
    Effect.gen(function* () {
      const cause = yield* readCause(LeavingCause, request.cause)
      const on = yield* readDayOrToday(request.on, at)
      return { _tag: "RemoveMember", person, cause, on, by, at } as const
    }),
  ),
)

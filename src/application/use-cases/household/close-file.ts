import * as Effect from "effect/Effect"
import { ClosingCause } from "../../../domain/household/file.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readCause, readDayOrToday } from "../../household-file/typed-input.ts"

/** Closes a file for good: every member leaves it. Their personal spaces stay open. */
export const closeFile = Effect.fn("Agency.closeFile")((request: AgencyInput<"closeFile">) =>
  amendFile("CloseFile", request, { _tag: "NoPerson" }, (_, by, at) =>
    Effect.gen(function* () {
      const cause = yield* readCause(ClosingCause, request.cause)
      const on = yield* readDayOrToday(request.on, at)
      return { _tag: "Close", cause, on, by, at } as const
    }),
  ),
)

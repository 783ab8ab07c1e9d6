import * as Effect from "effect/Effect"
import { ClosingCause } from "../../../domain/household/file.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readCause, readDayOrToday } from "../../household-file/load-file.ts"

/** Closes a file, for good: everybody leaves it. Personal spaces stay. */
export const closeFile = Effect.fn("Agency.closeFile")((asked: AgencyInput<"closeFile">) =>
  amendFile("CloseFile", asked, (by, at) =>
    Effect.gen(function* () {
      const cause = yield* readCause(ClosingCause, asked.cause)
      const on = yield* readDayOrToday(asked.on, at)
      return { command: { _tag: "Close", cause, on, by, at } as const, about: null }
    }),
  ),
)

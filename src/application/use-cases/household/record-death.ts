import * as Effect from "effect/Effect"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readDayOrToday } from "../../household-file/typed-input.ts"

/**
 * Records that a member died. The spouse of a holder who died becomes the holder; without a spouse the file is closed.
 *
 * The personal space stays open: close it with `closeAccount`.
 */
export const recordDeath = Effect.fn("Agency.recordDeath")((request: AgencyInput<"recordDeath">) =>
  amendFile("RecordDeath", request, { _tag: "Known", input: request.person }, (person, by, at) =>
    Effect.gen(function* () {
      const on = yield* readDayOrToday(request.on, at)
      return { _tag: "RecordDeath", person, on, by, at } as const
    }),
  ),
)

import * as Effect from "effect/Effect"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readDayOrToday } from "../../household-file/typed-input.ts"

/**
 * Records that the holder forms a couple: the spouse joins the file. A couple that forms again is a new one, and
 * nothing that ended with the earlier one comes back.
 */
export const formCouple = Effect.fn("Agency.formCouple")((request: AgencyInput<"formCouple">) =>
  amendFile("FormCouple", request, { _tag: "KnownOrNew", input: request.spouse }, (person, by, at) =>
    Effect.gen(function* () {
      const on = yield* readDayOrToday(request.on, at)
      return { _tag: "FormCouple", spouse: person, on, by, at } as const
    }),
  ),
)

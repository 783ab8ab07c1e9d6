import * as Effect from "effect/Effect"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readDayOrToday } from "../../household-file/typed-input.ts"

/** Opens a household file for its holder. A reference is used once. An adult is in one open file at most. */
export const openFile = Effect.fn("Agency.openFile")((request: AgencyInput<"openFile">) =>
  amendFile("OpenFile", request, { _tag: "KnownOrNew", input: request.holder }, (person, by, at) =>
    Effect.gen(function* () {
      const on = yield* readDayOrToday(request.on, at)
      return { _tag: "Open", holder: person, on, by, at } as const
    }),
  ),
)

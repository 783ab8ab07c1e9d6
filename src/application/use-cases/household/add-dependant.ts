import * as Effect from "effect/Effect"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readDayOrToday } from "../../household-file/typed-input.ts"

/** Adds a dependant to a file. */
export const addDependant = Effect.fn("Agency.addDependant")((request: AgencyInput<"addDependant">) =>
  amendFile("AddDependant", request, { _tag: "KnownOrNew", input: request.person }, (person, by, at) =>
    Effect.gen(function* () {
      const on = yield* readDayOrToday(request.on, at)
      return { _tag: "AddDependant", person, on, by, at } as const
    }),
  ),
)

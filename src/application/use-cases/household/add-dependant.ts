import * as Effect from "effect/Effect"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readDayOrToday } from "../../household-file/load-file.ts"
import { resolvePerson } from "../../household-file/resolve-person.ts"

/** Adds a dependant to a file. */
export const addDependant = Effect.fn("Agency.addDependant")((asked: AgencyInput<"addDependant">) =>
  amendFile("AddDependant", asked, (by, at) =>
    Effect.gen(function* () {
      const about = yield* resolvePerson(asked.person, at)
      const on = yield* readDayOrToday(asked.on, at)
      return { command: { _tag: "AddDependant", person: about.person, on, by, at } as const, about }
    }),
  ),
)

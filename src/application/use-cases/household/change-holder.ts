import * as Effect from "effect/Effect"
import { SuccessionCause } from "../../../domain/household/file.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readCause, readDayOrToday } from "../../household-file/load-file.ts"
import { findPerson, knownPerson } from "../../household-file/resolve-person.ts"

/** The spouse, or a dependant where there is none, holds the file from now on. The delegation ends with it. */
export const changeHolder = Effect.fn("Agency.changeHolder")((asked: AgencyInput<"changeHolder">) =>
  amendFile("ChangeHolder", asked, (by, at) =>
    Effect.gen(function* () {
      const cause = yield* readCause(SuccessionCause, asked.cause)
      const person = yield* findPerson(asked.to)
      const on = yield* readDayOrToday(asked.on, at)
      return { command: { _tag: "ChangeHolder", to: person, cause, on, by, at } as const, about: knownPerson(person) }
    }),
  ),
)

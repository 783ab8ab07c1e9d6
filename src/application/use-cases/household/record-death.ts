import * as Effect from "effect/Effect"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readDayOrToday } from "../../household-file/load-file.ts"
import { findPerson, knownPerson } from "../../household-file/resolve-person.ts"

/**
 * Records that a member died. The spouse of a holder who died holds the file; without a spouse it closes.
 *
 * The personal space stays as it is: close it with `closeAccount`.
 */
export const recordDeath = Effect.fn("Agency.recordDeath")((asked: AgencyInput<"recordDeath">) =>
  amendFile("RecordDeath", asked, (by, at) =>
    Effect.gen(function* () {
      const person = yield* findPerson(asked.person)
      const on = yield* readDayOrToday(asked.on, at)
      return { command: { _tag: "RecordDeath", person, on, by, at } as const, about: knownPerson(person) }
    }),
  ),
)

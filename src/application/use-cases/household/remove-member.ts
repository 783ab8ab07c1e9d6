import * as Effect from "effect/Effect"
import { LeavingCause } from "../../../domain/household/file.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readCause, readDayOrToday } from "../../household-file/load-file.ts"
import { findPerson, knownPerson } from "../../household-file/resolve-person.ts"

/** A member who is not the holder leaves the file. When it is the spouse, couple and delegation end with it. */
export const removeMember = Effect.fn("Agency.removeMember")((asked: AgencyInput<"removeMember">) =>
  amendFile("RemoveMember", asked, (by, at) =>
    Effect.gen(function* () {
      const cause = yield* readCause(LeavingCause, asked.cause)
      const person = yield* findPerson(asked.person)
      const on = yield* readDayOrToday(asked.on, at)
      return { command: { _tag: "RemoveMember", person, cause, on, by, at } as const, about: knownPerson(person) }
    }),
  ),
)

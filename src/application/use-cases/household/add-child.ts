import * as Effect from "effect/Effect"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readDay, readDayOrToday } from "../../household-file/load-file.ts"
import { newPerson, resolvePerson } from "../../household-file/resolve-person.ts"

/**
 * Adds a child to a file. A child may be in two, that of each parent.
 *
 * One without a number is known by the id that is answered: give that id to add the same child to the other file.
 */
export const addChild = Effect.fn("Agency.addChild")((asked: AgencyInput<"addChild">) =>
  amendFile("AddChild", asked, (by, at) =>
    Effect.gen(function* () {
      const about = yield* asked.person === undefined ? newPerson : resolvePerson(asked.person, at)
      const birth = yield* readDay(asked.birth)
      const on = yield* readDayOrToday(asked.on, at)
      return { command: { _tag: "AddChild", person: about.person, birth, on, by, at } as const, about }
    }),
  ),
)

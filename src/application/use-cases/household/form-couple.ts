import * as Effect from "effect/Effect"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readDayOrToday } from "../../household-file/load-file.ts"
import { resolvePerson } from "../../household-file/resolve-person.ts"

/** The holder forms a couple: the spouse joins the file. A couple that forms again is a new one, and revives nothing. */
export const formCouple = Effect.fn("Agency.formCouple")((asked: AgencyInput<"formCouple">) =>
  amendFile("FormCouple", asked, (by, at) =>
    Effect.gen(function* () {
      const about = yield* resolvePerson(asked.spouse, at)
      const on = yield* readDayOrToday(asked.on, at)
      return { command: { _tag: "FormCouple", spouse: about.person, on, by, at } as const, about }
    }),
  ),
)

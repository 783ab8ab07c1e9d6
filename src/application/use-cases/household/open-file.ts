import * as Effect from "effect/Effect"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readDayOrToday } from "../../household-file/load-file.ts"
import { resolvePerson } from "../../household-file/resolve-person.ts"

/** Opens a household file for its holder. A reference serves once; an adult is in one open file at most. */
export const openFile = Effect.fn("Agency.openFile")((asked: AgencyInput<"openFile">) =>
  amendFile("OpenFile", asked, (by, at) =>
    Effect.gen(function* () {
      const about = yield* resolvePerson(asked.holder, at)
      const on = yield* readDayOrToday(asked.on, at)
      return { command: { _tag: "Open", holder: about.person, on, by, at } as const, about }
    }),
  ),
)

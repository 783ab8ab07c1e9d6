import * as Effect from "effect/Effect"
import { HolderChangeCause } from "../../../domain/household/file.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readCause, readDayOrToday } from "../../household-file/typed-input.ts"

/** Makes the spouse the holder of the file, or a dependant where there is no spouse. The delegation ends. */
export const changeHolder = Effect.fn("Agency.changeHolder")((request: AgencyInput<"changeHolder">) =>
  amendFile("ChangeHolder", request, { _tag: "Known", input: request.to }, (person, by, at) =>
    Effect.gen(function* () {
      const cause = yield* readCause(HolderChangeCause, request.cause)
      const on = yield* readDayOrToday(request.on, at)
      return { _tag: "ChangeHolder", to: person, cause, on, by, at } as const
    }),
  ),
)

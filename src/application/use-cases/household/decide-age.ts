import * as Effect from "effect/Effect"
import { AgeEvidence } from "../../../domain/household/file.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readCause, readDayOrToday } from "../../household-file/typed-input.ts"

/**
 * Decides from which day a child is over 15, where the day of birth is unknown. Without a decision, the latest day that is
 * possible counts. A later decision replaces the earlier one.
 *
 * `NoAgeToDecide` if the day of birth is known, and `AgeImpossible` for a day that no day of birth allows.
 */
export const decideAge = Effect.fn("Agency.decideAge")((request: AgencyInput<"decideAge">) =>
  amendFile("DecideAge", request, { _tag: "Known", input: request.person }, (person, by, at) =>
    Effect.gen(function* () {
      const cause = yield* readCause(AgeEvidence, request.cause)
      const from = yield* readDayOrToday(request.from, at)
      return { _tag: "DecideAge", person, from, cause, by, at } as const
    }),
  ),
)

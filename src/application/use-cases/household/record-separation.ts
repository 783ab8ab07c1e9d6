import * as Effect from "effect/Effect"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readDay } from "../../household-file/typed-input.ts"

/**
 * Records a separation that one of the couple declared at the counter or in writing. It has the effects of a declaration
 * in the personal space: see `MonCompte.declareSeparation`.
 *
 * `person` is the one who declared it, and `fact` is the day they parted, `YYYY-MM-DD`, today at the latest. Refused with
 * `NotOfTheCouple` or `NoCurrentSpouse` for anyone else.
 */
export const recordSeparation = Effect.fn("Agency.declareSeparation")((request: AgencyInput<"declareSeparation">) =>
  amendFile("DeclareSeparation", request, { _tag: "Known", input: request.person }, (person, recordedBy, at) =>
    Effect.gen(function* () {
      const fact = yield* readDay(request.fact)
      return { _tag: "DeclareSeparation", by: person, recordedBy, fact, at } as const
    }),
  ),
)

import * as Effect from "effect/Effect"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readDay, readDayOrToday } from "../../household-file/typed-input.ts"

const NEW = { _tag: "NewPerson" } as const

/**
 * Adds a child to a file. A child may be in two files, one of each parent.
 *
 * A child without a number is created, and the answer has their id: give it to add the same child to the other file.
 */
export const addChild = Effect.fn("Agency.addChild")((request: AgencyInput<"addChild">) =>
  amendFile(
    "AddChild",
    request,
    request.person === undefined ? NEW : { _tag: "KnownOrNew", input: request.person },
    (person, by, at) =>
      Effect.gen(function* () {
        const birth = yield* readDay(request.birth)
        const on = yield* readDayOrToday(request.on, at)
        return { _tag: "AddChild", person, birth, on, by, at } as const
      }),
  ),
)

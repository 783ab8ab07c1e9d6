import * as Effect from "effect/Effect"
import { oldestChildBirth } from "../../../domain/civil-date/over-fifteen.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { Policies } from "../../contract/policies.ts"
import { amendFile } from "../../household-file/amend-file.ts"
import { readBirthDate, readDayOrToday } from "../../household-file/typed-input.ts"

const NEW = { _tag: "NewPerson" } as const

/**
 * Adds a child to a file. A child may be in two files, one of each parent.
 *
 * The day, or the day and the month, of birth may be unknown. `ChildTooOld` refuses a person who is a dependant by age,
 * and `HolderNotChild` the holder of the same file.
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
        const { age } = yield* Policies
        const birth = yield* readBirthDate(request.birth, at)
        const on = yield* readDayOrToday(request.on, at)
        return { _tag: "AddChild", person, birth, bornFrom: oldestChildBirth(on, age), on, by, at } as const
      }),
  ),
)

import * as Effect from "effect/Effect"
import * as Account from "../../../domain/account/account.ts"
import { SpaceOfSpouseClosed } from "../../contract/file-refusals.ts"
import type { Input } from "../../contract/inputs.ts"
import { viewDelegation } from "../../household-file/delegation-view.ts"
import { failWithHouseholdRefusal, mustBePermitted, readDayOrNone } from "../../household-file/load-file.ts"
import { sideEffectsOf } from "../../household-file/side-effects.ts"
import { withMember } from "../../household-file/with-member.ts"
import { execute } from "../../unit-of-work/aggregate.ts"

/**
 * Gives the management authorisation to the spouse, who needs not accept it.
 *
 * Given a second time in the same terms it stays as it is; in other terms it must be cancelled first. It has effect
 * once both personal spaces are active, through its last day if it has one; to a spouse whose space was closed, for good,
 * it is refused.
 */
export const grantDelegation = Effect.fn("MonCompte.grantDelegation")(function* (asked: Input<"grantDelegation">) {
  const lastDay = yield* readDayOrNone(asked.lastDay)
  const { id } = yield* withMember("GrantDelegation", asked, NOTHING_ELSE, ({ at, file, person, standing }) =>
    Effect.gen(function* () {
      yield* mustBePermitted(standing, "GrantDelegation")
      const { partner } = standing
      // The household refuses whoever is not the spouse, and anything at all where there is none.
      const to = asked.to ?? (partner === undefined ? "" : Account.stream.keyOf(partner.id))
      const granted = yield* failWithHouseholdRefusal(
        execute(file, { _tag: "GrantDelegation", by: person.id, to, lastDay, at }),
      )
      if (partner?.state._tag === "Closed") return yield* new SpaceOfSpouseClosed()
      const { messages } = yield* sideEffectsOf(
        file.state,
        granted,
        [person.account, ...(partner ? [partner] : [])],
        at,
      )
      return { file: granted, messages }
    }),
  )
  return yield* viewDelegation(asked, id)
})

const NOTHING_ELSE = () => []

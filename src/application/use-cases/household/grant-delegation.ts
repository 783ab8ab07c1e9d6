import * as Effect from "effect/Effect"
import { SpaceOfSpouseClosed } from "../../contract/file-refusals.ts"
import type { Input } from "../../contract/inputs.ts"
import { aroundFile } from "../../household-file/around-file.ts"
import { asMember } from "../../household-file/as-member.ts"
import { delegationOf } from "../../household-file/delegation-now.ts"
import { acted, mustBePermitted, readDayOrNone } from "../../household-file/file-now.ts"
import { act } from "../../unit-of-work/aggregate.ts"

/**
 * Gives the management authorisation to the spouse, who needs not accept it.
 *
 * Given a second time in the same terms it stays as it is; in other terms it must be cancelled first. It has effect
 * once both personal spaces are active, through its last day if it has one; to a spouse whose space was closed, for good,
 * it is refused.
 */
export const grantDelegation = Effect.fn("MonCompte.grantDelegation")(function* (asked: Input<"grantDelegation">) {
  const lastDay = yield* readDayOrNone(asked.lastDay)
  const { id } = yield* asMember("GrantDelegation", asked, NOTHING_ELSE, ({ at, file, person, standing }) =>
    Effect.gen(function* () {
      yield* mustBePermitted(standing, "GrantDelegation")
      const { partner } = standing
      // The household refuses whoever is not the spouse, and anything at all where there is none.
      const to = asked.to ?? partner?.id.slice("account/".length) ?? ""
      const granted = yield* acted(act(file, { _tag: "GrantDelegation", by: person.id, to, lastDay, at }))
      if (partner?.state._tag === "Closed") return yield* new SpaceOfSpouseClosed()
      const { messages } = yield* aroundFile(file.state, granted, [person.account, ...(partner ? [partner] : [])], at)
      return { file: granted, messages }
    }),
  )
  return yield* delegationOf(asked, id)
})

const NOTHING_ELSE = () => []

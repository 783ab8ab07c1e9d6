import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { NoDelegation } from "../../domain/household/refusal.ts"
import type { ExpireDelegation } from "../outbox/orders.ts"
import { execute } from "../unit-of-work/aggregate.ts"
import { planOf } from "../unit-of-work/plan.ts"
import { transact } from "../unit-of-work/transact.ts"
import { parseFileReference, readFile } from "./load-file.ts"
import { sideEffectsWithoutJoining } from "./side-effects.ts"

/**
 * Records that the last day of a delegation is over, and notifies both spouses. The delegation gives no right since
 * that day, recorded or not. One that ended before, or a later one, is left as it is.
 *
 * `NotOver` where the clock of the outbox is ahead of this one: retry in a moment.
 */
export const expireDelegation = Effect.fnUntraced(function* ({ delegation, file: reference }: ExpireDelegation) {
  const id = yield* Effect.orDie(parseFileReference(reference))
  yield* transact(
    {
      verb: "ExpireDelegation",
      commandId: `delegation.${delegation}.ends`,
      aggregates: [id],
      Refusal: Schema.Never,
    },
    ([row], at) =>
      Effect.gen(function* () {
        const file = yield* readFile(id, row)
        const isCurrent = file.state._tag === "Open" && file.state.delegations === delegation
        if (!isCurrent) return yield* new NoDelegation()
        const expired = execute(file, { _tag: "ExpireDelegation", at })
        if (Result.isFailure(expired)) {
          return yield* expired.failure._tag === "NotOver" ? expired.failure : new NoDelegation()
        }
        const { aggregates, messages } = yield* sideEffectsWithoutJoining(file.state, expired.success, [], at)
        return { ...(yield* planOf([expired.success, ...aggregates])), messages }
      }),
  ).pipe(Effect.catchTag("NoDelegation", () => Effect.void))
})

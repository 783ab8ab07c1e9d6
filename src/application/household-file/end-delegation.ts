import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { NoDelegation } from "../../domain/household/refusal.ts"
import type { DelegationEnds } from "../outbox/orders.ts"
import { execute, toChange, toGuard } from "../unit-of-work/aggregate.ts"
import { transact } from "../unit-of-work/transact.ts"
import { parseFileReference, readFile } from "./load-file.ts"
import { sideEffectsOf } from "./side-effects.ts"

/**
 * Notes that the last day of a delegation is over, and tells both. It gave no right any more, noted or not. One that
 * ended before, or another given since, is left as it is.
 *
 * `NotOver` where the clock of the outbox is ahead of this one: to be asked again in a moment.
 */
export const endDelegation = Effect.fnUntraced(function* ({ delegation, file: reference }: DelegationEnds) {
  const id = yield* Effect.orDie(parseFileReference(reference))
  yield* transact(
    {
      verb: "DelegationEnds",
      commandId: `delegation.${delegation}.ends`,
      aggregates: [id],
      Refusal: Schema.Never,
      mayBeTold: () => Effect.void,
    },
    ([row], at) =>
      Effect.gen(function* () {
        const file = yield* readFile(id, row)
        const expired = execute(file, { _tag: "ExpireDelegation", at })
        const isIt = file.state._tag === "Open" && file.state.delegations === delegation
        if (!isIt) return yield* new NoDelegation()
        if (Result.isFailure(expired)) {
          return yield* expired.failure._tag === "NotOver" ? expired.failure : new NoDelegation()
        }
        const { accounts, messages } = yield* sideEffectsOf(file.state, expired.success, [], at)
        return { changes: [toChange(expired.success)] as const, guards: accounts.map(toGuard), messages }
      }).pipe(
        // Nobody joins a file by that.
        Effect.catchTag("InAnotherFile", Effect.die),
      ),
  ).pipe(Effect.catchTag("NoDelegation", () => Effect.void))
})

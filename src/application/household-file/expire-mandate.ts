import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Mandates from "../../domain/mandate/mandates.ts"
import { MandateUnknown } from "../../domain/mandate/refusal.ts"
import { readMandates } from "../caller/mandates.ts"
import type { ExpireMandate } from "../outbox/orders.ts"
import { execute } from "../unit-of-work/aggregate.ts"
import { planOf } from "../unit-of-work/plan.ts"
import { transact } from "../unit-of-work/transact.ts"
import { effectsOfEnds } from "./mandate-effects.ts"

/**
 * Records that the last day of a mandate is over, and notifies both persons. The mandate gives no right since that day,
 * recorded or not. One that ended before, or has another last day now, is left as it is.
 *
 * `MandateNotOver` where the clock of the outbox is ahead of this one: retry in a moment.
 */
export const expireMandate = Effect.fnUntraced(function* ({ lastDay, mandate: number, person }: ExpireMandate) {
  yield* transact(
    {
      verb: "ExpireMandate",
      commandId: `mandate.${number}.ends.${lastDay}/${person}`,
      aggregates: [Mandates.stream.id(person)],
      Refusal: Schema.Never,
    },
    ([row], at) =>
      Effect.gen(function* () {
        const mandates = yield* readMandates(person, row)
        const mandate = Mandates.inForce(mandates.state).find((mandate) => mandate.number === number)
        if (mandate?.lastDay !== lastDay) return yield* new MandateUnknown()
        const expired = execute(mandates, { _tag: "Expire", number, at })
        if (Result.isFailure(expired)) {
          return yield* expired.failure._tag === "MandateNotOver" ? expired.failure : new MandateUnknown()
        }
        const decided = { before: mandates.state, mandates: expired.success }
        const { aggregates, messages } = yield* effectsOfEnds([decided], [], at)
        return { ...(yield* planOf([expired.success, ...aggregates])), messages }
      }),
  ).pipe(Effect.catchTag("MandateUnknown", () => Effect.void))
})

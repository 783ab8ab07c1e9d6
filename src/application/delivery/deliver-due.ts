import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { Storage } from "../../ports/storage.ts"
import { Policies, withCheckedPolicies } from "../contract/policies.ts"
import { kindOf } from "../outbox/orders.ts"
import { recordLateness, recordState } from "../unit-of-work/outbox-state.ts"
import { deliverBatch } from "./deliver-batch.ts"

/**
 * Delivers one batch of due messages, and answers how many it leased.
 *
 * On interruption it finishes the messages it has started and releases the others, so that another worker can take them
 * at once. Several workers can run at a time, in one process or many: each message is leased to one of them.
 */
export const deliverDue = Effect.fn("MonCompte.deliverDue")(() =>
  withCheckedPolicies(
    Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        const storage = yield* Storage
        const { delivery } = yield* Policies
        const batch = yield* storage.lease({ limit: delivery.batch, lasts: delivery.leaseSeconds * 1_000 })
        const now = yield* Clock.currentTimeMillis
        const delays = batch.map(({ attempt, message }) => (attempt === 1 ? now - message.dueAt : 0))
        yield* recordLateness(Math.max(0, ...delays))
        if (batch.length === 0) return 0
        for (const { attempt, message } of batch) {
          yield* recordState("leased", { id: message.id, kind: kindOf(message) }, { attempt })
        }
        let isStopping = false
        const delivering = yield* Effect.forkChild(deliverBatch(batch, () => isStopping))
        yield* restore(Fiber.join(delivering)).pipe(
          Effect.onInterrupt(() => {
            isStopping = true
            return Fiber.await(delivering)
          }),
        )
        return batch.length
      }),
    ),
  ),
)

import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { checkedPolicies } from "../contract/policies.ts"
import { nameOf } from "../unit-of-work/outbox-state.ts"
import { Wake } from "../unit-of-work/wake.ts"
import { deliverDue } from "./deliver-due.ts"

/** How often the outbox is polled without a wake-up, for postponed messages and for messages of other processes. */
const POLL = Duration.seconds(1)

/** Delivers batches until nothing is due. */
const drain: Effect.Effect<void, never, Effect.Services<ReturnType<typeof deliverDue>>> = deliverDue().pipe(
  Effect.catchTag("StorageDown", () => Effect.as(Effect.logWarning("The outbox cannot be read."), 0)),
  // A defect must not end the delivery of the process: a schema under restore or a missing grant is temporary.
  Effect.catchDefect((defect) =>
    Effect.logError("The delivery of a batch failed.").pipe(
      Effect.annotateLogs({ defect: nameOf(defect) }),
      Effect.as(0),
    ),
  ),
  Effect.flatMap((delivered) => (delivered > 0 ? drain : Effect.void)),
)

/**
 * Delivers in the background while its scope is open: at once after a commit of this process, else every second.
 *
 * Closing the scope waits for the messages that are being sent, and releases those not started. Several processes can
 * deliver from one storage.
 */
export const delivery = Layer.effectDiscard(
  Effect.gen(function* () {
    yield* checkedPolicies
    const { woken } = yield* Wake
    const wait = Effect.race(woken, Effect.sleep(POLL))
    yield* Effect.forkScoped(Effect.forever(Effect.andThen(drain, wait)))
  }),
)

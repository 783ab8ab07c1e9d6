import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { nameOf } from "../unit-of-work/outbox-state.ts"
import { Wake } from "../unit-of-work/wake.ts"
import { deliverDue } from "./deliver.ts"

/** How often the outbox is looked at when nobody nudges: for messages postponed, or left by another process. */
const POLL = Duration.seconds(1)

const round: Effect.Effect<void, never, Effect.Services<ReturnType<typeof deliverDue>>> = deliverDue().pipe(
  Effect.catchTag("StorageDown", () => Effect.as(Effect.logWarning("The outbox cannot be read."), 0)),
  // A statement refused while a schema is restored or a grant is missing must not end the delivery of the process.
  Effect.catchDefect((defect) =>
    Effect.logError("The outbox cannot be dealt with.").pipe(
      Effect.annotateLogs({ defect: nameOf(defect) }),
      Effect.as(0),
    ),
  ),
  Effect.flatMap((found) => (found > 0 ? round : Effect.void)),
)

/**
 * Delivers in the background for as long as its scope is open: at once when nudged, else every second.
 *
 * Closing waits for messages being handed over, and gives back those on which nothing was begun. Several processes may
 * deliver from one storage.
 */
export const delivery = Layer.effectDiscard(
  Effect.gen(function* () {
    const { woken } = yield* Wake
    const rest = Effect.race(woken, Effect.sleep(POLL))
    yield* Effect.forkScoped(Effect.forever(Effect.andThen(round, rest)))
  }),
)

import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import { Storage, type StorageDown } from "../../ports/storage.ts"
import { backOffSchedule, shortBackOff } from "../unit-of-work/back-off.ts"

const MAX_ATTEMPTS = 4

/** Acknowledges one message. */
export type Acknowledge = (id: string) => Effect.Effect<void, StorageDown>

/**
 * Makes the function that acknowledges the messages of one batch. Messages handled during a call share the next call.
 *
 * A handled message that is not acknowledged is handled again, so a failed call is retried a few times.
 */
export const makeAcknowledge = Effect.gen(function* () {
  const storage = yield* Storage
  const oneCall = yield* Semaphore.make(1)
  let waiting: ReadonlyArray<string> = []
  /** Does nothing if the previous call has already acknowledged the message. */
  const flush = (id: string) =>
    Effect.suspend(() => {
      const ids = waiting
      if (!ids.includes(id)) return Effect.void
      waiting = []
      return Effect.onError(storage.acknowledge(...ids), () =>
        Effect.sync(() => {
          waiting = [...ids, ...waiting]
        }),
      )
    }).pipe(oneCall.withPermit)
  const retries = backOffSchedule(shortBackOff, MAX_ATTEMPTS)
  const acknowledge: Acknowledge = (id) =>
    Effect.suspend(() => {
      waiting = [...waiting, id]
      return Effect.retry(flush(id), retries)
    })
  return acknowledge
})

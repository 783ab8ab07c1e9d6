import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Semaphore from "effect/Semaphore"
import { Storage, type StorageDown } from "../../ports/storage.ts"

const TIMES = 4

/**
 * Acknowledges messages one by one, in as few round trips as it takes: those that come while a call is under way go
 * together into the next one.
 *
 * They were dealt with, so it is worth a few tries: what cannot be acknowledged is dealt with again.
 */
export const makeAcknowledge = Effect.gen(function* () {
  const storage = yield* Storage
  const turn = yield* Semaphore.make(1)
  let waiting: ReadonlyArray<string> = []
  /** Whoever has waited for this turn may find that the turn before did it for them. */
  const flush = (mine: string) =>
    Effect.suspend(() => {
      const ids = waiting
      if (!ids.includes(mine)) return Effect.void
      waiting = []
      return Effect.onError(storage.acknowledge(...ids), () =>
        Effect.sync(() => {
          waiting = [...ids, ...waiting]
        }),
      )
    }).pipe(turn.withPermit)
  const persist = (id: string, time: number): Effect.Effect<void, StorageDown> =>
    Effect.catchTag(flush(id), "StorageDown", (down) =>
      time >= TIMES
        ? Effect.fail(down)
        : Effect.flatMap(Random.next, (share) =>
            Effect.andThen(Effect.sleep(share * 4 ** time), persist(id, time + 1)),
          ),
    )
  return (id: string) =>
    Effect.suspend(() => {
      waiting = [...waiting, id]
      return persist(id, 1)
    })
})

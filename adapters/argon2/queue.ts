import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import { HasherBusy } from "../../src/ports/password-hasher.ts"

/** The limits of a queue. */
export interface QueueOptions {
  /** Hashes computed at the same time. */
  readonly concurrency: number
  /** Callers that may wait besides those. The next caller fails with `HasherBusy` at once. */
  readonly maxWaiting: number
}

/** A place that a caller took before its work. One work uses it. */
interface Place {
  readonly queue: Semaphore.Semaphore
  isUsed: boolean
}

/** The place of the running caller, or `null`. */
class HeldPlace extends Context.Reference<Place | null>("mon-compte/adapters/argon2/HeldPlace", {
  defaultValue: () => null,
}) {}

/**
 * Makes a queue that limits the running work and the waiting callers, and refuses the rest. Without a limit a slow
 * server never recovers: people reload the page, and each reload makes the queue longer.
 *
 * A caller that is interrupted while it waits leaves the queue. Running work cannot be stopped, so it keeps its place
 * until it ends. `withPlace` takes the place before the work, for callers that do something else first.
 */
export const makeQueue = Effect.fnUntraced(function* ({ concurrency, maxWaiting }: QueueOptions) {
  const queue = yield* Semaphore.make(concurrency)
  let inside = 0
  const enter = Effect.suspend(() => {
    if (inside >= concurrency + maxWaiting) return Effect.fail(new HasherBusy())
    inside += 1
    return Effect.void
  })
  const leave = Effect.sync(() => {
    inside -= 1
  })

  const enterUnlessHeld = Effect.flatMap(HeldPlace, (held) => {
    if (held === null || held.queue !== queue || held.isUsed) return enter
    held.isUsed = true
    return Effect.void
  })

  const queued = <A>(work: Effect.Effect<A>): Effect.Effect<A, HasherBusy> =>
    Effect.acquireUseRelease(
      enterUnlessHeld,
      () => queue.withPermits(1)(Effect.uninterruptible(work)),
      () => leave,
    )

  const withPlace = <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E | HasherBusy, R> =>
    Effect.acquireUseRelease(
      Effect.map(enter, (): Place => ({ queue, isUsed: false })),
      (place) => Effect.provideService(work, HeldPlace, place),
      // A place that was used has been left already.
      (place) => (place.isUsed ? Effect.void : leave),
    )

  return { queued, withPlace }
})

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

/**
 * Makes a queue that limits the running work and the waiting callers, and refuses the rest. Without a limit a slow
 * server never recovers: people reload the page, and each reload makes the queue longer.
 *
 * A caller that is interrupted while it waits leaves the queue. Running work cannot be stopped, so it keeps its place
 * until it ends.
 */
export const makeQueue = Effect.fnUntraced(function* ({ concurrency, maxWaiting }: QueueOptions) {
  const places = yield* Semaphore.make(concurrency)
  let inside = 0
  const enter = Effect.suspend(() => {
    if (inside >= concurrency + maxWaiting) return Effect.fail(new HasherBusy())
    inside += 1
    return Effect.void
  })
  const leave = Effect.sync(() => {
    inside -= 1
  })
  return <A>(work: Effect.Effect<A>): Effect.Effect<A, HasherBusy> =>
    Effect.acquireUseRelease(
      enter,
      () => places.withPermits(1)(Effect.uninterruptible(work)),
      () => leave,
    )
})

import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"
import { HasherBusy } from "../../src/ports/password-hasher.ts"

/** How much is done at once, and how much may wait. */
export interface QueueOptions {
  /** Pieces of work under way at once. */
  readonly concurrency: number
  /** Callers that may wait beyond those; the next one is told `HasherBusy` at once. */
  readonly maxWaiting: number
}

/**
 * Lets a few pieces of work run, a few more wait, and turns the rest away: late answers help nobody, and whoever
 * waits in a browser tries again, which makes an endless queue longer.
 *
 * A caller interrupted while it waits leaves the queue. Work under way cannot be stopped, so it keeps its place.
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

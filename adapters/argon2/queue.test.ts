import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Result from "effect/Result"
import { expect, it } from "vitest"
import { HasherBusy } from "../../src/ports/password-hasher.ts"
import { makeQueue, type QueueOptions } from "./queue.ts"

/** A queue, and work that ends when the test calls its function in `started`. */
const setUp = Effect.fnUntraced(function* (options: QueueOptions) {
  const queued = yield* makeQueue(options)
  const started: Array<() => void> = []
  const job = queued(Effect.promise(() => new Promise<void>((resolve) => started.push(resolve))))
  return { queued, job, started }
})

const run = <A>(test: Effect.Effect<A, HasherBusy>) => Effect.runPromise(test)

/** Waits until all work that can start has started. */
const settle = Effect.promise(async () => {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve))
})

const busy = Result.fail(new HasherBusy())

it("lets some callers run and some wait, and refuses the next one at once", () =>
  run(
    Effect.gen(function* () {
      const { job, started } = yield* setUp({ concurrency: 2, maxWaiting: 1 })
      const inside = yield* Effect.forEach([1, 2, 3], () => Effect.forkChild(job))
      yield* settle
      expect(started).toHaveLength(2)
      expect(yield* Effect.result(job)).toEqual(busy)

      started[0]?.()
      yield* settle
      expect(started).toHaveLength(3)
      const next = yield* Effect.forkChild(job)
      yield* settle
      expect(started).toHaveLength(3)
      expect(yield* Effect.result(job)).toEqual(busy)

      started[1]?.()
      started[2]?.()
      yield* settle
      started[3]?.()
      yield* Effect.forEach([...inside, next], (fiber) => Fiber.join(fiber))
    }),
  ))

it("lets no caller wait if maxWaiting is 0", () =>
  run(
    Effect.gen(function* () {
      const { job, started } = yield* setUp({ concurrency: 1, maxWaiting: 0 })
      const inside = yield* Effect.forkChild(job)
      yield* settle
      expect(yield* Effect.result(job)).toEqual(busy)
      started[0]?.()
      yield* Fiber.join(inside)
    }),
  ))

it("gives the place of a caller that was interrupted while waiting to the next caller", () =>
  run(
    Effect.gen(function* () {
      const { job, started } = yield* setUp({ concurrency: 1, maxWaiting: 1 })
      const running = yield* Effect.forkChild(job)
      const waiting = yield* Effect.forkChild(job)
      yield* settle
      expect(yield* Effect.result(job)).toEqual(busy)
      yield* Fiber.interrupt(waiting)
      const replacement = yield* Effect.forkChild(job)
      yield* settle
      expect(started).toHaveLength(1)
      started[0]?.()
      yield* Fiber.join(running)
      yield* settle
      started[1]?.()
      yield* Fiber.join(replacement)
    }),
  ))

it("keeps the place of running work whose caller was interrupted, until the work ends", () =>
  run(
    Effect.gen(function* () {
      const { job, started } = yield* setUp({ concurrency: 1, maxWaiting: 1 })
      const running = yield* Effect.forkChild(job)
      yield* settle
      const leaving = yield* Effect.forkChild(Fiber.interrupt(running))
      const waiting = yield* Effect.forkChild(job)
      yield* settle
      expect(started).toHaveLength(1)
      started[0]?.()
      yield* Fiber.join(leaving)
      yield* settle
      expect(started).toHaveLength(2)
      started[1]?.()
      yield* Fiber.join(waiting)
    }),
  ))

it("frees the place of failed work", () =>
  run(
    Effect.gen(function* () {
      const { queued } = yield* setUp({ concurrency: 1, maxWaiting: 0 })
      expect(Exit.isFailure(yield* Effect.exit(queued(Effect.die("broken"))))).toBe(true)
      expect(yield* queued(Effect.succeed("whole"))).toBe("whole")
    }),
  ))

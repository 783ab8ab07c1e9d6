import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Result from "effect/Result"
import { expect, it } from "vitest"
import { HasherBusy } from "../../src/ports/password-hasher.ts"
import { makeQueue, type QueueOptions } from "./queue.ts"

/** A queue, and work that ends when the test calls its function in `started`. */
const setUp = Effect.fnUntraced(function* (options: QueueOptions) {
  const { queued, withPlace } = yield* makeQueue(options)
  const started: Array<() => void> = []
  const job = queued(Effect.promise(() => new Promise<void>((resolve) => started.push(resolve))))
  return { queued, withPlace, job, started }
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

it("takes a place before the work, and refuses the next caller before its work starts", () =>
  run(
    Effect.gen(function* () {
      const { job, started, withPlace } = yield* setUp({ concurrency: 1, maxWaiting: 0 })
      let written = 0
      const write = Effect.sync(() => {
        written += 1
      })
      const first = yield* Effect.forkChild(withPlace(Effect.andThen(write, job)))
      yield* settle
      expect([written, started.length]).toEqual([1, 1])
      expect(yield* Effect.result(withPlace(Effect.andThen(write, job)))).toEqual(busy)
      expect(written).toBe(1)
      started[0]?.()
      yield* Fiber.join(first)
    }),
  ))

it("gives a held place back once: after its work, after a failure, and after an interruption", () =>
  run(
    Effect.gen(function* () {
      const { queued, withPlace } = yield* setUp({ concurrency: 1, maxWaiting: 0 })
      const quick = queued(Effect.succeed("done"))
      for (let round = 0; round < 3; round++) {
        expect(yield* withPlace(quick)).toBe("done")
        expect(yield* withPlace(Effect.succeed("unused"))).toBe("unused")
        expect(Exit.isFailure(yield* Effect.exit(withPlace(Effect.fail("refused"))))).toBe(true)
        expect(Exit.isFailure(yield* Effect.exit(withPlace(queued(Effect.die("broken")))))).toBe(true)
        const waiting = yield* Effect.forkChild(withPlace(Effect.never))
        yield* settle
        expect(yield* Effect.result(quick)).toEqual(busy)
        yield* Fiber.interrupt(waiting)
        // The second work of one caller takes a place of its own, and the queue never has more places than before.
        expect(yield* withPlace(Effect.andThen(quick, quick))).toBe("done")
        const holding = yield* Effect.forkChild(withPlace(Effect.never))
        yield* settle
        expect(yield* Effect.result(quick)).toEqual(busy)
        yield* Fiber.interrupt(holding)
      }
    }),
  ))

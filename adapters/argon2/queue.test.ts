import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Result from "effect/Result"
import { expect, it } from "vitest"
import { HasherBusy } from "../../src/ports/password-hasher.ts"
import { makeQueue, type QueueOptions } from "./queue.ts"

/** A queue, and work that starts in turn and ends when its gate is opened. */
const trial = Effect.fnUntraced(function* (options: QueueOptions) {
  const queued = yield* makeQueue(options)
  const started: Array<() => void> = []
  const ask = queued(Effect.promise(() => new Promise<void>((resolve) => started.push(resolve))))
  return { queued, ask, started }
})

const run = <A>(test: Effect.Effect<A, HasherBusy>) => Effect.runPromise(test)

/** Time enough for whatever can start to have started. */
const turns = Effect.promise(async () => {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve))
})

const busy = Result.fail(new HasherBusy())

it("lets some run and some wait, and turns the next one away at once", () =>
  run(
    Effect.gen(function* () {
      const { ask, started } = yield* trial({ concurrency: 2, maxWaiting: 1 })
      const inside = yield* Effect.forEach([1, 2, 3], () => Effect.forkChild(ask))
      yield* turns
      expect(started).toHaveLength(2)
      expect(yield* Effect.result(ask)).toEqual(busy)

      started[0]?.()
      yield* turns
      expect(started).toHaveLength(3)
      const next = yield* Effect.forkChild(ask)
      yield* turns
      expect(started).toHaveLength(3)
      expect(yield* Effect.result(ask)).toEqual(busy)

      started[1]?.()
      started[2]?.()
      yield* turns
      started[3]?.()
      yield* Effect.forEach([...inside, next], (fiber) => Fiber.join(fiber))
    }),
  ))

it("lets nobody wait where nobody may", () =>
  run(
    Effect.gen(function* () {
      const { ask, started } = yield* trial({ concurrency: 1, maxWaiting: 0 })
      const inside = yield* Effect.forkChild(ask)
      yield* turns
      expect(yield* Effect.result(ask)).toEqual(busy)
      started[0]?.()
      yield* Fiber.join(inside)
    }),
  ))

it("gives the place of a caller who left while waiting to the next", () =>
  run(
    Effect.gen(function* () {
      const { ask, started } = yield* trial({ concurrency: 1, maxWaiting: 1 })
      const running = yield* Effect.forkChild(ask)
      const waiting = yield* Effect.forkChild(ask)
      yield* turns
      expect(yield* Effect.result(ask)).toEqual(busy)
      yield* Fiber.interrupt(waiting)
      const instead = yield* Effect.forkChild(ask)
      yield* turns
      expect(started).toHaveLength(1)
      started[0]?.()
      yield* Fiber.join(running)
      yield* turns
      started[1]?.()
      yield* Fiber.join(instead)
    }),
  ))

it("keeps the place of work under way whose caller left, until the work ends", () =>
  run(
    Effect.gen(function* () {
      const { ask, started } = yield* trial({ concurrency: 1, maxWaiting: 1 })
      const running = yield* Effect.forkChild(ask)
      yield* turns
      const leaving = yield* Effect.forkChild(Fiber.interrupt(running))
      const waiting = yield* Effect.forkChild(ask)
      yield* turns
      expect(started).toHaveLength(1)
      started[0]?.()
      yield* Fiber.join(leaving)
      yield* turns
      expect(started).toHaveLength(2)
      started[1]?.()
      yield* Fiber.join(waiting)
    }),
  ))

it("frees the place of work that failed", () =>
  run(
    Effect.gen(function* () {
      const { queued } = yield* trial({ concurrency: 1, maxWaiting: 0 })
      expect(Exit.isFailure(yield* Effect.exit(queued(Effect.die("broken"))))).toBe(true)
      expect(yield* queued(Effect.succeed("whole"))).toBe("whole")
    }),
  ))

import { describe, expect, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Random from "effect/Random"
import * as TestClock from "effect/testing/TestClock"
import { type BackOff, backOffSchedule, pauseAfter, shortBackOff } from "./back-off.ts"

const backOff: BackOff = { firstMillis: 1_000, factor: 2, longestMillis: 6_000, leastPart: 0.5 }

/** The pauses after attempts 1 to 5 if every random number is this one. */
const pauses = (random: number, policy: BackOff) =>
  Effect.forEach([1, 2, 3, 4, 5], (attempt) => pauseAfter(attempt, policy)).pipe(
    Effect.provideService(Random.Random, { nextDoubleUnsafe: () => random, nextIntUnsafe: () => 0 }),
  )

describe("a back-off", () => {
  it.effect.each([
    [0, backOff, [500, 1_000, 2_000, 3_000, 3_000]],
    [1, backOff, [1_000, 2_000, 4_000, 6_000, 6_000]],
    [0, shortBackOff, [0, 0, 0, 0, 0]],
    [1, shortBackOff, [4, 16, 64, 256, 1_000]],
  ] as const)("with the random number %d grows to its longest pause: %#", ([random, policy, expected]) =>
    Effect.gen(function* () {
      expect(yield* pauses(random, policy)).toEqual(expected)
    }),
  )

  it.effect("makes at most the given number of attempts, with its pauses between them", () =>
    Effect.gen(function* () {
      const times: Array<number> = []
      const attempt = Effect.gen(function* () {
        times.push(yield* Clock.currentTimeMillis)
        return yield* Effect.fail("down")
      })
      const constant: BackOff = { firstMillis: 10, factor: 3, longestMillis: 50, leastPart: 1 }
      const fiber = yield* Effect.forkChild(Effect.flip(Effect.retry(attempt, backOffSchedule(constant, 4))))
      yield* TestClock.adjust("1 second")
      expect(yield* Fiber.join(fiber)).toBe("down")
      expect(times).toEqual([0, 10, 40, 90])
    }),
  )
})

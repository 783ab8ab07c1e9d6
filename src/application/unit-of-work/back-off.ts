import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Schedule from "effect/Schedule"

/** An exponential back-off with jitter. The jitter prevents a thundering herd. */
export interface BackOff {
  /** The pause after the first attempt, in milliseconds. */
  readonly firstMillis: number
  /** Each further pause is this many times as long. */
  readonly factor: number
  readonly longestMillis: number
  /** The smallest part of a pause that the jitter leaves, from 0 to 1. */
  readonly leastPart: number
}

/** For a caller who waits for the answer: pauses of up to 4, 16, 64 and 256 ms. */
export const shortBackOff: BackOff = { firstMillis: 4, factor: 4, longestMillis: 1_000, leastPart: 0 }

/** The pause after this attempt, in milliseconds. Attempts count from 1. */
export const pauseAfter = (
  attempt: number,
  { factor, firstMillis, leastPart, longestMillis }: BackOff,
): Effect.Effect<number> =>
  Effect.map(
    Random.next,
    (random) => Math.min(firstMillis * factor ** (attempt - 1), longestMillis) * (leastPart + (1 - leastPart) * random),
  )

/** The schedule of this back-off, for `Effect.retry`: at most this many attempts in all. */
export const backOffSchedule = (backOff: BackOff, attempts: number): Schedule.Schedule<number> =>
  Schedule.fromStepWithMetadata(
    Effect.succeed(({ attempt }: Schedule.InputMetadata<unknown>) =>
      Effect.map(pauseAfter(attempt, backOff), (pause): [number, Duration.Duration] => [
        attempt,
        Duration.millis(pause),
      ]),
    ),
  ).pipe(Schedule.upTo({ times: attempts - 1 }))

import * as Clock from "effect/Clock"
import type * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"

/** The clock of the storage under test. */
export interface StorageClock {
  /** The current time of the storage, in milliseconds since the epoch. */
  readonly now: Effect.Effect<number, unknown>
  /** Moves the time of the storage forward by this many milliseconds. */
  readonly advance: (milliseconds: number) => Effect.Effect<void, unknown>
  /** The shortest time that the laws may distinguish, in milliseconds: 1 if the time stands still between advances. */
  readonly resolution: number
}

/** The clock of a storage that reads Effect's `Clock`, under a `TestClock`. */
export const effectTestClock: StorageClock = {
  now: Clock.currentTimeMillis,
  advance: TestClock.adjust,
  resolution: 1,
}

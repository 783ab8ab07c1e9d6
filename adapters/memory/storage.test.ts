import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { it } from "vitest"
import { checkLaw } from "../../src/ports/port.laws.ts"
import { storageSample } from "../../src/ports/storage.arbitrary.ts"
import { storageLaws } from "../../src/ports/storage.laws.ts"
import { memoryStorage } from "./storage.ts"

it.each(storageLaws())("memory: $name", (law) =>
  checkLaw(
    law,
    storageSample,
    (kept) => Effect.runPromise(kept.pipe(Effect.provide(memoryStorage().layer), Effect.provide(TestClock.layer()))),
    { seed: 1, numRuns: 50 },
  ),
)

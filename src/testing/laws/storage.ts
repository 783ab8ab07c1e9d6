import { claimLaws } from "./storage/claims.ts"
import { commandLaws } from "./storage/commands.ts"
import { conflictLaws } from "./storage/conflicts.ts"
import { deadLetterLaws } from "./storage/dead-letters.ts"
import { guardLaws } from "./storage/guards.ts"
import { journalPageLaws } from "./storage/journal-pages.ts"
import { journalWindowLaws } from "./storage/journal-windows.ts"
import { leaseLaws } from "./storage/leases.ts"
import { listLaws } from "./storage/lists.ts"
import { outboxLaws } from "./storage/outbox.ts"
import { rowLaws } from "./storage/rows.ts"
import { effectTestClock, type StorageClock } from "./storage/storage-clock.ts"
import type { StorageLaw } from "./storage/storage-law.ts"

export type { StorageClock } from "./storage/storage-clock.ts"
export type { StorageLaw } from "./storage/storage-law.ts"

/**
 * The laws of every storage. Check each with `checkLaw` on samples of `storageSample`.
 *
 * Run a storage that reads Effect's `Clock` under a `TestClock`. For a storage that reads the clock of its database,
 * pass a clock that moves the database's time. If the database's time cannot be moved, `advance` sleeps and
 * `resolution` is longer than the slowest operation.
 *
 * The laws may share one storage: each acknowledges its messages. Then run them one after the other, start with an
 * empty outbox, and give each law its own seed, so that no sample repeats.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import * as TestClock from "effect/testing/TestClock"
 * import { memoryStorage } from "mon-compte/adapters/memory"
 * import { checkLaw, storageLaws, storageSample } from "mon-compte/testing"
 *
 * for (const law of storageLaws())
 *   await checkLaw(
 *     law,
 *     storageSample,
 *     (test) => Effect.runPromise(test.pipe(Effect.provide(memoryStorage().layer), Effect.provide(TestClock.layer()))),
 *     { numRuns: 5 },
 *   )
 * storageLaws().length > 50 // => true
 * ```
 */
export const storageLaws = (clock: StorageClock = effectTestClock): ReadonlyArray<StorageLaw> => [
  ...rowLaws,
  ...journalPageLaws,
  ...journalWindowLaws,
  ...conflictLaws,
  ...guardLaws,
  ...commandLaws,
  ...claimLaws,
  ...listLaws,
  ...outboxLaws(clock),
  ...leaseLaws(clock),
  ...deadLetterLaws(clock),
]

import * as Clock from "effect/Clock"
import * as TestClock from "effect/testing/TestClock"
import { claimLaws } from "./storage.claims.laws.ts"
import { commandLaws } from "./storage.commands.laws.ts"
import { conflictLaws, guardLaws } from "./storage.conflicts.laws.ts"
import { listLaws } from "./storage.list.laws.ts"
import { outboxLaws, type StorageTime } from "./storage.outbox.laws.ts"
import { rowLaws } from "./storage.rows.laws.ts"
import type { StorageLaw } from "./storage.trial.laws.ts"
import { workerLaws } from "./storage.workers.laws.ts"

export type { StorageTime } from "./storage.outbox.laws.ts"
export type { StorageLaw } from "./storage.trial.laws.ts"

const underTestClock: StorageTime = { now: Clock.currentTimeMillis, advance: TestClock.adjust, grain: 1 }

/**
 * What every storage promises. Try each law on `storageSample`s, with `checkLaw`.
 *
 * A storage that goes by Effect's `Clock` is tried under a `TestClock`. One that goes by the clock of its database
 * says how to let that time pass: by moving it, or by sleeping with a grain longer than the slowest operation takes.
 *
 * Laws may share one storage when samples do not repeat, since each leaves no message behind; but they then run one
 * after the other, on a storage whose outbox was empty.
 */
export const storageLaws = (time: StorageTime = underTestClock): ReadonlyArray<StorageLaw> => [
  ...rowLaws,
  ...conflictLaws,
  ...guardLaws,
  ...commandLaws,
  ...claimLaws,
  ...listLaws,
  ...outboxLaws(time),
  ...workerLaws(time),
]

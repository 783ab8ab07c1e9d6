import { describe, expect, it } from "vitest"
import { memoryStorage } from "../../adapters/memory/index.ts"
import { findOut, over } from "./fault.model.ts"
import { checkLaw } from "./port.laws.ts"
import { storageSample } from "./storage.arbitrary.ts"
import { brokenClaims } from "./storage.claims.broken.model.ts"
import { brokenCommands } from "./storage.commands.broken.model.ts"
import { brokenConflicts } from "./storage.conflicts.broken.model.ts"
import { contended } from "./storage.contended.ts"
import { storageLaws } from "./storage.laws.ts"
import { brokenLists } from "./storage.list.broken.model.ts"
import { brokenOutboxes } from "./storage.outbox.broken.model.ts"
import { brokenRows } from "./storage.rows.broken.model.ts"
import { Storage } from "./storage.ts"
import { brokenWorkers } from "./storage.workers.broken.model.ts"

const laws = storageLaws()

describe("over a storage where two writers really meet", () => {
  const run = over(Storage, () => contended(memoryStorage().service))

  it.each(laws)("$name", (law) => checkLaw(law, storageSample, run, { seed: 2, numRuns: 20 }))
})

describe("over one storage for all laws, one after the other", () => {
  const { service, snapshot } = memoryStorage()
  const run = over(Storage, () => service)

  it.each(laws.map((law, index) => ({ ...law, seed: 1_000 + index })))("$name", async ({ seed, ...law }) => {
    await checkLaw(law, storageSample, run, { seed, numRuns: 5, endOnFailure: true })
    expect(snapshot().outbox).toEqual([])
  })
})

findOut(
  Storage,
  laws,
  storageSample,
  [
    ...brokenRows,
    ...brokenConflicts,
    ...brokenCommands,
    ...brokenClaims,
    ...brokenLists,
    ...brokenOutboxes,
    ...brokenWorkers,
  ].map(({ differs, ...rest }) => ({
    ...rest,
    make: () => {
      const memory = memoryStorage()
      return { ...memory.service, ...differs(memory) }
    },
  })),
)

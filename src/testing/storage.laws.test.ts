import { describe, expect, it } from "vitest"
import { memoryStorage } from "../../adapters/memory/index.ts"
import { findOut, over } from "../../test/faulty-adapters/fault.ts"
import { brokenClaims } from "../../test/faulty-adapters/storage-claims.ts"
import { brokenCommands } from "../../test/faulty-adapters/storage-commands.ts"
import { brokenConflicts } from "../../test/faulty-adapters/storage-conflicts.ts"
import { brokenLists } from "../../test/faulty-adapters/storage-list.ts"
import { brokenOutboxes } from "../../test/faulty-adapters/storage-outbox.ts"
import { brokenRows } from "../../test/faulty-adapters/storage-rows.ts"
import { brokenWorkers } from "../../test/faulty-adapters/storage-workers.ts"
import { Storage } from "../ports/storage.ts"
import { checkLaw } from "./port.laws.ts"
import { storageSample } from "./storage.arbitrary.ts"
import { contended } from "./storage.contended.ts"
import { storageLaws } from "./storage.laws.ts"

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

import { describe, expect, it } from "vitest"
import { memoryStorage } from "../../../adapters/memory/index.ts"
import { runOver, testLawsFindFaults } from "../../../test/faulty-adapters/faulty-adapter.ts"
import { allFaultyStorages } from "../../../test/faulty-adapters/storage/all-faulty-storages.ts"
import { Storage } from "../../ports/storage.ts"
import { withConflicts } from "../faults/storage.ts"
import { storageSample } from "../generators/storage.ts"
import { checkLaw } from "./law.ts"
import { storageLaws } from "./storage.ts"

const laws = storageLaws()

describe("over a storage whose writers conflict", () => {
  const run = runOver(Storage, () => withConflicts(memoryStorage().service))

  it.each(laws)("$name", (law) => checkLaw(law, storageSample, run, { seed: 2, numRuns: 20 }))
})

describe("over one storage that all laws share", () => {
  const { service, snapshot } = memoryStorage()
  const run = runOver(Storage, () => service)

  it.each(laws.map((law, index) => ({ ...law, seed: 1_000 + index })))("$name", async ({ seed, ...law }) => {
    await checkLaw(law, storageSample, run, { seed, numRuns: 5, endOnFailure: true })
    expect(snapshot().outbox).toEqual([])
  })
})

testLawsFindFaults(
  Storage,
  laws,
  storageSample,
  allFaultyStorages.map(({ override, ...rest }) => ({
    ...rest,
    make: () => {
      const memory = memoryStorage()
      return { ...memory.service, ...override(memory) }
    },
  })),
)

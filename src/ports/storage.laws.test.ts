import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import { describe, expect, it } from "vitest"
import { memoryStorage } from "../../adapters/memory/index.ts"
import { checkLaw } from "./port.laws.ts"
import { storageSample } from "./storage.arbitrary.ts"
import type { Broken } from "./storage.broken.model.ts"
import { brokenClaims } from "./storage.claims.broken.model.ts"
import { brokenCommands } from "./storage.commands.broken.model.ts"
import { brokenConflicts } from "./storage.conflicts.broken.model.ts"
import { contended } from "./storage.contended.ts"
import { storageLaws } from "./storage.laws.ts"
import { brokenOutboxes } from "./storage.outbox.broken.model.ts"
import { brokenRows } from "./storage.rows.broken.model.ts"
import type { Store } from "./storage.trial.laws.ts"
import { Storage } from "./storage.ts"

const over = (make: () => Store) => (kept: Effect.Effect<boolean, unknown, Storage>) =>
  Effect.runPromise(kept.pipe(Effect.provide(Layer.merge(Layer.succeed(Storage, make()), TestClock.layer()))))

const laws = storageLaws()

describe("over a storage where two writers really meet", () => {
  it.each(laws)("$name", (law) =>
    checkLaw(
      law,
      storageSample,
      over(() => contended(memoryStorage().service)),
      { seed: 2, numRuns: 20 },
    ),
  )
})

describe("over one storage for all laws, one after the other", () => {
  const { service, snapshot } = memoryStorage()

  it.each(laws.map((law, index) => ({ ...law, seed: 1_000 + index })))("$name", async ({ seed, ...law }) => {
    await checkLaw(
      law,
      storageSample,
      over(() => service),
      { seed, numRuns: 5, endOnFailure: true },
    )
    expect(snapshot().outbox).toEqual([])
  })
})

const brokenStorages: ReadonlyArray<Broken> = [
  ...brokenRows,
  ...brokenConflicts,
  ...brokenCommands,
  ...brokenClaims,
  ...brokenOutboxes,
]

describe("a storage with a fault is found out", () => {
  it.each(brokenStorages)("one that $fault", async ({ breaks, differs }) => {
    const broken = () => {
      const memory = memoryStorage()
      return { ...memory.service, ...differs(memory) }
    }
    const law = laws.find(({ name }) => name === breaks)
    if (law === undefined) throw new Error(`No such law: ${breaks}`)
    const found = checkLaw(law, storageSample, over(broken), { seed: 3, numRuns: 30, endOnFailure: true })
    await expect(found).rejects.toMatchObject({ cause: { message: "Property failed by returning false" } })
  })

  it("every law has found out one", () => {
    const bitten = brokenStorages.map(({ breaks }) => breaks)
    expect(laws.map(({ name }) => name).filter((name) => !bitten.includes(name))).toEqual([])
  })
})

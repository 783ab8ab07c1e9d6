import type { PGlite } from "@electric-sql/pglite"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { checkLaw } from "../../src/ports/port.laws.ts"
import { storageLaws } from "../../src/ports/storage.laws.ts"
import { Storage } from "../../src/ports/storage.ts"
import { MOVED_PATH, movedClock, movedTime } from "./moved-clock.model.ts"
import { emptyPGlite } from "./pglite.model.ts"
import { lawSample } from "./sample.model.ts"
import { postgresStorage } from "./storage.ts"

const scope = Scope.makeUnsafe()
let pglite: PGlite
let storage: Storage["Service"]

const ask = async (sql: string) => {
  const { rows } = await pglite.query<Record<string, unknown>>(sql)
  return Object.values(rows[0] ?? {})[0]
}

beforeAll(async () => {
  pglite = await emptyPGlite()
  storage = await Effect.runPromise(Scope.provide(postgresStorage({ pglite }).service, scope))
  await pglite.exec(`${movedClock}; SET search_path = ${MOVED_PATH}`)
})

afterAll(async () => {
  await Effect.runPromise(Scope.close(scope, Exit.void))
  await pglite.close()
})

describe("keeps the laws of storage, embedded", () => {
  const laws = storageLaws(movedTime(ask)).map((law, index) => ({ ...law, seed: 2_000 + index }))

  it.each(laws)("$name", async ({ seed, ...law }) => {
    const run = (kept: Effect.Effect<boolean, unknown, Storage>) =>
      Effect.runPromise(Effect.provideService(kept, Storage, storage))
    await checkLaw(law, lawSample, run, { seed, numRuns: 8, endOnFailure: true })
    expect(await ask("SELECT count(*)::int FROM mon_compte.outbox WHERE done_at IS NULL")).toBe(0)
  })
})

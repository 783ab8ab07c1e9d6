import { randomUUID } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { Pool } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { deliverDue } from "../../src/application/delivery/deliver-due.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { type Commit, Storage, StorageDown } from "../../src/ports/storage.ts"
import { storageSample } from "../../src/testing/generators/storage.ts"
import { checkLaw } from "../../src/testing/laws/law.ts"
import { storageLaws } from "../../src/testing/laws/storage.ts"
import { type Pooler, startPooler } from "../../test/postgres/pooler.ts"
import { serverOrNull, type TestServer } from "../../test/postgres/server.ts"
import { CREATE_SIMULATED_CLOCK, SIMULATED_PATH, simulatedClock } from "../../test/postgres/simulated-clock.ts"
import { codes, createTestContext, tagOf } from "../../test/stories/test-context.ts"
import { migrate } from "./migrate.ts"
import { retention } from "./retention.ts"
import { postgresStorage } from "./storage.ts"

const { runPromise } = Effect
const scope = Scope.makeUnsafe()
const server: TestServer | null = await serverOrNull()
const queryValue = (sql: string) => (server as TestServer).queryValue(sql)
const pools: Array<Pool> = []
let pooler: Pooler

const CLIENT_CONNECTIONS = 8
const SERVER_CONNECTIONS = 3

const poolOptions = (prepared: boolean | undefined) => {
  const pool = new Pool({ connectionString: pooler.url, max: CLIENT_CONNECTIONS })
  pools.push(pool)
  return { pool, prepared }
}
const storageOver = (prepared: boolean | undefined) =>
  runPromise(Scope.provide(postgresStorage(poolOptions(prepared)).service, scope))

beforeAll(async () => {
  if (server === null) return
  await queryValue(CREATE_SIMULATED_CLOCK)
  await queryValue(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = ${SIMULATED_PATH}', current_database()); END $$`,
  )
  pooler = await startPooler(server.url, SERVER_CONNECTIONS)
})

afterAll(async () => {
  await runPromise(Scope.close(scope, Exit.void))
  for (const pool of pools) await pool.end()
  await pooler?.close()
  await server?.stop()
})

const commit = (rest: Partial<Commit> = {}): Commit => ({
  commandId: randomUUID(),
  at: 0,
  changes: [
    {
      aggregate: `account/${randomUUID()}`,
      expectedVersion: 0,
      state: { _tag: "S" },
      events: [{ _tag: "E" }],
      secret: null,
    },
  ],
  guards: [],
  claims: [],
  messages: [],
  answer: { _tag: "A" },
  ...rest,
})

describe.skipIf(server === null)("behind a pooler in transaction mode", () => {
  it("migrates the schema", async () => {
    expect((await runPromise(migrate(poolOptions(false)))).length).toBeGreaterThan(0)
    expect(await runPromise(migrate(poolOptions(false)))).toEqual([])
  })

  describe("a storage without prepared statements keeps the law that", () => {
    const laws = storageLaws(simulatedClock(queryValue)).map((law, index) => ({ ...law, seed: 7_000 + index }))
    let storage: Storage["Service"]
    beforeAll(async () => {
      storage = await storageOver(false)
    })

    it.each(laws)("$name", async ({ seed, ...law }) => {
      const before = pooler.switches()
      const run = (test: Effect.Effect<boolean, unknown, Storage>) =>
        runPromise(Effect.provideService(test, Storage, storage))
      await checkLaw(law, storageSample, run, { seed, numRuns: 2, endOnFailure: true })
      expect(pooler.switches()).toBeGreaterThan(before)
    })

    it("releases keys in the transaction of their commit, with more clients than connections", async () => {
      const claims = Array.from(
        { length: 40 },
        () => ({ key: `nir/${randomUUID()}`, owner: `account/${randomUUID()}` }) as const,
      )
      const results = await Promise.all(
        claims.map(async (claim) => {
          const first = await runPromise(storage.commit(commit({ claims: [claim] })))
          const second = await runPromise(storage.commit(commit({ releases: [claim] })))
          return [first._tag, second._tag, await runPromise(storage.find(claim.key))]
        }),
      )
      expect(results).toEqual(claims.map(() => ["Committed", "Committed", null]))
      expect(pooler.clients()).toBeGreaterThan(SERVER_CONNECTIONS)
    })
  })

  it("lets a person migrate and sign in", async () => {
    const [nir, password] = ["269054958815780", "Azerty12"]
    const context = createTestContext({ files: [{ nir, legacy: "12345678", file: "file-1" }] })
    const story = Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const answer = yield* monCompte.signIn({ identifier: nir, password: "12345678" })
      const { ticket } = answer as { readonly ticket: string }
      yield* monCompte.startMigration({ ticket })
      yield* monCompte.acceptTerms({ ticket, version: "1" })
      yield* monCompte.choosePassword({ ticket, password, confirmation: password })
      yield* monCompte.sendCode({ ticket, contact: "one@example.org" })
      yield* deliverDue()
      const code = codes(context).at(-1) ?? ""
      const done = yield* tagOf(monCompte.confirmCode({ ticket, code }))
      return [done, yield* tagOf(monCompte.signIn({ identifier: nir, password }))]
    })
    const layer = context.layerWith(Layer.orDie(postgresStorage(poolOptions(false)).layer))
    expect(await runPromise(Effect.provide(story, layer))).toEqual(["Completed", "SignedIn"])
  })

  it("deletes the expired data of that person by retention", async () => {
    const later = Effect.andThen(TestClock.setTime(Date.UTC(2200, 0)), retention(poolOptions(false)))
    const run = () => runPromise(Effect.provide(later, TestClock.layer()))
    expect(await run()).toMatchObject({ lockOuts: 1, sendAllowances: 2 })
    expect(new Set(Object.values(await run()))).toEqual(new Set([0]))
  })

  it.each([true, undefined])("loses prepared statements if the option prepared is %s", async (prepared) => {
    const storage = await storageOver(prepared)
    const loads = Effect.forEach(Array(2 * SERVER_CONNECTIONS), () => storage.load(["account/one"]))
    expect(await Effect.runPromiseExit(loads)).toEqual(Exit.fail(new StorageDown()))
  })

  it("refuses a connection from a URL because of its start-up parameters, as the guide says", async () => {
    const exit = await Effect.runPromiseExit(Effect.scoped(postgresStorage({ url: pooler.url }).service))
    expect(Exit.isFailure(exit)).toBe(true)
  })
})

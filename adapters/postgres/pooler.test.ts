import { randomUUID } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { Pool } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { deliverDue } from "../../src/application/delivery/deliver.ts"
import { MonCompte } from "../../src/application/mon-compte.ts"
import { type Commit, Storage, StorageDown } from "../../src/ports/storage.ts"
import { checkLaw } from "../../src/testing/port.laws.ts"
import { storageSample } from "../../src/testing/storage.arbitrary.ts"
import { storageLaws } from "../../src/testing/storage.laws.ts"
import { MOVED_PATH, movedClock, movedTime } from "../../test/postgres/moved-clock.ts"
import { type Pooler, poolerOf } from "../../test/postgres/pooler.ts"
import { serverOrNull, type TestServer } from "../../test/postgres/server.ts"
import { codes, createTestContext, tagOf } from "../../test/stories/test-context.ts"
import { migrate } from "./migrate.ts"
import { retention } from "./retention.ts"
import { postgresStorage } from "./storage.ts"

const { runPromise } = Effect
const scope = Scope.makeUnsafe()
const server: TestServer | null = await serverOrNull()
const ask = (sql: string) => (server as TestServer).ask(sql)
const pools: Array<Pool> = []
let pooler: Pooler

const CLIENTS = 8
const SERVERS = 3

const through = (prepared: boolean | undefined) => {
  const pool = new Pool({ connectionString: pooler.url, max: CLIENTS })
  pools.push(pool)
  return { pool, prepared }
}
const storageOver = (prepared: boolean | undefined) =>
  runPromise(Scope.provide(postgresStorage(through(prepared)).service, scope))

beforeAll(async () => {
  if (server === null) return
  await ask(movedClock)
  await ask(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = ${MOVED_PATH}', current_database()); END $$`,
  )
  pooler = await poolerOf(server.url, SERVERS)
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
  it("the schema is migrated", async () => {
    expect((await runPromise(migrate(through(false)))).length).toBeGreaterThan(0)
    expect(await runPromise(migrate(through(false)))).toEqual([])
  })

  describe("statements that are not prepared keep the laws of storage", () => {
    const laws = storageLaws(movedTime(ask)).map((law, index) => ({ ...law, seed: 7_000 + index }))
    let storage: Storage["Service"]
    beforeAll(async () => {
      storage = await storageOver(false)
    })

    it.each(laws)("$name", async ({ seed, ...law }) => {
      const before = pooler.moves()
      const run = (kept: Effect.Effect<boolean, unknown, Storage>) =>
        runPromise(Effect.provideService(kept, Storage, storage))
      await checkLaw(law, storageSample, run, { seed, numRuns: 2, endOnFailure: true })
      expect(pooler.moves()).toBeGreaterThan(before)
    })

    it("keys are given back in the transaction of their commit, many at a time over few connections", async () => {
      const all = Array.from(
        { length: 40 },
        () => ({ key: `nir/${randomUUID()}`, owner: `account/${randomUUID()}` }) as const,
      )
      const told = await Promise.all(
        all.map(async (claim) => {
          const first = await runPromise(storage.commit(commit({ claims: [claim] })))
          const second = await runPromise(storage.commit(commit({ releases: [claim] })))
          return [first._tag, second._tag, await runPromise(storage.find(claim.key))]
        }),
      )
      expect(told).toEqual(all.map(() => ["Committed", "Committed", null]))
      expect(pooler.clients()).toBeGreaterThan(SERVERS)
    })
  })

  it("a person migrates, and signs in", async () => {
    const [nir, password] = ["269054958815780", "Azerty12"]
    const context = createTestContext({ files: [{ nir, legacy: "12345678", file: "file-1" }] })
    const story = Effect.gen(function* () {
      const monCompte = yield* MonCompte
      const first = yield* monCompte.signIn({ identifier: nir, password: "12345678" })
      const { ticket } = first as { readonly ticket: string }
      yield* monCompte.startMigration({ ticket })
      yield* monCompte.acceptTerms({ ticket, version: "1" })
      yield* monCompte.choosePassword({ ticket, password, confirmation: password })
      yield* monCompte.sendCode({ ticket, contact: "one@example.org" })
      yield* deliverDue()
      const code = codes(context).at(-1) ?? ""
      const done = yield* tagOf(monCompte.confirmCode({ ticket, code }))
      return [done, yield* tagOf(monCompte.signIn({ identifier: nir, password }))]
    })
    const layer = context.over(Layer.orDie(postgresStorage(through(false)).layer))
    expect(await runPromise(Effect.provide(story, layer))).toEqual(["Completed", "SignedIn"])
  })

  it("what is over is forgotten, of that person too", async () => {
    const later = Effect.andThen(TestClock.setTime(Date.UTC(2200, 0)), retention(through(false)))
    const forgotten = () => runPromise(Effect.provide(later, TestClock.layer()))
    expect(await forgotten()).toMatchObject({ lockOuts: 1, sendAllowances: 1 })
    expect(new Set(Object.values(await forgotten()))).toEqual(new Set([0]))
  })

  it.each([true, undefined])("prepared statements get lost: prepared: %s", async (prepared) => {
    const storage = await storageOver(prepared)
    const loads = Effect.forEach(Array(2 * SERVERS), () => storage.load(["account/one"]))
    expect(await Effect.runPromiseExit(loads)).toEqual(Exit.fail(new StorageDown()))
  })

  it("a URL is refused for the parameters that it starts with, as the guide says", async () => {
    const exit = await Effect.runPromiseExit(Effect.scoped(postgresStorage({ url: pooler.url }).service))
    expect(Exit.isFailure(exit)).toBe(true)
  })
})

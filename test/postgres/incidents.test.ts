import { randomUUID } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Scope from "effect/Scope"
import { Client } from "pg"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { migrate } from "../../adapters/postgres/migrate.ts"
import { postgresStorage } from "../../adapters/postgres/storage.ts"
import { type AggregateId, type Commit, Storage } from "../../src/ports/storage.ts"
import { incidentRuns } from "../incidents/all-incidents.ts"
import { createTestContext } from "../stories/test-context.ts"
import { serverOrNull, type TestServer } from "./server.ts"
import { truncateTables } from "./snapshot.ts"
import { sqlLaws, storageSql } from "./sql.laws.ts"

const server: TestServer | null = await serverOrNull()
const { url } = server ?? { url: "" }
const queryValue = (sql: string) => (server as TestServer).queryValue(sql)
const { runPromise } = Effect
const scope = Scope.makeUnsafe()
let storage: Storage["Service"]

const start = () => Effect.runPromiseExit(Effect.scoped(postgresStorage({ url }).service))

beforeAll(async () => {
  if (server === null) return
  // Incident 17, before the migration: a storage does not start without its schema.
  expect(await start()).toMatchObject(Exit.fail({ _tag: "SchemaMismatch", reason: "Older", found: 0 }))
  await runPromise(migrate({ url }))
  storage = await runPromise(Scope.provide(postgresStorage({ url }).service, scope))
})

beforeEach(async () => {
  if (server !== null) await truncateTables(queryValue)
})

afterAll(async () => {
  await runPromise(Scope.close(scope, Exit.void))
  await server?.stop()
})

const fresh = (): AggregateId => `account/${randomUUID()}`

const commit = (aggregate: AggregateId, messages: Commit["messages"] = []): Commit => ({
  commandId: randomUUID(),
  at: 0,
  changes: [{ aggregate, expectedVersion: 0, state: { _tag: "S" }, events: [{ _tag: "E" }], secret: null }],
  guards: [],
  claims: [],
  messages,
  answer: { _tag: "A" },
})

const due = (id: string) => [{ id, dueAt: 0, body: { _tag: "M" } }]

/** Runs work while another transaction, with this statement, is open. */
const duringTransaction = async (statement: string, work: () => Promise<void>) => {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(`BEGIN; ${statement}`)
  try {
    await work()
    await client.query("COMMIT")
  } finally {
    await client.end()
  }
}

/** Leases and acknowledges every due message, and returns the ids. */
const deliverAll = async () => {
  const leased = await runPromise(storage.lease({ limit: 9, lasts: 30_000 }))
  await runPromise(storage.acknowledge(...leased.map(({ message }) => message.id)))
  return leased.map(({ message }) => message.id)
}

describe.skipIf(server === null)("published incidents of other systems do not occur on a real server", () => {
  it.each(incidentRuns)("$name", async ({ make, seed }) => {
    const { around = (real) => real, run } = make()
    const context = createTestContext({ seed })
    const layer = context.layerWith(Layer.succeed(Storage, around(storage)))
    await runPromise(Effect.provide(run(context), layer))
  })

  it("11 a reader that skips in-flight events: leases an older message that is committed later", async () => {
    const insert = `INSERT INTO mon_compte.outbox (shard, id, body, due_at, ready_at)
      SELECT shard, 'in-flight', '{"_tag":"M"}', 0, to_timestamp(0) FROM mon_compte.outbox LIMIT 1`
    await runPromise(storage.commit(commit(fresh(), due("first"))))
    await duringTransaction(insert, async () => {
      await runPromise(storage.commit(commit(fresh(), due("second"))))
      expect((await deliverAll()).toSorted()).toEqual(["first", "second"])
    })
    expect(await deliverAll()).toEqual(["in-flight"])
  })

  it("13 a global lock at commit: commits and leases continue while one commit waits", async () => {
    const locked = fresh()
    await runPromise(storage.commit(commit(locked)))
    const next = { ...commit(locked), changes: [{ ...commit(locked).changes[0], expectedVersion: 1 }] as const }
    let waiting: Promise<unknown> = Promise.resolve()
    await duringTransaction(`SELECT 1 FROM mon_compte.aggregate WHERE aggregate = '${locked}' FOR UPDATE`, async () => {
      let isOver = false
      waiting = runPromise(storage.commit(next)).then(() => {
        isOver = true
      })
      for (let index = 0; index < 10; index += 1) {
        expect(await runPromise(storage.commit(commit(fresh(), due(`m${index}`))))).toEqual({ _tag: "Committed" })
        expect(await deliverAll()).toEqual([`m${index}`])
      }
      expect(isOver).toBe(false)
    })
    await waiting
  })

  it("13 a global lock at commit: no statement takes one", () => {
    for (const { holds } of sqlLaws) {
      expect(storageSql.filter((text) => !holds(text))).toEqual([])
    }
  })

  it("17 a schema migration silently skipped: a storage does not start on an unknown schema", async () => {
    await queryValue("UPDATE mon_compte.schema_step SET checksum = 'edited later' WHERE id = 1")
    expect(await start()).toMatchObject(Exit.fail({ _tag: "SchemaMismatch", reason: "Changed", found: 1 }))
    await expect(runPromise(migrate({ url }))).rejects.toMatchObject({ _tag: "SchemaMismatch" })
    await queryValue("DELETE FROM mon_compte.schema_step")
    expect(await start()).toMatchObject(Exit.fail({ _tag: "SchemaMismatch", reason: "Older", found: 0 }))
  })
})

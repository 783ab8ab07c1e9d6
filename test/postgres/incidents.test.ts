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
import { rounds } from "../incidents/all.ts"
import { createTestContext } from "../stories/test-context.ts"
import { serverOrNull, type TestServer } from "./server.ts"
import { empty } from "./snapshot.ts"
import { sqlLaws, storageTexts } from "./sql.laws.ts"

const server: TestServer | null = await serverOrNull()
const { url } = server ?? { url: "" }
const ask = (sql: string) => (server as TestServer).ask(sql)
const { runPromise } = Effect
const scope = Scope.makeUnsafe()
let storage: Storage["Service"]

const start = () => Effect.runPromiseExit(Effect.scoped(postgresStorage({ url }).service))

beforeAll(async () => {
  if (server === null) return
  // 17, before the schema is there: a storage does not start on what it does not know.
  expect(await start()).toMatchObject(Exit.fail({ _tag: "SchemaUnfit", reason: "Older", found: 0 }))
  await runPromise(migrate({ url }))
  storage = await runPromise(Scope.provide(postgresStorage({ url }).service, scope))
})

beforeEach(async () => {
  if (server !== null) await empty(ask)
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

/** A transaction that somebody else has begun and not yet ended. */
const during = async (begun: string, work: () => Promise<void>) => {
  const other = new Client({ connectionString: url })
  await other.connect()
  await other.query(`BEGIN; ${begun}`)
  try {
    await work()
    await other.query("COMMIT")
  } finally {
    await other.end()
  }
}

const leased = async () => {
  const all = await runPromise(storage.lease({ limit: 9, lasts: 30_000 }))
  await runPromise(storage.acknowledge(...all.map(({ message }) => message.id)))
  return all.map(({ message }) => message.id)
}

describe.skipIf(server === null)("what happened to others does not happen here, on a real server", () => {
  it.each(rounds)("$name", async ({ make, seed }) => {
    const { around = (real) => real, tell } = make()
    const context = createTestContext({ seed })
    const layer = context.over(Layer.succeed(Storage, around(storage)))
    await runPromise(Effect.provide(tell(context), layer))
  })

  it("11 a reader that skips in-flight events: a message that is older, and committed later, is not passed over", async () => {
    const insert = `INSERT INTO mon_compte.outbox (shard, id, body, due_at, ready_at)
      SELECT shard, 'in-flight', '{"_tag":"M"}', 0, to_timestamp(0) FROM mon_compte.outbox LIMIT 1`
    await runPromise(storage.commit(commit(fresh(), due("first"))))
    await during(insert, async () => {
      await runPromise(storage.commit(commit(fresh(), due("second"))))
      expect((await leased()).toSorted()).toEqual(["first", "second"])
    })
    expect(await leased()).toEqual(["in-flight"])
  })

  it("13 a global lock at commit: while one commit waits, others are kept and messages handed out", async () => {
    const hot = fresh()
    await runPromise(storage.commit(commit(hot)))
    const next = { ...commit(hot), changes: [{ ...commit(hot).changes[0], expectedVersion: 1 }] as const }
    let waiting: Promise<unknown> = Promise.resolve()
    await during(`SELECT 1 FROM mon_compte.aggregate WHERE aggregate = '${hot}' FOR UPDATE`, async () => {
      let isOver = false
      waiting = runPromise(storage.commit(next)).then(() => {
        isOver = true
      })
      for (let index = 0; index < 10; index += 1) {
        expect(await runPromise(storage.commit(commit(fresh(), due(`m${index}`))))).toEqual({ _tag: "Committed" })
        expect(await leased()).toEqual([`m${index}`])
      }
      expect(isOver).toBe(false)
    })
    await waiting
  })

  it("13 a global lock at commit: no statement asks for one", () => {
    for (const { isKept } of sqlLaws) {
      expect(storageTexts.filter((text) => !isKept(text))).toEqual([])
    }
  })

  it("17 a schema migration silently skipped", async () => {
    await ask("UPDATE mon_compte.schema_step SET checksum = 'edited later' WHERE id = 1")
    expect(await start()).toMatchObject(Exit.fail({ _tag: "SchemaUnfit", reason: "Changed", found: 1 }))
    await expect(runPromise(migrate({ url }))).rejects.toMatchObject({ _tag: "SchemaUnfit" })
    await ask("DELETE FROM mon_compte.schema_step")
    expect(await start()).toMatchObject(Exit.fail({ _tag: "SchemaUnfit", reason: "Older", found: 0 }))
  })
})

import { execFile } from "node:child_process"
import { promisify } from "node:util"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import * as Schedule from "effect/Schedule"
import * as Scope from "effect/Scope"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { AggregateId, Storage } from "../../src/ports/storage.ts"
import { serverOrNull } from "../../test/postgres/server.ts"
import { giveRights, migrate } from "./migrate.ts"
import { type RetentionResult, retention, scheduledRetention } from "./retention.ts"
import { forEachKind } from "./retention-policy.ts"
import { postgresStorage } from "./storage.ts"

const { runPromise } = Effect
const server = await serverOrNull()
const scope = Scope.makeUnsafe()
let storage: Storage["Service"]
const url = server?.url ?? ""
const ROLE = `retention_${process.pid}`

const asRole = () => {
  const own = new URL(url)
  own.username = ROLE
  own.password = "retention"
  return own.href
}

beforeAll(async () => {
  if (server === null) return
  await runPromise(migrate({ url }))
  await server.queryValue(`CREATE ROLE ${ROLE} LOGIN PASSWORD 'retention'`)
  await runPromise(giveRights({ url }, { retention: ROLE }))
  storage = await runPromise(Scope.provide(postgresStorage({ url, connections: 6 }).service, scope))
})

afterAll(async () => {
  await runPromise(Scope.close(scope, Exit.void))
  await server?.queryValue(`DROP OWNED BY ${ROLE}; DROP ROLE ${ROLE}`)
  await server?.stop()
})

let commands = 0

/** Commits one more version, decided long ago. Concurrent writers may conflict. */
const write = Effect.fnUntraced(function* (aggregate: AggregateId) {
  commands += 1
  const commandId = `c${commands}`
  const { rows } = yield* storage.load([aggregate])
  const expectedVersion = rows[0]?.version ?? 0
  const change = { aggregate, expectedVersion, state: { _tag: "Any" }, events: [{ _tag: "Happened" }], secret: null }
  const rest = { guards: [], claims: [], messages: [], answer: { _tag: "Done" } }
  return (yield* storage.commit({ commandId, at: 0, changes: [change], ...rest }))._tag
})

describe.skipIf(server === null)("retention on a server", () => {
  it("runs under its own role", async () => {
    await runPromise(write("challenge/role.migration"))
    await runPromise(write("account/role"))
    expect(await runPromise(retention({ url: asRole() }))).toMatchObject({ challenges: 1 })
    const { rows } = await runPromise(storage.load(["challenge/role.migration", "account/role"]))
    expect(rows.map(({ version }) => version)).toEqual([0, 1])
  })

  it.each([
    "SELECT secret FROM mon_compte.aggregate",
    "SELECT events FROM mon_compte.journal",
    "SELECT answer FROM mon_compte.journal",
    "SELECT key FROM mon_compte.claim",
    "DELETE FROM mon_compte.claim",
    "UPDATE mon_compte.aggregate SET state = NULL",
    "UPDATE mon_compte.outbox SET body = NULL",
    "INSERT INTO mon_compte.journal (shard) VALUES ('')",
  ])("refuses its role %s", async (sql) => {
    const client = new Client({ connectionString: asRole() })
    await client.connect()
    await expect(client.query(sql)).rejects.toMatchObject({ code: "42501" })
    await client.end()
  })

  it("runs as a command, which prints the number of deletions", async () => {
    await runPromise(write("lock-out/command"))
    const run = promisify(execFile)(process.execPath, ["adapters/postgres/retention.cli.ts"], {
      env: { ...process.env, DATABASE_URL: asRole() },
    })
    const [title, ...counts] = (await run).stdout.trimEnd().split("\n")
    expect(title).toBe("Deleted by policy standard, version 1:")
    const kinds = Object.keys(forEachKind(() => 0))
    expect(counts).toEqual(kinds.map((kind) => expect.stringMatching(new RegExp(`^  ${kind}: \\d+$`))))
    expect((await run).stdout).toContain("lockOuts: 1\n")
    const without = promisify(execFile)(process.execPath, ["adapters/postgres/retention.cli.ts"], {
      env: { ...process.env, DATABASE_URL: undefined },
    })
    await expect(without).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("DATABASE_URL") })
  })

  it("skips a recovery whose data key is locked, and deletes both in the next run", async () => {
    const ids = ["data-key/locked", "recovery/locked"] as const
    for (const id of ids) await runPromise(write(id))
    const client = new Client({ connectionString: url })
    await client.connect()
    await client.query("BEGIN; SELECT 1 FROM mon_compte.aggregate WHERE aggregate = 'data-key/locked' FOR UPDATE")
    const versions = async () => (await runPromise(storage.load(ids))).rows.map(({ version }) => version)
    expect(await runPromise(retention({ url: asRole() }))).toMatchObject({ recoveries: 0 })
    expect(await versions()).toEqual([1, 1])
    await client.query("ROLLBACK")
    await client.end()
    expect(await runPromise(retention({ url: asRole() }))).toMatchObject({ recoveries: 1 })
    expect(await versions()).toEqual([0, 0])
  })

  it("loses no concurrent write: every aggregate has its complete journal, and no other entries", async () => {
    const names = ["1", "2", "3", "4", "5"].map((name): AggregateId => `challenge/${name}.migration`)
    const outcomes: Array<string> = []
    const writer = Effect.forEach(
      Array.from({ length: 60 }, (_, index) => names[index % names.length] ?? "none/none"),
      (name) => Effect.map(write(name), (outcome) => outcomes.push(outcome)),
    )
    const results: Array<RetentionResult> = []
    const repeatedRetention = Effect.forever(
      Effect.map(retention({ url, batch: 3 }), (result) => {
        results.push(result)
      }),
    )
    await runPromise(
      Effect.gen(function* () {
        const loop = yield* Effect.forkChild(repeatedRetention)
        yield* Effect.all([writer, writer, writer, writer], { concurrency: "unbounded" })
        yield* Fiber.interrupt(loop)
      }),
    )
    expect(outcomes.filter((outcome) => outcome === "Committed").length).toBeGreaterThan(60)
    expect(results.reduce((sum, { challenges }) => sum + challenges, 0)).toBeGreaterThan(0)
    const countBroken = `
      SELECT count(*)::int FROM mon_compte.aggregate a
      FULL JOIN (SELECT shard, aggregate, count(*) AS entries, max(version) AS latest, min(version) AS first
                 FROM mon_compte.journal GROUP BY shard, aggregate) j
        ON j.shard = a.shard AND j.aggregate = a.aggregate
      WHERE a.version IS DISTINCT FROM j.entries OR j.entries <> j.latest OR j.first <> 1`
    expect(await server?.queryValue(countBroken)).toBe(0)
  })
})

describe("scheduled retention", () => {
  const recordLog = () => {
    const lines: Array<string> = []
    const logger = Logger.make(({ fiber, message }) => {
      lines.push(`${String(message)} ${JSON.stringify(fiber.getRef(References.CurrentLogAnnotations))}`)
    })
    return { lines, layer: Layer.merge(Logger.layer([logger]), Layer.succeed(References.MinimumLogLevel, "All")) }
  }

  it.skipIf(server === null)("runs at once and then by the schedule, and logs the number of deletions", async () => {
    await runPromise(write("sessions/scheduled"))
    const { layer, lines } = recordLog()
    await runPromise(Effect.provide(scheduledRetention({ url }, Schedule.recurs(2)), layer))
    expect(lines).toHaveLength(3)
    expect(lines.map((line) => /"sessions":(\d+)/.exec(line)?.[1])).toEqual(["1", "0", "0"])
  })

  it("continues when the database is unavailable", async () => {
    const { layer, lines } = recordLog()
    const unavailable = "postgres://canary@127.0.0.1:1/canary"
    await runPromise(Effect.provide(scheduledRetention({ url: unavailable }, Schedule.recurs(1)), layer))
    const failures = lines.filter((line) => line.startsWith("Retention failed."))
    expect(failures).toEqual(
      Array.from({ length: 2 }, () => 'Retention failed. It runs again at the next time. {"failure":"StorageDown"}'),
    )
    expect(lines.join()).not.toContain("canary")
  })
})

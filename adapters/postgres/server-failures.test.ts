import { randomUUID } from "node:crypto"
import { inspect } from "node:util"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as Logger from "effect/Logger"
import * as References from "effect/References"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { AggregateId, Commit, Outcome, Storage } from "../../src/ports/storage.ts"
import { serverOrNull, type TestServer } from "../../test/postgres/server.ts"
import { migrate } from "./migrate.ts"
import type { PostgresOptions } from "./options.ts"
import { postgresStorage } from "./storage.ts"

const server: TestServer | null = await serverOrNull()
const { url } = server ?? { url: "" }
const queryValue = (sql: string) => (server as TestServer).queryValue(sql)
const LONG = Number(process.env["LONG"] ?? 1)

/** A value that no failure and no log line may quote. */
const CANARY = "canary-7f3a"
const output: Array<string> = []

const recordingLogger = Logger.layer([
  Logger.make(({ cause, fiber, message }) => {
    output.push(inspect([message, cause, fiber.getRef(References.CurrentLogAnnotations)], { depth: 20 }))
  }),
])

beforeAll(async () => {
  if (server === null) return
  await Effect.runPromise(migrate({ url }))
  // In milliseconds. A waiting session looks for a deadlock once, after this time: the other must wait by then.
  await inDatabase("SET deadlock_timeout = 500")
})

afterAll(async () => {
  await server?.stop()
})

/** Changes a setting of the database for new sessions. */
const inDatabase = (setting: string) =>
  queryValue(`DO $$ BEGIN EXECUTE format('ALTER DATABASE %I ${setting}', current_database()); END $$`)

type Store = Storage["Service"]

const withStorage = <A>(work: (storage: Store) => Promise<A>, options: Partial<PostgresOptions> = {}): Promise<A> =>
  Effect.runPromise(
    Effect.scoped(
      Effect.flatMap(postgresStorage({ url, ...options }).service, (storage) => Effect.promise(() => work(storage))),
    ).pipe(Effect.provideService(References.MinimumLogLevel, "None")),
  )

const exitOf = async (
  commit: Effect.Effect<Outcome, { readonly _tag: string }>,
): Promise<Exit.Exit<Outcome, unknown>> => {
  const exit = await Effect.runPromise(Effect.exit(commit).pipe(Effect.provide(recordingLogger)))
  output.push(inspect(exit, { depth: 20, showHidden: true }), JSON.stringify(exit), String(exit))
  return exit
}

const tagOf = (exit: Exit.Exit<Outcome, unknown>): string =>
  exit._tag === "Success" ? exit.value._tag : /StorageDown/.test(JSON.stringify(exit)) ? "StorageDown" : "a defect"

const fresh = (): AggregateId => `account/${CANARY}.${randomUUID()}`

const writing = (version: number, ...ids: readonly [AggregateId, ...ReadonlyArray<AggregateId>]): Commit => {
  const change = (aggregate: AggregateId) => ({
    aggregate,
    expectedVersion: version,
    state: { _tag: "S", text: CANARY },
    events: [{ _tag: "E", text: CANARY }],
    secret: null,
  })
  const [first, ...others] = ids
  return {
    commandId: `${CANARY}.${randomUUID()}`,
    at: 0,
    changes: [change(first), ...others.map(change)],
    guards: [],
    claims: [{ key: `key/${randomUUID()}`, owner: first }],
    messages: [],
    answer: { _tag: "A" },
  }
}

const journal = (storage: Store, id: AggregateId) => Effect.runPromise(storage.journal(id))

/** Expects that a repeated command is committed once, whatever the first answer was. */
const expectCommittedOnce = async (storage: Store, commit: Commit, exit: Exit.Exit<Outcome, unknown>) => {
  expect(["Committed", "Conflict", "StorageDown"]).toContain(tagOf(exit))
  const repeated = tagOf(await exitOf(storage.commit(commit)))
  expect(repeated).toBe(tagOf(exit) === "Committed" ? "AlreadyApplied" : "Committed")
  expect(tagOf(await exitOf(storage.commit(commit)))).toBe("AlreadyApplied")
  for (const { aggregate } of commit.changes) expect(await journal(storage, aggregate)).toHaveLength(1)
}

const connected = async () => {
  const client = new Client({ connectionString: url })
  client.on("error", () => {})
  await client.connect()
  return client
}

const lockRow = (id: AggregateId) => `SELECT 1 FROM mon_compte.aggregate WHERE aggregate = '${id}' FOR UPDATE`

const WAITING = "application_name = 'mon-compte' AND wait_event_type = 'Lock' AND datname = current_database()"

const untilWaiting = async () => {
  while ((await queryValue(`SELECT count(*)::int FROM pg_stat_activity WHERE ${WAITING}`)) === 0);
}

describe.skipIf(server === null)("after a temporary failure of the server a repeated command is committed once", () => {
  it("40P01: a deadlock with a transaction that locks in another order", async () => {
    await withStorage(async (storage) => {
      for (let round = 0; round < 2 * LONG; round += 1) {
        const [first, second] = [fresh(), fresh()].sort() as [AggregateId, AggregateId]
        await exitOf(storage.commit(writing(0, first)))
        await exitOf(storage.commit(writing(0, second)))
        const client = await connected()
        // The storage detects the deadlock first: the other session looks for it only after 10 seconds.
        await client.query("SET deadlock_timeout = '10s'")
        await client.query(`BEGIN; ${lockRow(second)}`)
        const commit = writing(1, first, second)
        const pending = exitOf(storage.commit(commit))
        await untilWaiting()
        const otherLock = client.query(lockRow(first))
        const exit = await pending
        await otherLock
        await client.query("ROLLBACK")
        await client.end()
        expect(tagOf(exit)).toBe("Conflict")
        expect(tagOf(await exitOf(storage.commit(commit)))).toBe("Committed")
        expect(tagOf(await exitOf(storage.commit(commit)))).toBe("AlreadyApplied")
        for (const id of [first, second]) expect(await journal(storage, id)).toHaveLength(2)
      }
    })
  })

  it.each(["repeatable read", "serializable"])("40001: a serialization failure under %s", async (level) => {
    await inDatabase(`SET default_transaction_isolation = ''${level}''`)
    await withStorage(async (storage) => {
      for (let round = 0; round < 3 * LONG; round += 1) {
        const id = fresh()
        await exitOf(storage.commit(writing(0, id)))
        const client = await connected()
        await client.query(`BEGIN ISOLATION LEVEL READ COMMITTED; ${lockRow(id)}`)
        const pending = exitOf(storage.commit(writing(1, id)))
        await untilWaiting()
        await client.query(`UPDATE mon_compte.aggregate SET version = 2 WHERE aggregate = '${id}'; COMMIT`)
        await client.end()
        expect(tagOf(await pending)).toBe("Conflict")
      }
    })
    await inDatabase("RESET default_transaction_isolation")
  })

  it("53300: no free connection", async () => {
    const name = `few_${randomUUID().replaceAll("-", "")}`
    await queryValue(`CREATE ROLE ${name} SUPERUSER LOGIN PASSWORD 'password'`)
    const few = new URL(url)
    few.username = name
    few.password = "password"
    await queryValue(`ALTER ROLE ${name} CONNECTION LIMIT 1`)
    // The connection limit does not apply to superusers, so the role becomes an ordinary one with the same rights.
    await queryValue(`ALTER ROLE ${name} NOSUPERUSER; GRANT ALL ON SCHEMA mon_compte TO ${name};
      GRANT ALL ON ALL TABLES IN SCHEMA mon_compte TO ${name}`)
    await withStorage(
      async (storage) => {
        const commits = Array.from({ length: 4 }, () => writing(0, fresh()))
        const exits = await Promise.all(commits.map((commit) => exitOf(storage.commit(commit))))
        expect(exits.map(tagOf).toSorted()).toEqual(["Committed", "StorageDown", "StorageDown", "StorageDown"])
        for (const [index, commit] of commits.entries()) {
          const exit = exits[index]
          if (exit !== undefined) await expectCommittedOnce(storage, commit, exit)
        }
      },
      { url: few.href, connections: 4 },
    )
    await queryValue(`DROP OWNED BY ${name}; DROP ROLE ${name}`)
  })

  it("57014: a statement cancelled while it waits", async () => {
    await withStorage(async (storage) => {
      for (let round = 0; round < 3 * LONG; round += 1) {
        const id = fresh()
        await exitOf(storage.commit(writing(0, id)))
        const client = await connected()
        await client.query(`BEGIN; ${lockRow(id)}`)
        const commit = writing(1, id)
        const pending = exitOf(storage.commit(commit))
        await untilWaiting()
        await queryValue(`SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE ${WAITING}`)
        expect(tagOf(await pending)).toBe("StorageDown")
        await client.query("ROLLBACK")
        await client.end()
        expect(tagOf(await exitOf(storage.commit(commit)))).toBe("Committed")
        expect(tagOf(await exitOf(storage.commit(commit)))).toBe("AlreadyApplied")
        expect(await journal(storage, id)).toHaveLength(2)
      }
    })
  })

  it("25006: a read-only server, such as a standby before its promotion", async () => {
    await withStorage(async (storage) => {
      const commit = writing(0, fresh())
      await inDatabase("SET default_transaction_read_only = on")
      await queryValue(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'mon-compte'
        AND datname = current_database()`)
      const exits = [await exitOf(storage.commit(commit)), await exitOf(storage.commit(commit))]
      expect(exits.map(tagOf)).toEqual(["StorageDown", "StorageDown"])
      await queryValue("SET default_transaction_read_only = off")
      await inDatabase("RESET default_transaction_read_only")
      await queryValue(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'mon-compte'
        AND datname = current_database()`)
      let exit = await exitOf(storage.commit(commit))
      // The first use of an ended session may fail.
      if (tagOf(exit) === "StorageDown") exit = await exitOf(storage.commit(commit))
      expect(tagOf(exit)).toBe("Committed")
      await expectCommittedOnce(storage, commit, exit)
    })
  })

  it("no failure and no log line quotes the driver or a value", () => {
    const text = output.join("\n")
    expect(text).toMatch(/53300/)
    expect(text).toMatch(/57014/)
    expect(text).toMatch(/25006/)
    for (const quoted of [CANARY, "detail", "Process", "mon_compte.", "SELECT", "statement timeout", "password"]) {
      expect(text).not.toContain(quoted)
    }
  })
})

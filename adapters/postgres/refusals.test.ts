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
const ask = (sql: string) => (server as TestServer).ask(sql)
const LONG = Number(process.env["LONG"] ?? 1)

/** Words of the driver's that would quote a value or show the schema. */
const CANARY = "canary-7f3a"
const seen: Array<string> = []

const watched = Logger.layer([
  Logger.make(({ cause, fiber, message }) => {
    seen.push(inspect([message, cause, fiber.getRef(References.CurrentLogAnnotations)], { depth: 20 }))
  }),
])

beforeAll(async () => {
  if (server === null) return
  await Effect.runPromise(migrate({ url }))
  // Who waits looks for a deadlock once, after that long, in milliseconds: the other must wait by then.
  await inDatabase("SET deadlock_timeout = 500")
})

afterAll(async () => {
  await server?.stop()
})

/** A setting of the database, for the sessions that begin from now on. */
const inDatabase = (setting: string) =>
  ask(`DO $$ BEGIN EXECUTE format('ALTER DATABASE %I ${setting}', current_database()); END $$`)

type Store = Storage["Service"]

const withStorage = <A>(work: (storage: Store) => Promise<A>, options: Partial<PostgresOptions> = {}): Promise<A> =>
  Effect.runPromise(
    Effect.scoped(
      Effect.flatMap(postgresStorage({ url, ...options }).service, (storage) => Effect.promise(() => work(storage))),
    ).pipe(Effect.provideService(References.MinimumLogLevel, "None")),
  )

const told = async (
  commit: Effect.Effect<Outcome, { readonly _tag: string }>,
): Promise<Exit.Exit<Outcome, unknown>> => {
  const exit = await Effect.runPromise(Effect.exit(commit).pipe(Effect.provide(watched)))
  seen.push(inspect(exit, { depth: 20, showHidden: true }), JSON.stringify(exit), String(exit))
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

/** Whatever was told, the same command asked again in quiet is kept, once. */
const expectOnce = async (storage: Store, commit: Commit, exit: Exit.Exit<Outcome, unknown>) => {
  expect(["Committed", "Conflict", "StorageDown"]).toContain(tagOf(exit))
  const again = tagOf(await told(storage.commit(commit)))
  expect(again).toBe(tagOf(exit) === "Committed" ? "AlreadyApplied" : "Committed")
  expect(tagOf(await told(storage.commit(commit)))).toBe("AlreadyApplied")
  for (const { aggregate } of commit.changes) expect(await journal(storage, aggregate)).toHaveLength(1)
}

const connected = async () => {
  const client = new Client({ connectionString: url })
  client.on("error", () => {})
  await client.connect()
  return client
}

const locked = (id: AggregateId) => `SELECT 1 FROM mon_compte.aggregate WHERE aggregate = '${id}' FOR UPDATE`

const WAITING = "application_name = 'mon-compte' AND wait_event_type = 'Lock' AND datname = current_database()"

const untilWaiting = async () => {
  while ((await ask(`SELECT count(*)::int FROM pg_stat_activity WHERE ${WAITING}`)) === 0);
}

describe.skipIf(server === null)("what the server refuses for now is told in one word, and done once", () => {
  it("40P01: a deadlock with somebody who locks in another order", async () => {
    await withStorage(async (storage) => {
      for (let round = 0; round < 2 * LONG; round += 1) {
        const [one, other] = [fresh(), fresh()].sort() as [AggregateId, AggregateId]
        await told(storage.commit(writing(0, one)))
        await told(storage.commit(writing(0, other)))
        const client = await connected()
        // Nobody gives way but the storage: the other waits longer before it looks.
        await client.query("SET deadlock_timeout = '10s'")
        await client.query(`BEGIN; ${locked(other)}`)
        const commit = writing(1, one, other)
        const going = told(storage.commit(commit))
        await untilWaiting()
        const theirs = client.query(locked(one))
        const exit = await going
        await theirs
        await client.query("ROLLBACK")
        await client.end()
        expect(tagOf(exit)).toBe("Conflict")
        expect(tagOf(await told(storage.commit(commit)))).toBe("Committed")
        expect(tagOf(await told(storage.commit(commit)))).toBe("AlreadyApplied")
        for (const id of [one, other]) expect(await journal(storage, id)).toHaveLength(2)
      }
    })
  })

  it.each(["repeatable read", "serializable"])("40001: transactions that are %s by default", async (level) => {
    await inDatabase(`SET default_transaction_isolation = ''${level}''`)
    await withStorage(async (storage) => {
      for (let round = 0; round < 3 * LONG; round += 1) {
        const id = fresh()
        await told(storage.commit(writing(0, id)))
        const client = await connected()
        await client.query(`BEGIN ISOLATION LEVEL READ COMMITTED; ${locked(id)}`)
        const going = told(storage.commit(writing(1, id)))
        await untilWaiting()
        await client.query(`UPDATE mon_compte.aggregate SET version = 2 WHERE aggregate = '${id}'; COMMIT`)
        await client.end()
        expect(tagOf(await going)).toBe("Conflict")
      }
    })
    await inDatabase("RESET default_transaction_isolation")
  })

  it("53300: no connection is left", async () => {
    const name = `few_${randomUUID().replaceAll("-", "")}`
    await ask(`CREATE ROLE ${name} SUPERUSER LOGIN PASSWORD 'password'`)
    const few = new URL(url)
    few.username = name
    few.password = "password"
    await ask(`ALTER ROLE ${name} CONNECTION LIMIT 1`)
    // Limits are not for superusers: from here on it is a role like any other, with the tables of its own.
    await ask(`ALTER ROLE ${name} NOSUPERUSER; GRANT ALL ON SCHEMA mon_compte TO ${name};
      GRANT ALL ON ALL TABLES IN SCHEMA mon_compte TO ${name}`)
    await withStorage(
      async (storage) => {
        const commits = Array.from({ length: 4 }, () => writing(0, fresh()))
        const exits = await Promise.all(commits.map((commit) => told(storage.commit(commit))))
        expect(exits.map(tagOf).toSorted()).toEqual(["Committed", "StorageDown", "StorageDown", "StorageDown"])
        for (const [index, commit] of commits.entries()) {
          const exit = exits[index]
          if (exit !== undefined) await expectOnce(storage, commit, exit)
        }
      },
      { url: few.href, connections: 4 },
    )
    await ask(`DROP OWNED BY ${name}; DROP ROLE ${name}`)
  })

  it("57014: a statement that is cancelled while it waits", async () => {
    await withStorage(async (storage) => {
      for (let round = 0; round < 3 * LONG; round += 1) {
        const id = fresh()
        await told(storage.commit(writing(0, id)))
        const client = await connected()
        await client.query(`BEGIN; ${locked(id)}`)
        const commit = writing(1, id)
        const going = told(storage.commit(commit))
        await untilWaiting()
        await ask(`SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE ${WAITING}`)
        expect(tagOf(await going)).toBe("StorageDown")
        await client.query("ROLLBACK")
        await client.end()
        expect(tagOf(await told(storage.commit(commit)))).toBe("Committed")
        expect(tagOf(await told(storage.commit(commit)))).toBe("AlreadyApplied")
        expect(await journal(storage, id)).toHaveLength(2)
      }
    })
  })

  it("25006: a server that only reads, as a standby does before it takes over", async () => {
    await withStorage(async (storage) => {
      const commit = writing(0, fresh())
      await inDatabase("SET default_transaction_read_only = on")
      await ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'mon-compte'
        AND datname = current_database()`)
      const exits = [await told(storage.commit(commit)), await told(storage.commit(commit))]
      expect(exits.map(tagOf)).toEqual(["StorageDown", "StorageDown"])
      await ask("SET default_transaction_read_only = off")
      await inDatabase("RESET default_transaction_read_only")
      await ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'mon-compte'
        AND datname = current_database()`)
      let exit = await told(storage.commit(commit))
      // The end of a session may be told to the first who uses it.
      if (tagOf(exit) === "StorageDown") exit = await told(storage.commit(commit))
      expect(tagOf(exit)).toBe("Committed")
      await expectOnce(storage, commit, exit)
    })
  })

  it("nothing that was told or logged quotes the driver or a value", () => {
    const text = seen.join("\n")
    expect(text).toMatch(/53300/)
    expect(text).toMatch(/57014/)
    expect(text).toMatch(/25006/)
    for (const quoted of [CANARY, "detail", "Process", "mon_compte.", "SELECT", "statement timeout", "password"]) {
      expect(text).not.toContain(quoted)
    }
  })
})

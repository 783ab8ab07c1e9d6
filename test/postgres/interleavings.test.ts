import { randomUUID } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { Client } from "pg"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import type { ClientLike, PoolLike } from "../../adapters/postgres/connections.ts"
import { migrate } from "../../adapters/postgres/migrate.ts"
import { postgresStorage } from "../../adapters/postgres/storage.ts"
import type { AggregateId, Commit, Outcome, Storage } from "../../src/ports/storage.ts"
import { commit, type Race, races, withKeyOf } from "./interleavings.ts"
import { serverOrNull, type TestServer } from "./server.ts"

const { runPromise } = Effect
const scope = Scope.makeUnsafe()
const server: TestServer | null = await serverOrNull()
const { url } = server ?? { url: "" }
const ask = (sql: string) => (server as TestServer).ask(sql)

/** Ours, on connections of its own. */
let storage: Storage["Service"]
/** Somebody else's: what it commits stays in one transaction, until that is ended by hand. */
let other: Storage["Service"]
const client = new Client({ connectionString: url })

/** One connection, in a transaction that the storage neither begins nor ends. */
const held = (): PoolLike => {
  const one: ClientLike = {
    on: () => {},
    removeListener: () => {},
    query: (query) => (/^(BEGIN|COMMIT)$/.test(query.text) ? Promise.resolve({ rows: [] }) : client.query(query)),
    release: () => {},
  }
  return { connect: async () => one, on: () => {}, removeListener: () => {} }
}

beforeAll(async () => {
  if (server === null) return
  // Two that wait for each other would be told apart after a second, and one would conflict. Here they fail instead.
  await ask("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET deadlock_timeout = 60000', current_database()); END $$")
  await runPromise(migrate({ url }))
  await client.connect()
  storage = await runPromise(Scope.provide(postgresStorage({ url }).service, scope))
  other = await runPromise(Scope.provide(postgresStorage({ pool: held() }).service, scope))
})

afterAll(async () => {
  if (server !== null) await client.end()
  await runPromise(Scope.close(scope, Exit.void))
  await server?.stop()
})

/** How many states, entries of the journal, keys and messages there are of a commit. */
const tracesOf = async ({ claims: [claim], commandId, messages: [message] }: Commit) => {
  const count = (from: string) => ask(`SELECT count(*)::int FROM mon_compte.${from}`)
  return {
    states: await count(`aggregate WHERE state ->> 'by' = '${commandId}'`),
    entries: await count(`journal WHERE command = '${commandId}'`),
    keys: await count(`claim WHERE key = '${claim?.key}' AND owner = '${claim?.owner}'`),
    messages: await count(`outbox WHERE id = '${message?.id}' AND body ->> 'by' = '${commandId}'`),
  }
}
const NONE = { states: 0, entries: 0, keys: 0, messages: 0 }
const wholeOf = ({ changes: { length } }: Commit) => ({ states: length, entries: length, keys: 1, messages: 1 })

/** Aggregates whose state is not what the last entry of their journal left, or whose journal has a gap. */
const broken = `
  SELECT count(*)::int FROM mon_compte.aggregate a WHERE (a.version, coalesce(a.state ->> 'by', '')) <> (
    SELECT count(*), coalesce((array_agg(j.command ORDER BY j.version DESC))[1], '')
    FROM mon_compte.journal j WHERE j.shard = a.shard AND j.aggregate = a.aggregate
  )`

afterEach(async () => {
  if (server !== null) expect(await ask(broken)).toBe(0)
})

const waiting = `
  SELECT count(*)::int FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'mon-compte' AND wait_event_type = 'Lock'`

const send = (one: Commit) => runPromise(storage.commit(one))

const keep = async (store: Storage["Service"], commits: ReadonlyArray<Commit>) => {
  for (const each of commits) expect(await runPromise(store.commit(each))).toEqual({ _tag: "Committed" })
}

/** Others write, and have not ended yet, when ours come. Once each of ours waits, or was told, the others end. */
const meet = async (others: ReadonlyArray<Commit>, ours: ReadonlyArray<Commit>, end: "COMMIT" | "ROLLBACK") => {
  await client.query("BEGIN")
  await keep(other, others)
  let told = 0
  const running = ours.map(async (each) => {
    const outcome = await send(each)
    told += 1
    return outcome
  })
  while (told + Number(await ask(waiting)) < ours.length) await sleep(1)
  await client.query(end)
  return Promise.all(running)
}

/** Named so that what is said first, or what is said last, is locked first: shards are compared before all. */
const orders: ReadonlyArray<readonly [string, () => readonly [AggregateId, AggregateId]]> = [
  ["in the order of locks", () => [`account/a${randomUUID()}`, `household/b${randomUUID()}`]],
  ["against the order of locks", () => [`account/b${randomUUID()}`, `household/a${randomUUID()}`]],
]

const toldTo = (ours: Commit, told: Race["told"]): Outcome =>
  told === "AlreadyApplied" ? { _tag: told, answer: ours.answer } : { _tag: told ?? "Committed" }

describe.skipIf(server === null).each(orders)("a commit that waits for somebody else's, %s", (_, two) => {
  it.each(races)("is told so, once that is kept: $name", async ({ make, told }) => {
    const { before = [], others, ours } = make(...two())
    await keep(storage, before)
    const [outcome] = await meet(others, [ours], "COMMIT")
    const last = told === null && outcome?._tag === "Conflict" ? await send(ours) : outcome
    expect(last).toEqual(toldTo(ours, told))
    const whole = wholeOf(ours)
    // One of the two states of a twin was built upon.
    const left = told === "AlreadyApplied" ? { ...whole, states: whole.states - 1 } : whole
    expect(await tracesOf(ours)).toEqual(told === "Conflict" ? NONE : left)
  })

  it.each(races)("is kept, whole, once that is given up: $name", async ({ make }) => {
    const { before = [], others, ours } = make(...two())
    await keep(storage, before)
    expect(await meet(others, [ours], "ROLLBACK")).toEqual([{ _tag: "Committed" }])
    expect(await tracesOf(ours)).toEqual(wholeOf(ours))
    for (const gone of others.filter(({ commandId }) => commandId !== ours.commandId)) {
      expect(await tracesOf(gone)).toEqual(NONE)
    }
  })
})

describe.skipIf(server === null)("of several commits that wait for one that is given up", () => {
  const crowds: ReadonlyArray<readonly [string, (x: AggregateId, y: AggregateId) => ReadonlyArray<Commit>]> = [
    ["of what nobody wrote yet", (x) => [1, 2, 3, 4].map(() => commit([[x, 0]]))],
    ["that guard what the other changes", (x, y) => [commit([[x, 0]], [[y, 0]]), commit([[y, 0]], [[x, 0]])]],
  ]

  it.each(crowds)("%s, one is kept, and nothing remains of the rest", async (_, make) => {
    for (const [, two] of orders) {
      const [x, y] = two()
      const ours = make(x, y)
      const outcomes = await meet(
        [
          commit([
            [x, 0],
            [y, 0],
          ]),
        ],
        ours,
        "ROLLBACK",
      )
      expect(outcomes.filter(({ _tag }) => _tag === "Committed")).toHaveLength(1)
      expect(outcomes.filter(({ _tag }) => _tag === "Conflict")).toHaveLength(ours.length - 1)
      for (const [index, each] of ours.entries()) {
        expect(await tracesOf(each)).toEqual(outcomes[index]?._tag === "Committed" ? wholeOf(each) : NONE)
      }
    }
  })

  it("for a key, one gets it, and nothing remains of the rest", async () => {
    const first = commit([[`account/${randomUUID()}`, 0]])
    const ours = [1, 2, 3, 4].map(() => withKeyOf(first, commit([[`account/${randomUUID()}`, 0]])))
    const outcomes = await meet([first], ours, "ROLLBACK")
    expect(outcomes.map(({ _tag }) => _tag).sort()).toEqual(["Committed", "Conflict", "Conflict", "Conflict"])
    for (const [index, each] of ours.entries()) {
      expect(await tracesOf(each)).toEqual(outcomes[index]?._tag === "Committed" ? wholeOf(each) : NONE)
    }
  })

  it("which is the same command each time, one is kept, and the others are told its answer", async () => {
    const same = commit([[`account/${randomUUID()}`, 0]])
    const outcomes = await meet([same], [same, same, same, same], "ROLLBACK")
    const again = { _tag: "AlreadyApplied", answer: same.answer }
    expect(outcomes.toSorted((one, two) => two._tag.localeCompare(one._tag))).toEqual([
      { _tag: "Committed" },
      again,
      again,
      again,
    ])
    expect(await tracesOf(same)).toEqual(wholeOf(same))
  })
})

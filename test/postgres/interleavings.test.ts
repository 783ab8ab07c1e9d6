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
import { claimingKeyOf, commit, type Race, races } from "./interleavings.ts"
import { serverOrNull, type TestServer } from "./server.ts"

const { runPromise } = Effect
const scope = Scope.makeUnsafe()
const server: TestServer | null = await serverOrNull()
const { url } = server ?? { url: "" }
const queryValue = (sql: string) => (server as TestServer).queryValue(sql)

/** Our storage, on its own connections. */
let storage: Storage["Service"]
/** The storage of the other transaction. Its commits stay in one transaction, which the test ends. */
let otherStorage: Storage["Service"]
const otherClient = new Client({ connectionString: url })

/** A pool of one connection, in a transaction that the storage neither begins nor ends. */
const poolInTransaction = (): PoolLike => {
  const client: ClientLike = {
    on: () => {},
    removeListener: () => {},
    query: (query) => (/^(BEGIN|COMMIT)$/.test(query.text) ? Promise.resolve({ rows: [] }) : otherClient.query(query)),
    release: () => {},
  }
  return { connect: async () => client, on: () => {}, removeListener: () => {} }
}

beforeAll(async () => {
  if (server === null) return
  // By default the server ends a deadlock after a second, as a conflict. With this time-out the test fails instead.
  await queryValue(
    "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET deadlock_timeout = 60000', current_database()); END $$",
  )
  await runPromise(migrate({ url }))
  await otherClient.connect()
  storage = await runPromise(Scope.provide(postgresStorage({ url }).service, scope))
  otherStorage = await runPromise(Scope.provide(postgresStorage({ pool: poolInTransaction() }).service, scope))
})

afterAll(async () => {
  if (server !== null) await otherClient.end()
  await runPromise(Scope.close(scope, Exit.void))
  await server?.stop()
})

/** The number of states, journal entries, keys and messages that a commit wrote. */
const tracesOf = async ({ claims: [claim], commandId, messages: [message] }: Commit) => {
  const count = (from: string) => queryValue(`SELECT count(*)::int FROM mon_compte.${from}`)
  return {
    states: await count(`aggregate WHERE state ->> 'by' = '${commandId}'`),
    entries: await count(`journal WHERE command = '${commandId}'`),
    keys: await count(`claim WHERE key = '${claim?.key}' AND owner = '${claim?.owner}'`),
    messages: await count(`outbox WHERE id = '${message?.id}' AND body ->> 'by' = '${commandId}'`),
  }
}
const NO_TRACES = { states: 0, entries: 0, keys: 0, messages: 0 }
const allTracesOf = ({ changes: { length } }: Commit) => ({ states: length, entries: length, keys: 1, messages: 1 })

/** Counts aggregates whose state does not match the last journal entry, or whose journal has a gap. */
const countBroken = `
  SELECT count(*)::int FROM mon_compte.aggregate a WHERE (a.version, coalesce(a.state ->> 'by', '')) <> (
    SELECT count(*), coalesce((array_agg(j.command ORDER BY j.version DESC))[1], '')
    FROM mon_compte.journal j WHERE j.shard = a.shard AND j.aggregate = a.aggregate
  )`

afterEach(async () => {
  if (server !== null) expect(await queryValue(countBroken)).toBe(0)
})

const countWaiting = `
  SELECT count(*)::int FROM pg_stat_activity
  WHERE datname = current_database() AND application_name = 'mon-compte' AND wait_event_type = 'Lock'`

const send = (commit: Commit) => runPromise(storage.commit(commit))

const commitAll = async (store: Storage["Service"], commits: ReadonlyArray<Commit>) => {
  for (const commit of commits) expect(await runPromise(store.commit(commit))).toEqual({ _tag: "Committed" })
}

/** The other transaction writes, and ends when each of our commits waits for it or has its outcome. */
const runBoth = async (theirs: ReadonlyArray<Commit>, ours: ReadonlyArray<Commit>, end: "COMMIT" | "ROLLBACK") => {
  await otherClient.query("BEGIN")
  await commitAll(otherStorage, theirs)
  let finished = 0
  const running = ours.map(async (commit) => {
    const outcome = await send(commit)
    finished += 1
    return outcome
  })
  while (finished + Number(await queryValue(countWaiting)) < ours.length) await sleep(1)
  await otherClient.query(end)
  return Promise.all(running)
}

/** Ids whose order in a commit is, or is not, the order of the locks. Locks are taken in the order of the shards. */
const orders: ReadonlyArray<readonly [string, () => readonly [AggregateId, AggregateId]]> = [
  ["in lock order", () => [`account/a${randomUUID()}`, `household/b${randomUUID()}`]],
  ["against lock order", () => [`account/b${randomUUID()}`, `household/a${randomUUID()}`]],
]

const outcomeFor = (ours: Commit, expected: Race["expected"]): Outcome =>
  expected === "AlreadyApplied" ? { _tag: expected, answer: ours.answer } : { _tag: expected ?? "Committed" }

describe.skipIf(server === null).each(orders)("a commit that waits for another transaction, %s", (_, createIds) => {
  it.each(races)("gets the right outcome after the other one commits: $name", async ({ make, expected }) => {
    const { before = [], ours, theirs } = make(...createIds())
    await commitAll(storage, before)
    const [outcome] = await runBoth(theirs, [ours], "COMMIT")
    const last = expected === null && outcome?._tag === "Conflict" ? await send(ours) : outcome
    expect(last).toEqual(outcomeFor(ours, expected))
    const all = allTracesOf(ours)
    // The other transaction overwrote one of the two states of the same command.
    const remaining = expected === "AlreadyApplied" ? { ...all, states: all.states - 1 } : all
    expect(await tracesOf(ours)).toEqual(expected === "Conflict" ? NO_TRACES : remaining)
  })

  it.each(races)("commits completely after the other one rolls back: $name", async ({ make }) => {
    const { before = [], ours, theirs } = make(...createIds())
    await commitAll(storage, before)
    expect(await runBoth(theirs, [ours], "ROLLBACK")).toEqual([{ _tag: "Committed" }])
    expect(await tracesOf(ours)).toEqual(allTracesOf(ours))
    for (const rolledBack of theirs.filter(({ commandId }) => commandId !== ours.commandId)) {
      expect(await tracesOf(rolledBack)).toEqual(NO_TRACES)
    }
  })
})

describe.skipIf(server === null)("several commits that wait for a transaction that rolls back", () => {
  const groups: ReadonlyArray<readonly [string, (x: AggregateId, y: AggregateId) => ReadonlyArray<Commit>]> = [
    ["create the same aggregate", (x) => [1, 2, 3, 4].map(() => commit([[x, 0]]))],
    ["guard what the other changes", (x, y) => [commit([[x, 0]], [[y, 0]]), commit([[y, 0]], [[x, 0]])]],
  ]

  it.each(groups)("commit one and leave no trace of the others, if they %s", async (_, make) => {
    for (const [, createIds] of orders) {
      const [x, y] = createIds()
      const ours = make(x, y)
      const outcomes = await runBoth(
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
      for (const [index, commit] of ours.entries()) {
        expect(await tracesOf(commit)).toEqual(outcomes[index]?._tag === "Committed" ? allTracesOf(commit) : NO_TRACES)
      }
    }
  })

  it("give a key to one and leave no trace of the others, if they claim the same key", async () => {
    const first = commit([[`account/${randomUUID()}`, 0]])
    const ours = [1, 2, 3, 4].map(() => claimingKeyOf(first, commit([[`account/${randomUUID()}`, 0]])))
    const outcomes = await runBoth([first], ours, "ROLLBACK")
    expect(outcomes.map(({ _tag }) => _tag).sort()).toEqual(["Committed", "Conflict", "Conflict", "Conflict"])
    for (const [index, commit] of ours.entries()) {
      expect(await tracesOf(commit)).toEqual(outcomes[index]?._tag === "Committed" ? allTracesOf(commit) : NO_TRACES)
    }
  })

  it("commit one and return its answer to the others, if they are the same command", async () => {
    const same = commit([[`account/${randomUUID()}`, 0]])
    const outcomes = await runBoth([same], [same, same, same, same], "ROLLBACK")
    const previousResult = { _tag: "AlreadyApplied", answer: same.answer }
    expect(outcomes.toSorted((left, right) => right._tag.localeCompare(left._tag))).toEqual([
      { _tag: "Committed" },
      previousResult,
      previousResult,
      previousResult,
    ])
    expect(await tracesOf(same)).toEqual(allTracesOf(same))
  })
})

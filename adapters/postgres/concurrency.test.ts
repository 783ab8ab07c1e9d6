import { randomUUID } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type AggregateId, type Commit, Storage } from "../../src/ports/storage.ts"
import { storageSample } from "../../src/testing/generators/storage.ts"
import { checkLaw } from "../../src/testing/laws/law.ts"
import { storageLaws } from "../../src/testing/laws/storage.ts"
import { serverOrNull, type TestServer } from "../../test/postgres/server.ts"
import { CREATE_SIMULATED_CLOCK, SIMULATED_PATH, simulatedClock } from "../../test/postgres/simulated-clock.ts"
import { migrate } from "./migrate.ts"
import { postgresStorage } from "./storage.ts"

const { runPromise } = Effect
const scope = Scope.makeUnsafe()
const server: TestServer | null = await serverOrNull()
const queryValue = (sql: string) => (server as TestServer).queryValue(sql)
let storage: Storage["Service"]

beforeAll(async () => {
  if (server === null) return
  await queryValue(CREATE_SIMULATED_CLOCK)
  await queryValue(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = ${SIMULATED_PATH}', current_database()); END $$`,
  )
  // By default the server ends a deadlock after a second, as a conflict. With this time-out the test fails instead.
  await queryValue(
    "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET deadlock_timeout = 60000', current_database()); END $$",
  )
  await runPromise(migrate({ url: server.url }))
  storage = await runPromise(Scope.provide(postgresStorage({ url: server.url }).service, scope))
})

afterAll(async () => {
  await runPromise(Scope.close(scope, Exit.void))
  await server?.stop()
})

const commit = (aggregate: AggregateId, expectedVersion: number, rest: Partial<Commit> = {}): Commit => ({
  commandId: randomUUID(),
  at: 0,
  changes: [{ aggregate, expectedVersion, state: { _tag: "S" }, events: [{ _tag: "E" }], secret: null }],
  guards: [],
  claims: [],
  messages: [],
  answer: { _tag: "A" },
  ...rest,
})

const fresh = (kind: string): AggregateId => `${kind}/${randomUUID()}`
const versionOf = async (id: AggregateId) => (await runPromise(storage.load([id]))).rows[0]?.version ?? 0
const tags = (outcomes: ReadonlyArray<{ readonly _tag: string }>) => outcomes.map(({ _tag }) => _tag).sort()
const times = <A>(count: number, make: (index: number) => A) => Array.from({ length: count }, (_, index) => make(index))

describe.skipIf(server === null)("the storage on a real server", () => {
  describe("keeps the law that", () => {
    const laws = storageLaws(simulatedClock(queryValue)).map((law, index) => ({ ...law, seed: 3_000 + index }))

    it.each(laws)("$name", async ({ seed, ...law }) => {
      const run = (test: Effect.Effect<boolean, unknown, Storage>) =>
        runPromise(Effect.provideService(test, Storage, storage))
      await checkLaw(law, storageSample, run, { seed, numRuns: 8, endOnFailure: true })
    })
  })

  describe("with concurrent writers", () => {
    it("lets one of 30 writers create an aggregate, and answers the others with a conflict", async () => {
      const id = fresh("account")
      const outcomes = await Promise.all(times(30, () => runPromise(storage.commit(commit(id, 0)))))
      expect(tags(outcomes)).toEqual([...times(1, () => "Committed"), ...times(29, () => "Conflict")].sort())
      expect(await versionOf(id)).toBe(1)
    })

    it("counts each increment of 8 writers once when they retry after conflicts", async () => {
      const id = fresh("account")
      const increment = async (): Promise<void> => {
        const version = await versionOf(id)
        const outcome = await runPromise(storage.commit(commit(id, version)))
        return outcome._tag === "Committed" ? undefined : increment()
      }
      await Promise.all(
        times(8, async () => {
          for (const _ of times(12, () => 0)) await increment()
        }),
      )
      expect(await versionOf(id)).toBe(96)
      expect(await runPromise(storage.journal(id))).toHaveLength(96)
    })

    it("commits a command sent 10 times at once once, and returns the previous result 9 times", async () => {
      for (const _ of times(15, () => 0)) {
        const command = commit(fresh("account"), 0)
        const outcomes = await Promise.all(times(10, () => runPromise(storage.commit(command))))
        expect(tags(outcomes)).toEqual([...times(9, () => "AlreadyApplied"), "Committed"])
      }
    })

    it("never deadlocks on commits that list the same aggregates in opposite orders", async () => {
      const [account, household] = [fresh("account"), fresh("household")]
      const changeBoth = (ids: readonly [AggregateId, AggregateId], version: number): Commit => {
        const [{ changes: first }, { changes: second }] = [commit(ids[0], version), commit(ids[1], version)]
        return commit(ids[0], version, { changes: [first[0], second[0]] })
      }
      for (const version of times(15, (index) => index)) {
        const writers = times(6, (index) =>
          changeBoth(index % 2 === 0 ? [account, household] : [household, account], version),
        )
        const outcomes = await Promise.all(writers.map((writer) => runPromise(storage.commit(writer))))
        expect(tags(outcomes)).toEqual(["Committed", ...times(5, () => "Conflict")])
      }
      expect([await versionOf(account), await versionOf(household)]).toEqual([15, 15])
    })
  })

  describe("with guards", () => {
    /** Two commits that each guard what the other changes. Both succeeding would be write skew. */
    const skewed = (left: AggregateId, right: AggregateId, version: number) => [
      commit(left, version, { guards: [{ aggregate: right, version }] }),
      commit(right, version, { guards: [{ aggregate: left, version }] }),
    ]

    it.each([
      ["new", 0],
      ["existing", 1],
    ])("commits one of two writers that guard what the other writes, on %s aggregates", async (_, version) => {
      let commits = 0
      for (const _ of times(60, () => 0)) {
        const [left, right] = [fresh("account"), fresh("household")]
        if (version > 0) for (const id of [left, right]) await runPromise(storage.commit(commit(id, 0)))
        const outcomes = await Promise.all(
          skewed(left, right, version).map((commit) => runPromise(storage.commit(commit))),
        )
        const committed = outcomes.filter(({ _tag }) => _tag === "Committed").length
        expect(committed).toBeLessThanOrEqual(1)
        commits += committed
      }
      expect(commits).toBe(60)
    })

    it("commits at most two of three writers that guard each other in a cycle", async () => {
      for (const _ of times(30, () => 0)) {
        const ids = times(3, () => fresh("household"))
        const cycle = ids.map((id, index) =>
          commit(id, 0, { guards: [{ aggregate: ids[(index + 1) % 3] as AggregateId, version: 0 }] }),
        )
        const outcomes = await Promise.all(cycle.map((commit) => runPromise(storage.commit(commit))))
        expect(outcomes.filter(({ _tag }) => _tag === "Committed").length).toBeLessThan(3)
      }
    })

    it("refuses actions that guard a household after its separation, in every interleaving", async () => {
      for (const _ of times(25, () => 0)) {
        const [household, ...benefits] = [fresh("household"), ...times(6, () => fresh("benefit"))] as const
        await runPromise(storage.commit(commit(household, 0)))
        const actions = benefits.map((id) => commit(id, 0, { guards: [{ aggregate: household, version: 1 }] }))
        const separation = commit(household, 1)
        const outcomes = await Promise.all(
          [...actions.slice(0, 3), separation, ...actions.slice(3)].map((commit) => runPromise(storage.commit(commit))),
        )
        expect(outcomes[3]).toEqual({ _tag: "Committed" })
        const late = await runPromise(storage.commit(commit(fresh("benefit"), 0, { guards: actions[0]?.guards ?? [] })))
        expect(late).toEqual({ _tag: "Conflict" })
      }
    })

    it("never shows two doctors off call who each leave only while the other is on call", async () => {
      const pair = [fresh("doctor"), fresh("doctor")] as const
      const setOnCall = (id: AggregateId, version: number, on: boolean, guards: Commit["guards"] = []): Commit =>
        commit(id, version, {
          guards,
          changes: [{ aggregate: id, expectedVersion: version, state: { _tag: "S", on }, events: [], secret: null }],
        })
      for (const id of pair) await runPromise(storage.commit(setOnCall(id, 0, true)))
      const onCallCounts: Array<number> = []
      const turn = async (doctor: 0 | 1) => {
        const { rows } = await runPromise(storage.load(pair))
        const on = rows.map(({ state }) => state?.["on"] === true)
        onCallCounts.push(on.filter(Boolean).length)
        const versions = rows.map(({ version }) => version)
        const guards = [{ aggregate: pair[1 - doctor] as AggregateId, version: versions[1 - doctor] ?? 0 }]
        const [id, version] = [pair[doctor], versions[doctor] ?? 0]
        if (!on[doctor]) return runPromise(storage.commit(setOnCall(id, version, true)))
        return on[1 - doctor] ? runPromise(storage.commit(setOnCall(id, version, false, guards))) : undefined
      }
      await Promise.all(
        times(8, async (worker) => {
          for (const _ of times(40, () => 0)) await turn(worker % 2 === 0 ? 0 : 1)
        }),
      )
      expect([...new Set(onCallCounts)].sort()).toEqual([1, 2])
    })
  })

  describe("with keys and messages", () => {
    it("gives a key to one of 20 concurrent claims, and leaves no trace of the others", async () => {
      const key = `nir/${randomUUID()}`
      const owners = times(20, () => fresh("account"))
      const outcomes = await Promise.all(
        owners.map((owner) => runPromise(storage.commit(commit(owner, 0, { claims: [{ key, owner }] })))),
      )
      expect(tags(outcomes)).toEqual(["Committed", ...times(19, () => "Conflict")])
      const winner = owners[outcomes.findIndex(({ _tag }) => _tag === "Committed")]
      expect(await runPromise(storage.find(key))).toBe(winner)
      const versions = await Promise.all(owners.map(versionOf))
      expect(versions.reduce((sum, version) => sum + version)).toBe(1)
    })

    it("leases each of 200 messages once to one of 6 concurrent workers", async () => {
      const messages = times(200, () => ({ id: randomUUID(), dueAt: 0, body: { _tag: "M" } }))
      await runPromise(storage.commit(commit(fresh("account"), 0, { messages })))
      const work = async (): Promise<ReadonlyArray<string>> => {
        const leased = await runPromise(storage.lease({ limit: 7, lasts: 30_000 }))
        for (const { message } of leased) await runPromise(storage.acknowledge(message.id))
        return leased.length === 0 ? [] : [...leased.map(({ message }) => message.id), ...(await work())]
      }
      const done = (await Promise.all(times(6, work))).flat()
      expect(done.toSorted()).toEqual(messages.map(({ id }) => id).sort())
    })
  })
})

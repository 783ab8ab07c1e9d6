import { randomUUID } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type AggregateId, type Commit, Storage } from "../../src/ports/storage.ts"
import { checkLaw } from "../../src/testing/port.laws.ts"
import { storageSample } from "../../src/testing/storage.arbitrary.ts"
import { storageLaws } from "../../src/testing/storage.laws.ts"
import { MOVED_PATH, movedClock, movedTime } from "../../test/postgres/moved-clock.ts"
import { serverOrNull, type TestServer } from "../../test/postgres/server.ts"
import { migrate } from "./migrate.ts"
import { postgresStorage } from "./storage.ts"

const { runPromise } = Effect
const scope = Scope.makeUnsafe()
const server: TestServer | null = await serverOrNull()
const ask = (sql: string) => (server as TestServer).ask(sql)
let storage: Storage["Service"]

beforeAll(async () => {
  if (server === null) return
  await ask(movedClock)
  await ask(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = ${MOVED_PATH}', current_database()); END $$`,
  )
  // Two that wait for each other would be told apart after a second, and one would conflict. Here they fail instead.
  await ask("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET deadlock_timeout = 60000', current_database()); END $$")
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

describe.skipIf(server === null)("on a real server", () => {
  describe("keeps the laws of storage", () => {
    const laws = storageLaws(movedTime(ask)).map((law, index) => ({ ...law, seed: 3_000 + index }))

    it.each(laws)("$name", async ({ seed, ...law }) => {
      const run = (kept: Effect.Effect<boolean, unknown, Storage>) =>
        runPromise(Effect.provideService(kept, Storage, storage))
      await checkLaw(law, storageSample, run, { seed, numRuns: 8, endOnFailure: true })
    })
  })

  describe("writers that really meet", () => {
    it("of 30 on one new aggregate one creates it, and the others conflict", async () => {
      const id = fresh("account")
      const outcomes = await Promise.all(times(30, () => runPromise(storage.commit(commit(id, 0)))))
      expect(tags(outcomes)).toEqual([...times(1, () => "Committed"), ...times(29, () => "Conflict")].sort())
      expect(await versionOf(id)).toBe(1)
    })

    it("retrying until kept, every one of 8 writers' 12 increments counts once", async () => {
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

    it("the same command sent 10 times at once is kept once and told 9 times", async () => {
      for (const _ of times(15, () => 0)) {
        const once = commit(fresh("account"), 0)
        const outcomes = await Promise.all(times(10, () => runPromise(storage.commit(once))))
        expect(tags(outcomes)).toEqual([...times(9, () => "AlreadyApplied"), "Committed"])
      }
    })

    it("aggregates named in opposite orders never lock each other out", async () => {
      const [one, other] = [fresh("account"), fresh("household")]
      const both = (ids: readonly [AggregateId, AggregateId], version: number): Commit => {
        const [{ changes: first }, { changes: second }] = [commit(ids[0], version), commit(ids[1], version)]
        return commit(ids[0], version, { changes: [first[0], second[0]] })
      }
      for (const version of times(15, (index) => index)) {
        const writers = times(6, (index) => both(index % 2 === 0 ? [one, other] : [other, one], version))
        const outcomes = await Promise.all(writers.map((writer) => runPromise(storage.commit(writer))))
        expect(tags(outcomes)).toEqual(["Committed", ...times(5, () => "Conflict")])
      }
      expect([await versionOf(one), await versionOf(other)]).toEqual([15, 15])
    })
  })

  describe("guards", () => {
    /** Each writes one and guards the other at the same version: were both kept, each would rest on what is gone. */
    const skewed = (one: AggregateId, other: AggregateId, version: number) => [
      commit(one, version, { guards: [{ aggregate: other, version }] }),
      commit(other, version, { guards: [{ aggregate: one, version }] }),
    ]

    it.each([
      ["nobody wrote yet", 0],
      ["that are there", 1],
    ])("of two writers that guard what the other writes, on aggregates %s, at most one is kept", async (_, version) => {
      let kept = 0
      for (const _ of times(60, () => 0)) {
        const [one, other] = [fresh("account"), fresh("household")]
        if (version > 0) for (const id of [one, other]) await runPromise(storage.commit(commit(id, 0)))
        const outcomes = await Promise.all(skewed(one, other, version).map((each) => runPromise(storage.commit(each))))
        const committed = outcomes.filter(({ _tag }) => _tag === "Committed").length
        expect(committed).toBeLessThanOrEqual(1)
        kept += committed
      }
      expect(kept).toBe(60)
    })

    it("a cycle of three that guard each other keeps at most two, and never all", async () => {
      for (const _ of times(30, () => 0)) {
        const ids = times(3, () => fresh("household"))
        const cycle = ids.map((id, index) =>
          commit(id, 0, { guards: [{ aggregate: ids[(index + 1) % 3] as AggregateId, version: 0 }] }),
        )
        const outcomes = await Promise.all(cycle.map((each) => runPromise(storage.commit(each))))
        expect(outcomes.filter(({ _tag }) => _tag === "Committed").length).toBeLessThan(3)
      }
    })

    it("a delegate's actions end with the household's separation, in every interleaving", async () => {
      for (const _ of times(25, () => 0)) {
        const [household, ...benefits] = [fresh("household"), ...times(6, () => fresh("benefit"))] as const
        await runPromise(storage.commit(commit(household, 0)))
        const actions = benefits.map((id) => commit(id, 0, { guards: [{ aggregate: household, version: 1 }] }))
        const separation = commit(household, 1)
        const outcomes = await Promise.all(
          [...actions.slice(0, 3), separation, ...actions.slice(3)].map((each) => runPromise(storage.commit(each))),
        )
        expect(outcomes[3]).toEqual({ _tag: "Committed" })
        const late = await runPromise(storage.commit(commit(fresh("benefit"), 0, { guards: actions[0]?.guards ?? [] })))
        expect(late).toEqual({ _tag: "Conflict" })
      }
    })

    it("of two on call, who each leave only while the other stays, nobody ever sees both gone", async () => {
      const pair = [fresh("doctor"), fresh("doctor")] as const
      const put = (id: AggregateId, version: number, on: boolean, guards: Commit["guards"] = []): Commit =>
        commit(id, version, {
          guards,
          changes: [{ aggregate: id, expectedVersion: version, state: { _tag: "S", on }, events: [], secret: null }],
        })
      for (const id of pair) await runPromise(storage.commit(put(id, 0, true)))
      const seen: Array<number> = []
      const turn = async (mine: 0 | 1) => {
        const { rows } = await runPromise(storage.load(pair))
        const on = rows.map(({ state }) => state?.["on"] === true)
        seen.push(on.filter(Boolean).length)
        const versions = rows.map(({ version }) => version)
        const guards = [{ aggregate: pair[1 - mine] as AggregateId, version: versions[1 - mine] ?? 0 }]
        const [id, version] = [pair[mine], versions[mine] ?? 0]
        if (!on[mine]) return runPromise(storage.commit(put(id, version, true)))
        return on[1 - mine] ? runPromise(storage.commit(put(id, version, false, guards))) : undefined
      }
      await Promise.all(
        times(8, async (worker) => {
          for (const _ of times(40, () => 0)) await turn(worker % 2 === 0 ? 0 : 1)
        }),
      )
      expect([...new Set(seen)].sort()).toEqual([1, 2])
    })
  })

  describe("keys and messages", () => {
    it("of 20 that claim a key at once one gets it, and the others leave nothing", async () => {
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

    it("6 workers that lease at once share 200 messages, none twice", async () => {
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

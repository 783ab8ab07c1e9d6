import { randomUUID } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { migrate } from "../../adapters/postgres/migrate.ts"
import { postgresStorage } from "../../adapters/postgres/storage.ts"
import type { AggregateId, Commit, StateAltered, Storage, StorageDown } from "../../src/ports/storage.ts"
import { anomalyOf, type Call } from "./history.ts"
import { serverOrNull, type TestServer } from "./server.ts"

type Store = Storage["Service"]

const server: TestServer | null = await serverOrNull()
const { url } = server ?? { url: "" }
const { runPromise } = Effect
const scope = Scope.makeUnsafe()
let storage: Store

/** By default a few histories; `HISTORIES=200` makes 100,000 calls. */
const HISTORIES = Number(process.env["HISTORIES"] ?? 4 * Number(process.env["LONG"] ?? 1))
const SEED = Number(process.env["SEED"] ?? 20_261_123)
const WORKERS = 8
const TURNS = 32

beforeAll(async () => {
  if (server === null) return
  await runPromise(migrate({ url }))
  storage = await runPromise(Scope.provide(postgresStorage({ url }).service, scope))
})

afterAll(async () => {
  await runPromise(Scope.close(scope, Exit.void))
  await server?.stop()
})

/** Pseudo-random whole numbers below a bound, the same in every run. */
const seededIntegers = (seed: number) => {
  let state = seed >>> 0
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/**
 * Runs workers on four aggregates. In each turn a worker loads up to three of them, and commits: it changes some of the
 * loaded aggregates and guards the others.
 */
const runWorkers = async (seed: number, store: Store): Promise<ReadonlyArray<Call>> => {
  const name = randomUUID()
  const ids = ["account", "household", "benefit", "migration"].map((kind): AggregateId => `${kind}/${name}`)
  const calls: Array<Call> = []
  const worker = async (number: number) => {
    const below = seededIntegers(seed + number)
    for (let turn = 0; turn < TURNS; turn += 1) {
      const chosen = [...ids].sort(() => below(3) - 1).slice(0, 1 + below(3))
      const start = performance.now()
      const loaded = await runPromise(store.load(chosen))
      calls.push({ _tag: "Load", ids: chosen, loaded, from: start, to: performance.now() })
      const versions = chosen.map((aggregate, index) => ({ aggregate, version: loaded.rows[index]?.version ?? 0 }))
      const written = 1 + below(chosen.length)
      const [first, ...others] = versions.slice(0, written).map(({ aggregate, version }) => ({
        ...{ aggregate, expectedVersion: version, events: [{ _tag: "E" }], secret: null },
        state: { _tag: "S", by: `${number}.${turn}` },
      }))
      if (first === undefined) continue
      const commit: Commit = {
        ...{ commandId: `${number}.${turn}`, at: 0, changes: [first, ...others], guards: versions.slice(written) },
        ...{ claims: [], messages: [], answer: { _tag: "A" } },
      }
      const from = performance.now()
      const { _tag } = await runPromise(store.commit(commit))
      if (_tag === "Committed") calls.push({ _tag: "Commit", commit, from, to: performance.now() })
    }
  }
  await Promise.all(Array.from({ length: WORKERS }, (_, number) => worker(number)))
  return calls
}

const findAnomalies = async (store: Store, histories: number) => {
  const found: Array<string> = []
  let calls = 0
  let commits = 0
  for (let index = 0; index < histories && found.length === 0; index += 1) {
    const history = await runWorkers(SEED + 100 * index, store)
    const anomaly = anomalyOf(history)
    if (anomaly !== null) found.push(`${anomaly} (seed ${SEED + 100 * index})`)
    calls += 2 * WORKERS * TURNS
    commits += history.filter(({ _tag }) => _tag === "Commit").length
  }
  return { calls, commits, found }
}

/** These storages seal no states. */
const unsealed = <A>(load: Effect.Effect<A, StorageDown | StateAltered>) =>
  Effect.catchTag(load, "StateAltered", Effect.die)

/** Storages with an injected fault. */
const faultyStorages: Readonly<Record<string, (real: Store) => Store>> = {
  "ignores guards": (real) => ({ ...real, commit: (commit) => real.commit({ ...commit, guards: [] }) }),
  "checks guards before the commit instead of in it": (real) => ({
    ...real,
    commit: (commit) =>
      Effect.flatMap(unsealed(real.load(commit.guards.map(({ aggregate }) => aggregate))), ({ rows }) =>
        commit.guards.some(({ version }, index) => rows[index]?.version !== version)
          ? Effect.succeed({ _tag: "Conflict" } as const)
          : real.commit({ ...commit, guards: [] }),
      ),
  }),
  "reads the versions again just before the commit": (real) => ({
    ...real,
    commit: (commit) =>
      Effect.flatMap(unsealed(real.load(commit.changes.map(({ aggregate }) => aggregate))), ({ rows }) => {
        const change = (each: Commit["changes"][number], index: number) => ({
          ...each,
          expectedVersion: rows[index]?.version ?? 0,
        })
        const [first, ...others] = commit.changes
        const changes = [change(first, 0), ...others.map((each, index) => change(each, index + 1))] as const
        return real.commit({ ...commit, changes })
      }),
  }),
  "reports a conflict as a success": (real) => ({
    ...real,
    commit: (commit) => Effect.as(real.commit(commit), { _tag: "Committed" } as const),
  }),
  "loads several aggregates one after the other": (real) => ({
    ...real,
    load: (ids) =>
      Effect.map(
        Effect.forEach(ids, (id) => Effect.andThen(Effect.sleep(1), real.load([id]))),
        (all) => ({ rows: all.flatMap(({ rows }) => rows), answer: null }),
      ),
  }),
  "caches the first load": (real) => {
    const cache = new Map<string, Effect.Success<ReturnType<Store["load"]>>>()
    return {
      ...real,
      load: (ids) => {
        const cached = cache.get(ids.join())
        return cached === undefined
          ? Effect.tap(real.load(ids), (loaded) => Effect.sync(() => cache.set(ids.join(), loaded)))
          : Effect.succeed(cached)
      },
    }
  },
}

describe.skipIf(server === null)("the check of strict serializability", () => {
  it(`finds no anomaly in ${HISTORIES} histories of a server`, { timeout: 10_000 + 3_000 * HISTORIES }, async () => {
    const { calls, commits, found } = await findAnomalies(storage, HISTORIES)
    if (HISTORIES > 4) console.info(`${HISTORIES} histories, ${calls} calls, ${commits} commits, seed ${SEED}`)
    expect(found).toEqual([])
    // Without conflicts the histories would prove nothing.
    expect(commits).toBeGreaterThan(calls / 20)
    expect(commits).toBeLessThan(calls / 2.2)
  })

  it.each(Object.entries(faultyStorages))("finds an anomaly in a storage that %s", async (_, withFault) => {
    expect((await findAnomalies(withFault(storage), 3)).found).not.toEqual([])
  })
})

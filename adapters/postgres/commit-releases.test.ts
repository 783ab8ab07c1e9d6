import { randomUUID } from "node:crypto"
import * as Effect from "effect/Effect"
import * as References from "effect/References"
import * as Result from "effect/Result"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { AggregateId, Commit, Storage } from "../../src/ports/storage.ts"
import { COMMIT_STATEMENT, startFaultyProxy, type WireFault } from "../../test/postgres/faulty-proxy.ts"
import { serverOrNull } from "../../test/postgres/server.ts"
import { migrate } from "./migrate.ts"
import { statements } from "./statements.ts"
import { postgresStorage } from "./storage.ts"

const server = await serverOrNull()
const { url } = server ?? { url: "" }
const runPromise = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.runPromise(Effect.provideService(effect, References.MinimumLogLevel, "None"))

beforeAll(async () => {
  if (server !== null) await runPromise(migrate({ url }))
})

afterAll(async () => {
  await server?.stop()
})

const commitOf = (owner: AggregateId, version: number, rest: Partial<Commit> = {}): Commit => ({
  commandId: `${owner}/${version}`,
  at: 0,
  changes: [{ aggregate: owner, expectedVersion: version, state: { _tag: "S" }, events: [], secret: null }],
  guards: [],
  claims: [],
  messages: [],
  answer: { _tag: "Done" },
  ...rest,
})

/** The version of an aggregate, and the owners of its two keys. */
const readResult = (storage: Storage["Service"], owner: AggregateId) =>
  Effect.gen(function* () {
    const { rows } = yield* storage.load([owner])
    return [rows[0]?.version, yield* storage.find(`key/${owner}.1`), yield* storage.find(`key/${owner}.2`)]
  })

const claims = (owner: AggregateId, ...numbers: ReadonlyArray<number>) =>
  numbers.map((number) => ({ key: `key/${owner}.${number}`, owner }))

describe.skipIf(server === null)("a commit that releases keys is atomic", () => {
  const targets = [
    ["its statement", COMMIT_STATEMENT],
    ["the release of its keys", `${statements.releaseKeys.name}\0`],
    ["the end of its transaction", "COMMIT\0"],
  ] as const
  const wireFaults: ReadonlyArray<WireFault> = ["CutBefore", "CutAfter", "Silent"]
  const faults = targets.flatMap(([name, words]) => wireFaults.map((fault) => [fault, name, words] as const))

  it.each(faults)("with the network fault %s at %s", async (fault, _, words) => {
    const proxy = await startFaultyProxy(url, words)
    const owner: AggregateId = `account/${randomUUID()}`
    const trial = Effect.gen(function* () {
      const storage = yield* postgresStorage({ url: proxy.url, timeout: 500, connections: 2 }).service
      yield* storage.commit(commitOf(owner, 0, { claims: claims(owner, 1) }))
      const releasing = commitOf(owner, 1, { claims: claims(owner, 2), releases: claims(owner, 1) })
      proxy.inject(fault)
      const lost = yield* Effect.result(storage.commit(releasing))
      expect(proxy.injectedFaults()).toBe(1)
      expect(Result.isFailure(lost) && lost.failure._tag).toBe("StorageDown")
      expect([
        [1, owner, null],
        [2, null, owner],
      ]).toContainEqual(yield* readResult(storage, owner))
      // The repeated commit succeeds, once.
      const again = yield* storage.commit(releasing)
      expect(["Committed", "AlreadyApplied"]).toContain(again._tag)
      expect(yield* readResult(storage, owner)).toEqual([2, null, owner])
    })
    await runPromise(Effect.scoped(trial))
    await proxy.close()
  })
})

describe.skipIf(server === null)("a failed commit that releases keys", () => {
  it("leaves its connection usable after a conflict, a taken key or a defect", async () => {
    const owner: AggregateId = `account/${randomUUID()}`
    const other: AggregateId = `account/${randomUUID()}`
    const trial = Effect.gen(function* () {
      const storage = yield* postgresStorage({ url, connections: 1 }).service
      yield* storage.commit(commitOf(owner, 0, { claims: claims(owner, 1) }))
      const stale = yield* storage.commit(commitOf(owner, 0, { commandId: "stale", releases: claims(owner, 1) }))
      const taken = commitOf(other, 0, {
        claims: [{ key: `key/${owner}.1`, owner: other }],
        releases: claims(other, 3),
      })
      expect([stale._tag, (yield* storage.commit(taken))._tag]).toEqual(["Conflict", "Conflict"])
      const bad = commitOf(other, 0, { answer: { _tag: "\0" }, releases: claims(owner, 1) })
      expect((yield* Effect.exit(storage.commit(bad)))._tag).toBe("Failure")
      expect(yield* readResult(storage, owner)).toEqual([1, owner, null])
      expect((yield* storage.commit(commitOf(owner, 1, { releases: claims(owner, 1) })))._tag).toBe("Committed")
      expect(yield* readResult(storage, owner)).toEqual([2, null, null])
    })
    await runPromise(Effect.scoped(trial))
  })

  it("gives a released key to at most one of several concurrent claims", async () => {
    const trial = Effect.gen(function* () {
      const storage = yield* postgresStorage({ url }).service
      const key = `key/${randomUUID()}`
      const owners = Array.from({ length: 8 }, (): AggregateId => `account/${randomUUID()}`)
      const [first = "account/" as AggregateId] = owners
      yield* storage.commit(commitOf(first, 0, { claims: [{ key, owner: first }] }))
      const outcomes = yield* Effect.forEach(
        owners,
        (owner, index) =>
          index === 0
            ? storage.commit(commitOf(owner, 1, { releases: [{ key, owner }] }))
            : storage.commit(commitOf(owner, 0, { claims: [{ key, owner }] })),
        { concurrency: "unbounded" },
      )
      const winners = owners.filter((_, index) => index > 0 && outcomes[index]?._tag === "Committed")
      expect(outcomes[0]?._tag).toBe("Committed")
      expect(winners.length).toBeLessThanOrEqual(1)
      expect(yield* storage.find(key)).toBe(winners[0] ?? null)
    })
    await runPromise(Effect.scoped(trial))
  })
})

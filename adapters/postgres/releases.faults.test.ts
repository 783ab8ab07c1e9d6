import { randomUUID } from "node:crypto"
import * as Effect from "effect/Effect"
import * as References from "effect/References"
import * as Result from "effect/Result"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { AggregateId, Commit, Storage } from "../../src/ports/storage.ts"
import { serverOrNull } from "../../test/postgres/server.ts"
import { COMMIT, proxyOf, type Wire } from "../../test/postgres/wire.ts"
import { migrate } from "./migrate.ts"
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
  answer: { _tag: "Told" },
  ...rest,
})

/** Whether a commit with releases was kept, and what holds its keys, told by a storage over a wire that is sound. */
const found = (storage: Storage["Service"], owner: AggregateId) =>
  Effect.gen(function* () {
    const { rows } = yield* storage.load([owner])
    return [rows[0]?.version, yield* storage.find(`key/${owner}.1`), yield* storage.find(`key/${owner}.2`)]
  })

const claims = (owner: AggregateId, ...which: ReadonlyArray<number>) =>
  which.map((one) => ({ key: `key/${owner}.${one}`, owner }))

describe.skipIf(server === null)("a commit that releases keys is kept whole or not at all", () => {
  const statements = [
    ["its statement", COMMIT],
    ["the release of its keys", "mon_compte.unclaim\0"],
    ["the end of its transaction", "COMMIT\0"],
  ] as const
  const wires: ReadonlyArray<Wire> = ["CutBefore", "CutAfter", "Silent"]
  const faults = statements.flatMap(([what, words]) => wires.map((wire) => [wire, what, words] as const))

  it.each(faults)("%s at %s", async (wire, _, words) => {
    const proxy = await proxyOf(url, words)
    const owner: AggregateId = `account/${randomUUID()}`
    const trial = Effect.gen(function* () {
      const storage = yield* postgresStorage({ url: proxy.url, timeout: 500, connections: 2 }).service
      yield* storage.commit(commitOf(owner, 0, { claims: claims(owner, 1) }))
      const releasing = commitOf(owner, 1, { claims: claims(owner, 2), releases: claims(owner, 1) })
      proxy.set(wire)
      const lost = yield* Effect.result(storage.commit(releasing))
      expect(proxy.faults()).toBe(1)
      expect(Result.isFailure(lost) && lost.failure._tag).toBe("StorageDown")
      expect([
        [1, owner, null],
        [2, null, owner],
      ]).toContainEqual(yield* found(storage, owner))
      // Said again it is done, once.
      const again = yield* storage.commit(releasing)
      expect(["Committed", "AlreadyApplied"]).toContain(again._tag)
      expect(yield* found(storage, owner)).toEqual([2, null, owner])
    })
    await runPromise(Effect.scoped(trial))
    await proxy.close()
  })
})

describe.skipIf(server === null)("a commit that releases keys and conflicts", () => {
  it("leaves its connection fit for the next, whatever it was that went wrong", async () => {
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
      expect(yield* found(storage, owner)).toEqual([1, owner, null])
      expect((yield* storage.commit(commitOf(owner, 1, { releases: claims(owner, 1) })))._tag).toBe("Committed")
      expect(yield* found(storage, owner)).toEqual([2, null, null])
    })
    await runPromise(Effect.scoped(trial))
  })

  it("of many at once that take the same key from its owner, one gets it", async () => {
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

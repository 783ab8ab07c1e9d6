import { randomUUID } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { PGlite } from "@electric-sql/pglite"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import * as fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Change, type Commit, type Leased, Storage, type StorageDown } from "../../src/ports/storage.ts"
import { checkLaw, same, shows } from "../../src/testing/port.laws.ts"
import { storageSample } from "../../src/testing/storage.arbitrary.ts"
import { storageLaws } from "../../src/testing/storage.laws.ts"
import { MOVED_PATH, movedClock, movedTime } from "../../test/postgres/moved-clock.ts"
import { emptyPGlite } from "../../test/postgres/pglite.ts"
import { idOf, keyOf, messageOf, type Step, script, toCommit } from "../../test/postgres/script.arbitrary.ts"
import { memoryStorage } from "../memory/index.ts"
import { postgresStorage } from "./storage.ts"

const scope = Scope.makeUnsafe()
let pglite: PGlite
let storage: Storage["Service"]

const ask = async (sql: string) => {
  const { rows } = await pglite.query<Record<string, unknown>>(sql)
  return Object.values(rows[0] ?? {})[0]
}

beforeAll(async () => {
  pglite = await emptyPGlite()
  storage = await Effect.runPromise(Scope.provide(postgresStorage({ pglite }).service, scope))
  await pglite.exec(`${movedClock}; SET search_path = ${MOVED_PATH}`)
})

afterAll(async () => {
  await Effect.runPromise(Scope.close(scope, Exit.void))
  await pglite.close()
})

describe("keeps the laws of storage, embedded", () => {
  const laws = storageLaws(movedTime(ask)).map((law, index) => ({ ...law, seed: 2_000 + index }))

  it.each(laws)("$name", async ({ seed, ...law }) => {
    const run = (kept: Effect.Effect<boolean, unknown, Storage>) =>
      Effect.runPromise(Effect.provideService(kept, Storage, storage))
    await checkLaw(law, storageSample, run, { seed, numRuns: 8, endOnFailure: true })
    expect(await ask("SELECT count(*)::int FROM mon_compte.outbox WHERE done_at IS NULL")).toBe(0)
  })
})

describe("does what the storage in memory does", () => {
  const time = movedTime(ask)

  /** Both storages, side by side, at one time: what one tells, the other must tell. */
  const compare = Effect.fnUntraced(function* (steps: ReadonlyArray<Step>) {
    const name = randomUUID()
    const memory = memoryStorage().service
    const both = <A>(call: (storage: Storage["Service"], index: 0 | 1) => Effect.Effect<A, StorageDown>) =>
      Effect.gen(function* () {
        yield* TestClock.setTime((yield* time.now) as number)
        return [yield* call(memory, 0), yield* call(storage, 1)] as const
      })
    const ids = [0, 1, 2].map((which) => idOf(name, which))
    const told: Array<readonly [unknown, unknown]> = []
    const leases: Array<readonly [Leased, Leased]> = []
    for (const step of steps) {
      const now = (yield* time.now) as number
      if (step._tag === "Commit") {
        const { rows } = yield* memory.load(ids)
        const one = toCommit(step.draft, name, (id) => rows[ids.indexOf(id)]?.version ?? 0, now)
        told.push(yield* both((storage) => storage.commit(one)))
        told.push(yield* both((storage) => storage.load(ids, one.commandId)))
      } else if (step._tag === "Lease") {
        const [mine, theirs] = (yield* both((storage) => storage.lease({ limit: 99, lasts: step.lasts }))).map(
          (leased) => leased.toSorted((one, other) => (one.message.id < other.message.id ? -1 : 1)),
        ) as [Array<Leased>, Array<Leased>]
        told.push(
          [mine, theirs].map((all) => all.map(({ attempt, message }) => ({ attempt, message }))) as [unknown, unknown],
        )
        for (const [index, one] of mine.entries()) leases.push([one, theirs[index] ?? one])
      } else if (step._tag === "Acknowledge") {
        yield* both((storage) => storage.acknowledge(messageOf(name, step.message)))
      } else if (step._tag === "Postpone") {
        const pair = leases[step.lease % Math.max(1, leases.length)]
        if (pair !== undefined) yield* both((storage, index) => storage.postpone(pair[index], now + step.by))
      } else yield* time.advance(step.milliseconds)
    }
    told.push(yield* both((storage) => Effect.forEach(ids, storage.journal)))
    told.push(yield* both((storage) => Effect.forEach([0, 1, 2], (which) => storage.find(keyOf(name, which)))))
    for (const which of [0, 1, 2, 3, 4]) yield* storage.acknowledge(messageOf(name, which))
    return told
  })

  it("whatever is asked of both", async () => {
    const outcomes = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(script, async (steps) => {
        const told = await Effect.runPromise(Effect.provide(compare(steps), TestClock.layer()))
        for (const [mine, theirs] of told) {
          expect(same(mine, theirs) || [theirs, mine]).toBe(true)
          const tag = (mine as { readonly _tag?: string })._tag
          if (tag !== undefined) outcomes.set(tag, (outcomes.get(tag) ?? 0) + 1)
        }
      }),
      { seed: 4_000, numRuns: 60 },
    )
    // A script that never meets itself would prove nothing.
    for (const tag of ["Committed", "Conflict", "AlreadyApplied"]) expect(outcomes.get(tag)).toBeGreaterThan(20)
  })
})

const opened: Commit = {
  commandId: "c1",
  at: 5,
  changes: [
    {
      aggregate: "account/opened",
      expectedVersion: 0,
      state: { _tag: "Open" },
      events: [{ _tag: "Opened" }],
      secret: Redacted.make("$test$canary"),
    },
  ],
  guards: [],
  claims: [],
  messages: [],
  answer: { _tag: "Told" },
}

const with1 = (change: Partial<Change>): Commit => ({ ...opened, changes: [{ ...opened.changes[0], ...change }] })

describe("what a database cannot hold", () => {
  it.each<readonly [what: string, commit: Commit]>([
    ["a NUL in a state", with1({ state: { _tag: "Open", text: "canary\0" } })],
    ["half a surrogate pair in an event", with1({ events: [{ _tag: "canary\ud800" }] })],
    ["a NUL in an id", with1({ aggregate: "account/canary\0" })],
    ["a time that is none", { ...opened, at: Number.NaN }],
    ["an id too long for a key", with1({ aggregate: `account/${"canary".repeat(100_000)}${Math.random()}` })],
    ["an aggregate changed twice", { ...opened, changes: [opened.changes[0], opened.changes[0]] }],
  ])("is a defect that shows nothing, and leaves nothing: %s", async (_, commit) => {
    const exit = await Effect.runPromiseExit(storage.commit(commit))
    expect(Exit.hasDies(exit)).toBe(true)
    expect(shows(exit, ["canary"])).toBe(false)
    expect((await Effect.runPromise(storage.load(["account/opened"]))).rows[0]?.version).toBe(0)
  })

  it.each([-1, 0.5, Number.NaN, 2 ** 53])("is no version either: %d conflicts", async (version) => {
    const guards = [{ aggregate: "account/other", version }] as const
    const tries = [with1({ expectedVersion: version }), { ...opened, guards }]
    for (const one of tries) expect(await Effect.runPromise(storage.commit(one))).toEqual({ _tag: "Conflict" })
  })
})

describe("a database in a folder", () => {
  it("is there again when opened again", async () => {
    const directory = await mkdtemp(join(tmpdir(), "mon-compte-"))
    await (await emptyPGlite(directory)).close()
    const within = <A>(work: (storage: Storage["Service"]) => Effect.Effect<A, StorageDown>) =>
      Effect.runPromise(Effect.scoped(Effect.flatMap(postgresStorage({ directory }).service, work)))
    expect(await within(({ commit }) => commit(opened))).toEqual({ _tag: "Committed" })
    const { answer, rows } = await within(({ load }) => load(["account/opened"], "c1"))
    expect([answer, rows[0]?.secret && Redacted.value(rows[0].secret)]).toEqual([{ _tag: "Told" }, "$test$canary"])
    await rm(directory, { recursive: true })
  })
})

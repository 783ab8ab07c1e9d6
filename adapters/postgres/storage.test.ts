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
import {
  type Change,
  type Commit,
  type Leased,
  type StateAltered,
  Storage,
  type StorageDown,
} from "../../src/ports/storage.ts"
import { storageSample } from "../../src/testing/generators/storage.ts"
import { isSame, reveals } from "../../src/testing/laws/compare.ts"
import { checkLaw } from "../../src/testing/laws/law.ts"
import { storageLaws } from "../../src/testing/laws/storage.ts"
import { emptyPGlite } from "../../test/postgres/pglite.ts"
import { idOf, keyOf, messageOf, type Step, script, toCommit } from "../../test/postgres/script.arbitrary.ts"
import { CREATE_SIMULATED_CLOCK, SIMULATED_PATH, simulatedClock } from "../../test/postgres/simulated-clock.ts"
import { memoryStorage } from "../memory/index.ts"
import { postgresStorage } from "./storage.ts"

const scope = Scope.makeUnsafe()
let pglite: PGlite
let storage: Storage["Service"]

const queryValue = async (sql: string) => {
  const { rows } = await pglite.query<Record<string, unknown>>(sql)
  return Object.values(rows[0] ?? {})[0]
}

beforeAll(async () => {
  pglite = await emptyPGlite()
  storage = await Effect.runPromise(Scope.provide(postgresStorage({ pglite }).service, scope))
  await pglite.exec(`${CREATE_SIMULATED_CLOCK}; SET search_path = ${SIMULATED_PATH}`)
})

afterAll(async () => {
  await Effect.runPromise(Scope.close(scope, Exit.void))
  await pglite.close()
})

describe("the embedded storage keeps the law that", () => {
  const laws = storageLaws(simulatedClock(queryValue)).map((law, index) => ({ ...law, seed: 2_000 + index }))

  it.each(laws)("$name", async ({ seed, ...law }) => {
    const run = (test: Effect.Effect<boolean, unknown, Storage>) =>
      Effect.runPromise(Effect.provideService(test, Storage, storage))
    await checkLaw(law, storageSample, run, { seed, numRuns: 8, endOnFailure: true })
    expect(await queryValue("SELECT count(*)::int FROM mon_compte.outbox WHERE done_at IS NULL")).toBe(0)
  })
})

describe("the embedded storage and the memory storage", () => {
  const clock = simulatedClock(queryValue)

  /** Runs the steps on both storages at the same time, and returns the pairs of answers, which must be equal. */
  const runOnBoth = Effect.fnUntraced(function* (steps: ReadonlyArray<Step>) {
    const name = randomUUID()
    const memory = memoryStorage().service
    const both = <A>(
      call: (storage: Storage["Service"], index: 0 | 1) => Effect.Effect<A, StorageDown | StateAltered>,
    ) =>
      Effect.gen(function* () {
        yield* TestClock.setTime((yield* clock.now) as number)
        return [yield* call(memory, 0), yield* call(storage, 1)] as const
      })
    const ids = [0, 1, 2].map((index) => idOf(name, index))
    const answers: Array<readonly [unknown, unknown]> = []
    const leases: Array<readonly [Leased, Leased]> = []
    for (const step of steps) {
      const now = (yield* clock.now) as number
      if (step._tag === "Commit") {
        const { rows } = yield* memory.load(ids)
        const commit = toCommit(step.draft, name, (id) => rows[ids.indexOf(id)]?.version ?? 0, now)
        answers.push(yield* both((storage) => storage.commit(commit)))
        answers.push(yield* both((storage) => storage.load(ids, commit.commandId)))
      } else if (step._tag === "Lease") {
        const [inMemory, inPostgres] = (yield* both((storage) => storage.lease({ limit: 99, lasts: step.lasts }))).map(
          (leased) => leased.toSorted((left, right) => (left.message.id < right.message.id ? -1 : 1)),
        ) as [Array<Leased>, Array<Leased>]
        answers.push(
          [inMemory, inPostgres].map((all) => all.map(({ attempt, message }) => ({ attempt, message }))) as [
            unknown,
            unknown,
          ],
        )
        for (const [index, leased] of inMemory.entries()) leases.push([leased, inPostgres[index] ?? leased])
      } else if (step._tag === "Acknowledge") {
        yield* both((storage) => storage.acknowledge(messageOf(name, step.message)))
      } else if (step._tag === "Postpone") {
        const pair = leases[step.lease % Math.max(1, leases.length)]
        if (pair !== undefined) yield* both((storage, index) => storage.postpone(pair[index], now + step.by))
      } else yield* clock.advance(step.milliseconds)
    }
    answers.push(yield* both((storage) => Effect.forEach(ids, storage.journal)))
    answers.push(yield* both((storage) => Effect.forEach([0, 1, 2], (index) => storage.find(keyOf(name, index)))))
    for (const index of [0, 1, 2, 3, 4]) yield* storage.acknowledge(messageOf(name, index))
    return answers
  })

  it("give the same answers to the same calls", async () => {
    const outcomes = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(script, async (steps) => {
        const answers = await Effect.runPromise(Effect.provide(runOnBoth(steps), TestClock.layer()))
        for (const [expected, actual] of answers) {
          expect(isSame(expected, actual) || [actual, expected]).toBe(true)
          const tag = (expected as { readonly _tag?: string })._tag
          if (tag !== undefined) outcomes.set(tag, (outcomes.get(tag) ?? 0) + 1)
        }
      }),
      { seed: 4_000, numRuns: 60 },
    )
    // Scripts without conflicts and repeated commands would prove nothing.
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
  answer: { _tag: "Answer" },
}

const withChange = (change: Partial<Change>): Commit => ({ ...opened, changes: [{ ...opened.changes[0], ...change }] })

describe("a commit that a database cannot store", () => {
  it.each<readonly [what: string, commit: Commit]>([
    ["a NUL in a state", withChange({ state: { _tag: "Open", text: "canary\0" } })],
    ["a lone surrogate in an event", withChange({ events: [{ _tag: "canary\ud800" }] })],
    ["a NUL in an id", withChange({ aggregate: "account/canary\0" })],
    ["an invalid time", { ...opened, at: Number.NaN }],
    ["an id too long for a key", withChange({ aggregate: `account/${"canary".repeat(100_000)}${Math.random()}` })],
    ["an aggregate changed twice", { ...opened, changes: [opened.changes[0], opened.changes[0]] }],
  ])("is a defect that reveals and stores nothing: %s", async (_, commit) => {
    const exit = await Effect.runPromiseExit(storage.commit(commit))
    expect(Exit.hasDies(exit)).toBe(true)
    expect(reveals(exit, ["canary"])).toBe(false)
    expect((await Effect.runPromise(storage.load(["account/opened"]))).rows[0]?.version).toBe(0)
  })

  it.each([-1, 0.5, Number.NaN, 2 ** 53])("conflicts with the invalid version %d", async (version) => {
    const guards = [{ aggregate: "account/other", version }] as const
    const commits = [withChange({ expectedVersion: version }), { ...opened, guards }]
    for (const commit of commits) expect(await Effect.runPromise(storage.commit(commit))).toEqual({ _tag: "Conflict" })
  })
})

describe("a database in a folder", () => {
  it("contains its data after it is closed and opened again", async () => {
    const directory = await mkdtemp(join(tmpdir(), "mon-compte-"))
    await (await emptyPGlite(directory)).close()
    const within = <A>(work: (storage: Storage["Service"]) => Effect.Effect<A, StorageDown | StateAltered>) =>
      Effect.runPromise(Effect.scoped(Effect.flatMap(postgresStorage({ directory }).service, work)))
    expect(await within(({ commit }) => commit(opened))).toEqual({ _tag: "Committed" })
    const { answer, rows } = await within(({ load }) => load(["account/opened"], "c1"))
    expect([answer, rows[0]?.secret && Redacted.value(rows[0].secret)]).toEqual([{ _tag: "Answer" }, "$test$canary"])
    await rm(directory, { recursive: true })
  })
})

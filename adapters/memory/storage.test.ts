import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { type Change, type Commit, Storage } from "../../src/ports/storage.ts"
import { storageSample } from "../../src/testing/generators/storage.ts"
import { checkLaw } from "../../src/testing/laws/law.ts"
import { storageLaws } from "../../src/testing/laws/storage.ts"
import { runOver } from "../../test/faulty-adapters/faulty-adapter.ts"
import { memoryStorage } from "./storage.ts"

describe("the laws of storage, with the memory adapter", () => {
  const run = runOver(Storage, () => memoryStorage().service)

  it.each(storageLaws())("$name", (law) => checkLaw(law, storageSample, run, { seed: 1, numRuns: 25 }))
})

const change: Change = {
  aggregate: "account/1",
  expectedVersion: 0,
  state: { _tag: "Open" },
  events: [{ _tag: "Opened" }],
  secret: Redacted.make("$test$canary"),
}

const opened: Commit = {
  commandId: "c1",
  at: 5,
  changes: [change],
  guards: [],
  claims: [{ key: "k", owner: "account/1" }],
  messages: [
    { id: "m1", dueAt: 0, body: { _tag: "Hello" } },
    { id: "m2", dueAt: 0, body: { _tag: "Hello" } },
  ],
  answer: { _tag: "Answered" },
}

const closed: Commit = {
  ...opened,
  commandId: "c2",
  changes: [{ ...change, expectedVersion: 1, state: { _tag: "Closed" } }],
  messages: [],
}

const { runPromise, runPromiseExit } = Effect

/** A storage with one commit, one leased message and one acknowledged message. */
const usedStorage = async () => {
  const memory = memoryStorage()
  await runPromise(memory.service.commit(opened))
  await runPromise(memory.service.lease({ limit: 1, lasts: 10 }))
  await runPromise(memory.service.acknowledge("m2"))
  return memory
}

describe("a snapshot", () => {
  it("contains every table of the storage", async () => {
    const { snapshot } = await usedStorage()
    expect(JSON.parse(JSON.stringify(snapshot()))).toMatchObject({
      rows: [
        {
          aggregate: "account/1",
          state: { _tag: "Open" },
          version: 1,
          journal: [{ commandId: "c1", at: 5, event: { _tag: "Opened" } }],
          answers: [{ commandId: "c1", answer: { _tag: "Answered" } }],
        },
      ],
      claims: [{ key: "k", owner: "account/1" }],
      outbox: [{ message: { id: "m1" }, attempt: 1, lease: "m1#1" }],
      acknowledged: ["m2"],
    })
  })

  it("shows no secret in its JSON and still restores it", async () => {
    const { snapshot } = await usedStorage()
    expect(JSON.stringify(snapshot())).not.toContain("canary")
    const { rows } = await runPromise(memoryStorage(snapshot()).service.load(["account/1"]))
    expect(rows[0]?.secret && Redacted.value(rows[0].secret)).toBe("$test$canary")
  })

  it("does not change with the storage", async () => {
    const { service, snapshot } = await usedStorage()
    const before = snapshot()
    const printed = JSON.stringify(before)
    await runPromise(service.commit(closed))
    await runPromise(service.acknowledge("m1"))
    expect(JSON.stringify(before)).toBe(printed)
    expect(JSON.stringify(snapshot())).not.toBe(printed)
  })

  it("restores a storage repeatedly", async () => {
    const { restore, service, snapshot } = await usedStorage()
    const before = snapshot()
    const secondAccount: Commit = {
      ...opened,
      changes: [{ ...change, aggregate: "account/2" }],
      claims: [{ key: "k2", owner: "account/2" }],
      messages: [{ id: "m3", dueAt: 0, body: { _tag: "Hello" } }],
    }
    for (const _ of [1, 2]) {
      expect(await runPromise(service.commit(closed))).toEqual({ _tag: "Committed" })
      expect(await runPromise(service.commit(secondAccount))).toEqual({ _tag: "Committed" })
      await runPromise(service.acknowledge("m1"))
      restore(before)
      expect(snapshot()).toEqual(before)
    }
  })

  it("transfers acknowledged and leased messages to another storage", async () => {
    const copy = memoryStorage((await usedStorage()).snapshot())
    await runPromise(copy.service.commit({ ...closed, messages: opened.messages }))
    expect(await runPromise(copy.service.lease({ limit: 9, lasts: 10 }))).toEqual([])
  })
})

describe("the memory storage", () => {
  it("counts loads, commits, conflicts and replays, and nothing while it is down", async () => {
    const { commits, conflicts, loads, replays, service, setDown } = memoryStorage()
    await runPromise(service.load(["account/1"]))
    await runPromise(service.commit(opened))
    await runPromise(service.commit(opened))
    await runPromise(service.commit({ ...opened, commandId: "c3" }))
    setDown(true)
    const exits = [await runPromiseExit(service.load([])), await runPromiseExit(service.commit(closed))]
    expect(exits.map(String)).toEqual([expect.stringContaining("StorageDown"), expect.stringContaining("StorageDown")])
    expect([loads(), commits(), conflicts(), replays()]).toEqual([1, 1, 1, 1])
    setDown(false)
    expect(await runPromise(service.commit(closed))).toEqual({ _tag: "Committed" })
  })

  it("loses what JSON cannot represent, as a database would", async () => {
    const { service } = memoryStorage()
    const state = { _tag: "Open", gone: undefined, when: new Date(0), secret: Redacted.make("canary") }
    await runPromise(service.commit({ ...opened, changes: [{ ...change, state }] }))
    const { rows } = await runPromise(service.load(["account/1"]))
    expect(rows[0]?.state).toEqual({ _tag: "Open", when: "1970-01-01T00:00:00.000Z", secret: "<redacted>" })
  })

  it("stores nothing of a commit that JSON cannot represent at all", async () => {
    const { service, snapshot } = memoryStorage()
    const commit = { ...opened, messages: [{ id: "m", dueAt: 0, body: { _tag: "Big", number: 1n } }] }
    expect(String(await runPromiseExit(service.commit(commit)))).toContain("BigInt")
    expect(snapshot()).toEqual({ rows: [], claims: [], outbox: [], acknowledged: [] })
  })

  it("dies on a commit that changes an aggregate twice", async () => {
    const { service, snapshot } = memoryStorage()
    const exit = await runPromiseExit(service.commit({ ...opened, changes: [change, change] }))
    expect(String(exit)).toContain("A commit must not change an aggregate twice.")
    expect(snapshot().rows).toEqual([])
  })

  it("shares nothing with another storage", async () => {
    const [first, second] = [memoryStorage(), memoryStorage()]
    await runPromise(first.service.commit(opened))
    expect(second.snapshot().rows).toEqual([])
  })
})

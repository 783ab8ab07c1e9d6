import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { describe, expect, it } from "vitest"
import { type Change, type Commit, Storage } from "../../src/ports/storage.ts"
import { checkLaw } from "../../src/testing/port.laws.ts"
import { storageSample } from "../../src/testing/storage.arbitrary.ts"
import { storageLaws } from "../../src/testing/storage.laws.ts"
import { over } from "../../test/faulty-adapters/fault.ts"
import { memoryStorage } from "./storage.ts"

describe("keeps the laws of storage", () => {
  const run = over(Storage, () => memoryStorage().service)

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
  answer: { _tag: "Told" },
}

const closed: Commit = {
  ...opened,
  commandId: "c2",
  changes: [{ ...change, expectedVersion: 1, state: { _tag: "Closed" } }],
  messages: [],
}

const { runPromise, runPromiseExit } = Effect

/** A storage with one commit, one message leased and one acknowledged. */
const used = async () => {
  const memory = memoryStorage()
  await runPromise(memory.service.commit(opened))
  await runPromise(memory.service.lease({ limit: 1, lasts: 10 }))
  await runPromise(memory.service.acknowledge("m2"))
  return memory
}

describe("a snapshot", () => {
  it("says all that is held, table by table", async () => {
    const { snapshot } = await used()
    expect(JSON.parse(JSON.stringify(snapshot()))).toMatchObject({
      rows: [
        {
          aggregate: "account/1",
          state: { _tag: "Open" },
          version: 1,
          journal: [{ commandId: "c1", at: 5, event: { _tag: "Opened" } }],
          answers: [{ commandId: "c1", answer: { _tag: "Told" } }],
        },
      ],
      claims: [{ key: "k", owner: "account/1" }],
      outbox: [{ message: { id: "m1" }, attempt: 1, lease: "m1#1" }],
      acknowledged: ["m2"],
    })
  })

  it("shows no secret in its JSON, and restores it all the same", async () => {
    const { snapshot } = await used()
    expect(JSON.stringify(snapshot())).not.toContain("canary")
    const { rows } = await runPromise(memoryStorage(snapshot()).service.load(["account/1"]))
    expect(rows[0]?.secret && Redacted.value(rows[0].secret)).toBe("$test$canary")
  })

  it("stays as it was when the storage goes on", async () => {
    const { service, snapshot } = await used()
    const before = snapshot()
    const told = JSON.stringify(before)
    await runPromise(service.commit(closed))
    await runPromise(service.acknowledge("m1"))
    expect(JSON.stringify(before)).toBe(told)
    expect(JSON.stringify(snapshot())).not.toBe(told)
  })

  it("brings a storage back to where it was, as often as one likes", async () => {
    const { restore, service, snapshot } = await used()
    const before = snapshot()
    const other: Commit = {
      ...opened,
      changes: [{ ...change, aggregate: "account/2" }],
      claims: [{ key: "k2", owner: "account/2" }],
      messages: [{ id: "m3", dueAt: 0, body: { _tag: "Hello" } }],
    }
    for (const _ of [1, 2]) {
      expect(await runPromise(service.commit(closed))).toEqual({ _tag: "Committed" })
      expect(await runPromise(service.commit(other))).toEqual({ _tag: "Committed" })
      await runPromise(service.acknowledge("m1"))
      restore(before)
      expect(snapshot()).toEqual(before)
    }
  })

  it("carries over to another storage what was acknowledged and what is leased", async () => {
    const other = memoryStorage((await used()).snapshot())
    await runPromise(other.service.commit({ ...closed, messages: opened.messages }))
    expect(await runPromise(other.service.lease({ limit: 9, lasts: 10 }))).toEqual([])
  })
})

describe("counts", () => {
  it("loads, commits, conflicts and replays, and nothing while it is down", async () => {
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
})

describe("what goes in and out", () => {
  it("loses what JSON cannot say, as a database would", async () => {
    const { service } = memoryStorage()
    const state = { _tag: "Open", gone: undefined, when: new Date(0), secret: Redacted.make("canary") }
    await runPromise(service.commit({ ...opened, changes: [{ ...change, state }] }))
    const { rows } = await runPromise(service.load(["account/1"]))
    expect(rows[0]?.state).toEqual({ _tag: "Open", when: "1970-01-01T00:00:00.000Z", secret: "<redacted>" })
  })

  it("keeps nothing of a commit that JSON cannot say at all", async () => {
    const { service, snapshot } = memoryStorage()
    const commit = { ...opened, messages: [{ id: "m", dueAt: 0, body: { _tag: "Big", number: 1n } }] }
    expect(String(await runPromiseExit(service.commit(commit)))).toContain("BigInt")
    expect(snapshot()).toEqual({ rows: [], claims: [], outbox: [], acknowledged: [] })
  })

  it("takes a commit that changes an aggregate twice for a defect", async () => {
    const { service, snapshot } = memoryStorage()
    const exit = await runPromiseExit(service.commit({ ...opened, changes: [change, change] }))
    expect(String(exit)).toContain("A commit changes an aggregate once.")
    expect(snapshot().rows).toEqual([])
  })

  it("is told apart from another storage", async () => {
    const [one, other] = [memoryStorage(), memoryStorage()]
    await runPromise(one.service.commit(opened))
    expect(other.snapshot().rows).toEqual([])
  })
})

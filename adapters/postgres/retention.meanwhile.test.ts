import * as Effect from "effect/Effect"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { DAY, message, NOW, nothing, openRetained, type Retained, standard } from "../../test/postgres/retention.ts"
import type { Query } from "./connections.ts"

let world: Retained

beforeAll(async () => {
  world = await openRetained()
})
beforeEach(() => world.clear())
afterAll(() => world.close())

/** Something that somebody does right before things are forgotten. */
const meanwhile =
  (work: () => Promise<unknown>): Query =>
  (statement, values) =>
    String(statement).includes("FOR UPDATE OF a SKIP LOCKED")
      ? Effect.andThen(Effect.promise(work), world.query(statement, values))
      : world.query(statement, values)

describe("page by page", () => {
  it.each([1, 2, 3, 7, 1_000])("the same goes, %d rows at a time", async (batch) => {
    const messages = ["a", "b", "c", "d", "e"].map((id) => message(id))
    await world.write("account/1", 0, { messages })
    await world.setTime(0)
    await Effect.runPromise(world.storage.acknowledge("a", "b", "d", "e"))
    for (const name of ["1", "2", "3", "4", "5"]) {
      await world.write(`challenge/${name}.migration`, name === "3" ? NOW : 0)
      await world.write(`lock-out/${name}`, name === "4" ? NOW : 0)
    }
    expect(await world.retain(world.query, batch)).toEqual({ ...nothing, deliveries: 4, challenges: 4, lockOuts: 4 })
    expect(await world.namesLeft()).toEqual(["account/1", "challenge/3.migration", "lock-out/4"])
  })
})

describe("what a recovery was sealed under", () => {
  const person = "11111111-2222-3333-4444-555555555555"
  const old = NOW - standard.recoveries * DAY - 1

  it("goes with the recovery, whenever it was made", async () => {
    await world.write(`data-key/${person}`, NOW)
    await world.write(`challenge/${person}.recovery`, NOW)
    await world.write(`recovery/${person}`, old)
    expect(await world.retain()).toEqual({ ...nothing, recoveries: 1 })
    expect(await world.namesLeft()).toEqual([`challenge/${person}.recovery`])
    expect(await world.journalLeft()).toBe(1)
  })

  it("stays as long as the recovery does, however old", async () => {
    await world.write(`data-key/${person}`, 0)
    await world.write(`recovery/${person}`, old + 1)
    await world.write("data-key/ada", 0)
    await world.write("account/ada", 0)
    expect(await world.retain()).toEqual(nothing)
    expect(await world.namesLeft()).toHaveLength(4)
  })

  it("stays with a recovery that somebody asks for meanwhile", async () => {
    await world.write(`data-key/${person}`, 0)
    await world.write(`recovery/${person}`, 0)
    expect(await world.retain(meanwhile(() => world.write(`recovery/${person}`, NOW)))).toEqual(nothing)
    expect(await world.namesLeft()).toEqual([`data-key/${person}`, `recovery/${person}`])
  })
})

describe("while others work", () => {
  it("what is changed after it was looked at stays, whole", async () => {
    await world.write("challenge/1.migration", 0)
    const query = meanwhile(() => world.write("challenge/1.migration", NOW))
    expect(await world.retain(query)).toEqual(nothing)
    expect(await world.journalLeft()).toBe(2)
    expect((await world.snapshot()).rows.map(({ version }) => version)).toEqual([2])
  })

  it("what a message comes to be about stays", async () => {
    await world.write("challenge/ada.migration", 0)
    const query = meanwhile(() => world.write("account/ada", NOW, { messages: [message("m", { account: "ada" })] }))
    expect(await world.retain(query)).toEqual(nothing)
    expect(await world.namesLeft()).toEqual(["account/ada", "challenge/ada.migration"])
  })

  it("who read what was then forgotten conflicts, and starts over from nothing", async () => {
    const stale = await world.write("challenge/1.migration", 0)
    await world.retain()
    const next = { ...stale, commandId: "next", changes: [{ ...stale.changes[0], expectedVersion: 1 }] } as const
    expect(await Effect.runPromise(world.storage.commit(next))).toEqual({ _tag: "Conflict" })
    await world.write("challenge/1.migration", NOW)
    expect((await world.snapshot()).rows.map(({ version }) => version)).toEqual([1])
    expect(await world.journalLeft()).toBe(1)
  })
})

import * as Effect from "effect/Effect"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import {
  createRetentionContext,
  DAY,
  message,
  NOTHING_DELETED,
  NOW,
  type RetentionContext,
  standard,
} from "../../test/postgres/retention-context.ts"
import type { Query } from "./connections.ts"

let context: RetentionContext

beforeAll(async () => {
  context = await createRetentionContext()
})
beforeEach(() => context.reset())
afterAll(() => context.close())

/** A query that does other work right before the deletion of aggregates. */
const afterConcurrent =
  (work: () => Promise<unknown>): Query =>
  (statement, values) =>
    String(statement).includes("FOR UPDATE OF a SKIP LOCKED")
      ? Effect.andThen(Effect.promise(work), context.query(statement, values))
      : context.query(statement, values)

describe("retention page by page", () => {
  it.each([1, 2, 3, 7, 1_000])("deletes the same data with a batch of %d rows", async (batch) => {
    const messages = ["a", "b", "c", "d", "e"].map((id) => message(id))
    await context.write("account/1", 0, { messages })
    await context.setTime(0)
    await Effect.runPromise(context.storage.acknowledge("a", "b", "d", "e"))
    for (const name of ["1", "2", "3", "4", "5"]) {
      await context.write(`challenge/${name}.migration`, name === "3" ? NOW : 0)
      await context.write(`lock-out/${name}`, name === "4" ? NOW : 0)
    }
    expect(await context.runRetention(context.query, batch)).toEqual({
      ...NOTHING_DELETED,
      deliveries: 4,
      challenges: 4,
      lockOuts: 4,
    })
    expect(await context.remainingAggregates()).toEqual(["account/1", "challenge/3.migration", "lock-out/4"])
  })
})

describe("the data key of a recovery", () => {
  const person = "11111111-2222-3333-4444-555555555555"
  const old = NOW - standard.recoveries * DAY - 1

  it("is deleted with the recovery, whatever its age", async () => {
    await context.write(`data-key/${person}`, NOW)
    await context.write(`challenge/${person}.recovery`, NOW)
    await context.write(`recovery/${person}`, old)
    expect(await context.runRetention()).toEqual({ ...NOTHING_DELETED, recoveries: 1 })
    expect(await context.remainingAggregates()).toEqual([`challenge/${person}.recovery`])
    expect(await context.journalSize()).toBe(1)
  })

  it("remains as long as the recovery, whatever its age", async () => {
    await context.write(`data-key/${person}`, 0)
    await context.write(`recovery/${person}`, old + 1)
    await context.write("data-key/ada", 0)
    await context.write("account/ada", 0)
    expect(await context.runRetention()).toEqual(NOTHING_DELETED)
    expect(await context.remainingAggregates()).toHaveLength(4)
  })

  it("remains with a recovery that starts again concurrently", async () => {
    await context.write(`data-key/${person}`, 0)
    await context.write(`recovery/${person}`, 0)
    expect(await context.runRetention(afterConcurrent(() => context.write(`recovery/${person}`, NOW)))).toEqual(
      NOTHING_DELETED,
    )
    expect(await context.remainingAggregates()).toEqual([`data-key/${person}`, `recovery/${person}`])
  })
})

describe("retention during concurrent commands", () => {
  it("keeps an aggregate and its journal if it changes after the page was read", async () => {
    await context.write("challenge/1.migration", 0)
    const query = afterConcurrent(() => context.write("challenge/1.migration", NOW))
    expect(await context.runRetention(query)).toEqual(NOTHING_DELETED)
    expect(await context.journalSize()).toBe(2)
    expect((await context.snapshot()).rows.map(({ version }) => version)).toEqual([2])
  })

  it("keeps an aggregate that a new message concerns", async () => {
    await context.write("challenge/ada.migration", 0)
    const query = afterConcurrent(() =>
      context.write("account/ada", NOW, { messages: [message("m", { account: "ada" })] }),
    )
    expect(await context.runRetention(query)).toEqual(NOTHING_DELETED)
    expect(await context.remainingAggregates()).toEqual(["account/ada", "challenge/ada.migration"])
  })

  it("makes a command that read a deleted aggregate conflict, and start over from version 0", async () => {
    const stale = await context.write("challenge/1.migration", 0)
    await context.runRetention()
    const next = { ...stale, commandId: "next", changes: [{ ...stale.changes[0], expectedVersion: 1 }] } as const
    expect(await Effect.runPromise(context.storage.commit(next))).toEqual({ _tag: "Conflict" })
    await context.write("challenge/1.migration", NOW)
    expect((await context.snapshot()).rows.map(({ version }) => version)).toEqual([1])
    expect(await context.journalSize()).toBe(1)
  })
})

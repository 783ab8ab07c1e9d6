import * as Effect from "effect/Effect"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import * as AuditLog from "../../src/domain/audit/audit-log.ts"
import { fold } from "../../src/domain/state-machine/decider.ts"
import type { Json } from "../../src/ports/storage.ts"
import {
  createRetentionContext,
  DAY,
  message,
  NOTHING_DELETED,
  NOW,
  type RetentionContext,
  standard,
} from "../../test/postgres/retention-context.ts"
import type { RetainedKind } from "./retention-policy.ts"

let context: RetentionContext

beforeAll(async () => {
  context = await createRetentionContext()
})
beforeEach(() => context.reset())
afterAll(() => context.close())

describe.each<readonly [kind: RetainedKind, category: string, state: Json]>([
  ["challenges", "challenge", { _tag: "Spent" }],
  ["lockOuts", "lock-out", { _tag: "Any" }],
  ["recoveries", "recovery", { _tag: "Any" }],
  ["sendAllowances", "send-allowance", { _tag: "Any" }],
  ["sendAllowances", "account-allowance", { _tag: "Any" }],
  ["sendAllowances", "message-budget", { _tag: "Any" }],
  ["sendAllowances", "announcement-allowance", { _tag: "Any" }],
  ["sessions", "sessions", { _tag: "Any" }],
  ["devices", "device", { _tag: "Any" }],
  ["agentCommands", "agent-command", { _tag: "Any" }],
  ["drafts", "migration", { _tag: "Abandoned" }],
  ["drafts", "migration", { _tag: "Expired" }],
  ["actions", "audit-log", { _tag: "Any" }],
  ["actions", "agent-reads", { _tag: "Any" }],
])("retention of %s (%s, %j)", (kind, category, state) => {
  it("deletes old aggregates with their journal, and keeps those of exactly the retention period", async () => {
    const edge = NOW - standard[kind] * DAY
    await context.write(`${category}/old`, edge - 2, { state })
    await context.write(`${category}/old`, edge - 1, { state })
    await context.write(`${category}/touched`, edge - 1, { state })
    await context.write(`${category}/touched`, edge, { state })
    await context.write(`${category}/young`, edge, { state })
    expect(await context.runRetention()).toEqual({ ...NOTHING_DELETED, [kind]: kind === "actions" ? 2 : 1 })
    expect(await context.remainingAggregates()).toEqual([`${category}/touched`, `${category}/young`])
    expect(await context.journalSize()).toBe(3)
    expect(await context.runRetention()).toEqual(NOTHING_DELETED)
  })
})

describe("retention never deletes", () => {
  it.each(["account", "household", "data-key", "memberships", "delegation", "mandates", "caseload"])(
    "an aggregate of the category %s, whatever its age",
    async (category) => {
      await context.write(`${category}/1`, 0)
      expect(await context.runRetention()).toEqual(NOTHING_DELETED)
      expect(await context.remainingAggregates()).toEqual([`${category}/1`])
    },
  )

  it.each(["NotStarted", "TermsPending", "PasswordPending", "ContactPending", "CodePending", "Completed"])(
    "a migration in the state %s, whatever its age",
    async (_tag) => {
      await context.write("migration/1", 0, { state: { _tag } })
      expect(await context.runRetention()).toEqual(NOTHING_DELETED)
    },
  )

  it("an aggregate of a category with a similar name", async () => {
    for (const aggregate of ["challenges/1", "challenge-/1", "lock-outs/1", "audit-logs/1"] as const)
      await context.write(aggregate, 0)
    expect(await context.runRetention()).toEqual(NOTHING_DELETED)
  })
})

describe("retention of messages", () => {
  it("deletes old delivered messages, and keeps recent, undelivered and dead ones", async () => {
    const edge = NOW - standard.deliveries * DAY
    await context.write("account/1", 0, { messages: ["old", "young", "waiting", "dead"].map((id) => message(id)) })
    await context.setTime(edge - 1)
    await Effect.runPromise(context.storage.acknowledge("old"))
    await context.setTime(edge)
    await Effect.runPromise(context.storage.acknowledge("young"))
    const leased = await Effect.runPromise(context.storage.lease({ limit: 9, lasts: 1 }))
    for (const dead of leased.filter(({ message: { id } }) => id === "dead"))
      await Effect.runPromise(context.storage.deadLetter(dead))
    expect(await context.runRetention()).toEqual({ ...NOTHING_DELETED, deliveries: 1 })
    const { acknowledged, outbox } = await context.snapshot()
    expect(acknowledged).toEqual(["young"])
    expect(outbox.map(({ message: { id } }) => id).sort()).toEqual(["dead", "waiting"])
  })

  it.each([
    ["account", "challenge/ada.migration"],
    ["account", "migration/ada"],
    ["file", "audit-log/ada"],
  ] as const)("keeps the data of an undelivered message, by its %s: %s", async (field, aggregate) => {
    const state = { _tag: "Abandoned" }
    const undelivered = message("m", { [field]: "ada" })
    await context.write(aggregate, 0, { state, messages: [undelivered] })
    await context.write("challenge/bob.migration", 0)
    expect(await context.runRetention()).toEqual({ ...NOTHING_DELETED, challenges: 1 })
    const [leased] = await Effect.runPromise(context.storage.lease({ limit: 1, lasts: 1 }))
    if (leased !== undefined) await Effect.runPromise(context.storage.deadLetter(leased))
    expect(await context.runRetention()).toEqual(NOTHING_DELETED)
    await Effect.runPromise(context.storage.acknowledge("m"))
    expect(Object.values(await context.runRetention()).reduce((sum, count) => sum + count, 0)).toBe(1)
    expect(await context.remainingAggregates()).toEqual([])
  })
})

describe("retention of the action records of a file in use", () => {
  /** Commits an audit log with one action record at each of these times. */
  const commitRecords = async (ats: ReadonlyArray<number>) => {
    let state = AuditLog.initial
    for (const [index, at] of ats.entries()) {
      const record = {
        command: `r${index}`,
        actor: "ada",
        onBehalfOf: null,
        action: "ViewFile",
        reference: null,
        rule: "r",
        at,
      }
      const event: AuditLog.Event = { ...record, _tag: "Recorded", number: index + 1 }
      state = AuditLog.evolve(state, event)
      await Effect.runPromise(
        context.storage.commit({
          commandId: `record${index}`,
          at,
          changes: [{ aggregate: "audit-log/1", expectedVersion: index, state, events: [event], secret: null }],
          guards: [],
          claims: [],
          messages: [],
          answer: { _tag: "Done" },
        }),
      )
    }
  }
  const readLog = async () => {
    const events = await Effect.runPromise(context.storage.journal("audit-log/1"))
    const { rows } = await Effect.runPromise(context.storage.load(["audit-log/1"]))
    return {
      folded: fold(AuditLog.register, events as ReadonlyArray<AuditLog.Event>),
      stored: rows[0]?.state,
      count: events.length,
    }
  }

  it("deletes single old records except the ten latest, from which the state can still be computed", async () => {
    await commitRecords([...Array.from({ length: 14 }, () => 0), NOW])
    expect(await context.runRetention()).toEqual({ ...NOTHING_DELETED, actions: 5 })
    const { count, folded, stored } = await readLog()
    expect(count).toBe(10)
    expect(folded).toEqual(stored)
    expect(await context.runRetention()).toEqual(NOTHING_DELETED)
  })

  it("keeps recent records, whatever their number", async () => {
    const edge = NOW - standard.actions * DAY
    await commitRecords([edge - 1, edge - 1, ...Array.from({ length: 13 }, () => edge)])
    expect(await context.runRetention()).toEqual({ ...NOTHING_DELETED, actions: 2 })
    expect((await readLog()).count).toBe(13)
    expect((await readLog()).folded).toEqual((await readLog()).stored)
  })
})

describe("a retention policy", () => {
  it.each([0, 1, -30, 2.5, Number.NaN, Number.POSITIVE_INFINITY, "30"])(
    "is refused with a period of %j days",
    async (days) => {
      const policy = { ...standard, challenges: days as number }
      await expect(context.runRetention(context.query, 10, policy)).rejects.toThrow(
        "challenges must be a whole number of days",
      )
    },
  )

  it("applies its own periods", async () => {
    await context.write("challenge/1.migration", NOW - 2 * DAY - 1)
    await context.write("challenge/2.migration", NOW - 2 * DAY)
    expect(await context.runRetention(context.query, 10, { ...standard, challenges: 2 })).toEqual({
      ...NOTHING_DELETED,
      challenges: 1,
    })
  })
})

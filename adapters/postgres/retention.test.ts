import * as Effect from "effect/Effect"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import * as AuditLog from "../../src/domain/audit/audit-log.ts"
import { fold } from "../../src/domain/state-machine/decider.ts"
import type { Json } from "../../src/ports/storage.ts"
import { DAY, message, NOW, nothing, openRetained, type Retained, standard } from "../../test/postgres/retention.ts"
import type { Kept } from "./retention-policy.ts"

let world: Retained

beforeAll(async () => {
  world = await openRetained()
})
beforeEach(() => world.clear())
afterAll(() => world.close())

describe.each<readonly [kept: Kept, kind: string, state: Json]>([
  ["challenges", "challenge", { _tag: "Spent" }],
  ["lockOuts", "lock-out", { _tag: "Any" }],
  ["recoveries", "recovery", { _tag: "Any" }],
  ["sendAllowances", "send-allowance", { _tag: "Any" }],
  ["sessions", "sessions", { _tag: "Any" }],
  ["devices", "device", { _tag: "Any" }],
  ["drafts", "migration", { _tag: "Abandoned" }],
  ["drafts", "migration", { _tag: "Expired" }],
  ["actions", "audit-log", { _tag: "Any" }],
])("%s (%s, %j)", (kept, kind, state) => {
  it("go once they are old, with their journal, and stay to the last millisecond before", async () => {
    const edge = NOW - standard[kept] * DAY
    await world.write(`${kind}/old`, edge - 2, { state })
    await world.write(`${kind}/old`, edge - 1, { state })
    await world.write(`${kind}/touched`, edge - 1, { state })
    await world.write(`${kind}/touched`, edge, { state })
    await world.write(`${kind}/young`, edge, { state })
    expect(await world.retain()).toEqual({ ...nothing, [kept]: kind === "audit-log" ? 2 : 1 })
    expect(await world.namesLeft()).toEqual([`${kind}/touched`, `${kind}/young`])
    expect(await world.journalLeft()).toBe(3)
    expect(await world.retain()).toEqual(nothing)
  })
})

describe("what is never over", () => {
  it.each(["account", "household", "data-key", "memberships", "delegation"])("stays however old: %s", async (kind) => {
    await world.write(`${kind}/1`, 0)
    expect(await world.retain()).toEqual(nothing)
    expect(await world.namesLeft()).toEqual([`${kind}/1`])
  })

  it.each(["NotStarted", "TermsPending", "PasswordPending", "ContactPending", "CodePending", "Completed"])(
    "stays however old: a migration that is %s",
    async (_tag) => {
      await world.write("migration/1", 0, { state: { _tag } })
      expect(await world.retain()).toEqual(nothing)
    },
  )

  it("is not taken for what begins like it", async () => {
    for (const aggregate of ["challenges/1", "challenge-/1", "lock-outs/1", "deed/1"] as const)
      await world.write(aggregate, 0)
    expect(await world.retain()).toEqual(nothing)
  })
})

describe("messages", () => {
  it("that were dealt with go once that is old, and stay to the last millisecond before", async () => {
    const edge = NOW - standard.deliveries * DAY
    await world.write("account/1", 0, { messages: ["old", "young", "waiting", "dead"].map((id) => message(id)) })
    await world.setTime(edge - 1)
    await Effect.runPromise(world.storage.acknowledge("old"))
    await world.setTime(edge)
    await Effect.runPromise(world.storage.acknowledge("young"))
    const leased = await Effect.runPromise(world.storage.lease({ limit: 9, lasts: 1 }))
    for (const one of leased.filter(({ message: { id } }) => id === "dead"))
      await Effect.runPromise(world.storage.deadLetter(one))
    expect(await world.retain()).toEqual({ ...nothing, deliveries: 1 })
    const { acknowledged, outbox } = await world.snapshot()
    expect(acknowledged).toEqual(["young"])
    expect(outbox.map(({ message: { id } }) => id).sort()).toEqual(["dead", "waiting"])
  })

  it.each([
    ["account", "challenge/ada.migration"],
    ["account", "migration/ada"],
    ["file", "audit-log/ada"],
  ] as const)("still to be done keep what is theirs, by %s: %s", async (field, aggregate) => {
    const state = { _tag: "Abandoned" }
    const one = message("m", { [field]: "ada" })
    await world.write(aggregate, 0, { state, messages: [one] })
    await world.write("challenge/bob.migration", 0)
    expect(await world.retain()).toEqual({ ...nothing, challenges: 1 })
    const [leased] = await Effect.runPromise(world.storage.lease({ limit: 1, lasts: 1 }))
    if (leased !== undefined) await Effect.runPromise(world.storage.deadLetter(leased))
    expect(await world.retain()).toEqual(nothing)
    await Effect.runPromise(world.storage.acknowledge("m"))
    expect(Object.values(await world.retain()).reduce((sum, many) => sum + many, 0)).toBe(1)
    expect(await world.namesLeft()).toEqual([])
  })
})

describe("action records on a file that is in use", () => {
  /** What really is on record, deed by deed. */
  const record = async (ats: ReadonlyArray<number>) => {
    let state = AuditLog.initial
    for (const [index, at] of ats.entries()) {
      const deed = {
        command: `d${index}`,
        actor: "ada",
        onBehalfOf: null,
        action: "ViewFile",
        reference: null,
        rule: "r",
        at,
      }
      const event: AuditLog.Event = { ...deed, _tag: "Recorded", number: index + 1 }
      state = AuditLog.evolve(state, event)
      await Effect.runPromise(
        world.storage.commit({
          commandId: `deed${index}`,
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
  const adds = async () => {
    const events = await Effect.runPromise(world.storage.journal("audit-log/1"))
    const { rows } = await Effect.runPromise(world.storage.load(["audit-log/1"]))
    return {
      folded: fold(AuditLog.machine, events as ReadonlyArray<AuditLog.Event>),
      kept: rows[0]?.state,
      many: events.length,
    }
  }

  it("go one by one, but for the ten latest, and what is left adds up to the same", async () => {
    await record([...Array.from({ length: 14 }, () => 0), NOW])
    expect(await world.retain()).toEqual({ ...nothing, actions: 5 })
    const { folded, kept, many } = await adds()
    expect(many).toBe(10)
    expect(folded).toEqual(kept)
    expect(await world.retain()).toEqual(nothing)
  })

  it("stay where they are young, however many", async () => {
    const edge = NOW - standard.actions * DAY
    await record([edge - 1, edge - 1, ...Array.from({ length: 13 }, () => edge)])
    expect(await world.retain()).toEqual({ ...nothing, actions: 2 })
    expect((await adds()).many).toBe(13)
    expect((await adds()).folded).toEqual((await adds()).kept)
  })
})

describe("a policy", () => {
  it.each([0, 1, -30, 2.5, Number.NaN, Number.POSITIVE_INFINITY, "30"])("of %j days is none", async (days) => {
    const policy = { ...standard, challenges: days as number }
    await expect(world.retain(world.query, 10, policy)).rejects.toThrow("challenges must be a whole number of days")
  })

  it("goes by its own figures", async () => {
    await world.write("challenge/1.migration", NOW - 2 * DAY - 1)
    await world.write("challenge/2.migration", NOW - 2 * DAY)
    expect(await world.retain(world.query, 10, { ...standard, challenges: 2 })).toEqual({ ...nothing, challenges: 1 })
  })
})

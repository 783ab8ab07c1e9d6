import type { PGlite } from "@electric-sql/pglite"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { fold } from "../../src/machine/decider.ts"
import type { AggregateId, Commit, Json, Message, Storage } from "../../src/ports/storage.ts"
import * as Deeds from "../../src/rights/deeds.ts"
import type { Connections, Query } from "./connections.ts"
import { MOVED_PATH, movedClock } from "./moved-clock.model.ts"
import { open } from "./open.ts"
import { emptyPGlite } from "./pglite.model.ts"
import { applyRetention } from "./retention.ts"
import { type Kept, type RetentionPolicy, retentionPolicies } from "./retention-policy.ts"
import { empty, snapshotOf } from "./snapshot.model.ts"
import { postgresStorage } from "./storage.ts"

const scope = Scope.makeUnsafe()
let pglite: PGlite
let storage: Storage["Service"]
let connections: Connections

const ask = async (sql: string) => {
  const { rows } = await pglite.query<Record<string, unknown>>(sql)
  return Object.values(rows[0] ?? {})[0]
}

beforeAll(async () => {
  pglite = await emptyPGlite()
  storage = await Effect.runPromise(Scope.provide(postgresStorage({ pglite }).service, scope))
  connections = await Effect.runPromise(Scope.provide(open({ pglite }), scope))
  // Whoever connects anew finds the settings of the session as they were at first.
  await Effect.runPromise(connections.query("SELECT 1"))
  await pglite.exec(`${movedClock}; SET search_path = ${MOVED_PATH}`)
})

beforeEach(async () => {
  await empty(ask)
  await pglite.exec(`UPDATE moved.clock SET milliseconds = ${NOW}`)
})

afterAll(async () => {
  await Effect.runPromise(Scope.close(scope, Exit.void))
  await pglite.close()
})

const DAY = 24 * 60 * 60_000
const NOW = 1_800_000_000_000
const { standard } = retentionPolicies

/** Retention at `NOW`, for the policy, the clock of the database and that of the application. */
const retain = (query: Query = connections.query, batch?: number, policy: RetentionPolicy = standard) =>
  Effect.runPromise(
    Effect.andThen(TestClock.setTime(NOW), applyRetention(query, policy, batch)).pipe(
      Effect.provide(TestClock.layer()),
    ),
  )

let commands = 0

/** One more version of an aggregate, decided at a time. */
const write = async (
  aggregate: AggregateId,
  at: number,
  {
    messages = [],
    state = { _tag: "Any" },
  }: { readonly messages?: ReadonlyArray<Message>; readonly state?: Json } = {},
) => {
  const { rows } = await Effect.runPromise(storage.load([aggregate]))
  commands += 1
  const commit: Commit = {
    commandId: `c${commands}`,
    at,
    changes: [
      { aggregate, expectedVersion: rows[0]?.version ?? 0, state, events: [{ _tag: "Happened" }], secret: null },
    ],
    guards: [],
    claims: [],
    messages,
    answer: { _tag: "Done" },
  }
  expect(await Effect.runPromise(storage.commit(commit))).toEqual({ _tag: "Committed" })
  return commit
}

const snapshot = () => snapshotOf(ask)
const namesLeft = async () => (await snapshot()).rows.map(({ aggregate }) => aggregate).sort()
const journalLeft = () => ask("SELECT count(*)::int FROM mon_compte.journal")

const nothing: Readonly<Record<Kept, number>> = {
  deliveries: 0,
  challenges: 0,
  lockOuts: 0,
  recoveries: 0,
  sendAllowances: 0,
  sessions: 0,
  devices: 0,
  drafts: 0,
  deeds: 0,
}

describe.each<readonly [kept: Kept, kind: string, state: Json]>([
  ["challenges", "challenge", { _tag: "Spent" }],
  ["lockOuts", "lock-out", { _tag: "Any" }],
  ["recoveries", "recovery", { _tag: "Any" }],
  ["sendAllowances", "send-allowance", { _tag: "Any" }],
  ["sessions", "sessions", { _tag: "Any" }],
  ["devices", "device", { _tag: "Any" }],
  ["drafts", "migration", { _tag: "Abandoned" }],
  ["drafts", "migration", { _tag: "Expired" }],
  ["deeds", "deeds", { _tag: "Any" }],
])("%s (%s, %j)", (kept, kind, state) => {
  it("go once they are old, with their journal, and stay to the last millisecond before", async () => {
    const edge = NOW - standard[kept] * DAY
    await write(`${kind}/old`, edge - 2, { state })
    await write(`${kind}/old`, edge - 1, { state })
    await write(`${kind}/touched`, edge - 1, { state })
    await write(`${kind}/touched`, edge, { state })
    await write(`${kind}/young`, edge, { state })
    expect(await retain()).toEqual({ ...nothing, [kept]: kind === "deeds" ? 2 : 1 })
    expect(await namesLeft()).toEqual([`${kind}/touched`, `${kind}/young`])
    expect(await journalLeft()).toBe(3)
    expect(await retain()).toEqual(nothing)
  })
})

describe("what is never over", () => {
  it.each(["account", "household", "data-key", "memberships", "delegation"])("stays however old: %s", async (kind) => {
    await write(`${kind}/1`, 0)
    expect(await retain()).toEqual(nothing)
    expect(await namesLeft()).toEqual([`${kind}/1`])
  })

  it.each(["NotStarted", "TermsPending", "PasswordPending", "ContactPending", "CodePending", "Completed"])(
    "stays however old: a migration that is %s",
    async (_tag) => {
      await write("migration/1", 0, { state: { _tag } })
      expect(await retain()).toEqual(nothing)
    },
  )

  it("is not taken for what begins like it", async () => {
    for (const aggregate of ["challenges/1", "challenge-/1", "lock-outs/1", "deed/1"] as const)
      await write(aggregate, 0)
    expect(await retain()).toEqual(nothing)
  })
})

const message = (id: string, body: Record<string, unknown> = {}): Message => ({
  id,
  dueAt: 0,
  body: { _tag: "M", ...body },
})

describe("messages", () => {
  it("that were dealt with go once that is old, and stay to the last millisecond before", async () => {
    const edge = NOW - standard.deliveries * DAY
    const setTime = (now: number) => pglite.exec(`UPDATE moved.clock SET milliseconds = ${now}`)
    await write("account/1", 0, { messages: ["old", "young", "waiting", "dead"].map((id) => message(id)) })
    await setTime(edge - 1)
    await Effect.runPromise(storage.acknowledge("old"))
    await setTime(edge)
    await Effect.runPromise(storage.acknowledge("young"))
    const leased = await Effect.runPromise(storage.lease({ limit: 9, lasts: 1 }))
    for (const one of leased.filter(({ message: { id } }) => id === "dead")) await Effect.runPromise(storage.bury(one))
    expect(await retain()).toEqual({ ...nothing, deliveries: 1 })
    const { acknowledged, outbox } = await snapshot()
    expect(acknowledged).toEqual(["young"])
    expect(outbox.map(({ message: { id } }) => id).sort()).toEqual(["dead", "waiting"])
  })

  it.each([
    ["account", "challenge/ada.migration"],
    ["account", "migration/ada"],
    ["file", "deeds/ada"],
  ] as const)("still to be done keep what is theirs, by %s: %s", async (field, aggregate) => {
    const state = { _tag: "Abandoned" }
    const one = message("m", { [field]: "ada" })
    await write(aggregate, 0, { state, messages: [one] })
    await write("challenge/bob.migration", 0)
    expect(await retain()).toEqual({ ...nothing, challenges: 1 })
    const [leased] = await Effect.runPromise(storage.lease({ limit: 1, lasts: 1 }))
    if (leased !== undefined) await Effect.runPromise(storage.bury(leased))
    expect(await retain()).toEqual(nothing)
    await Effect.runPromise(storage.acknowledge("m"))
    expect(Object.values(await retain()).reduce((sum, many) => sum + many, 0)).toBe(1)
    expect(await namesLeft()).toEqual([])
  })
})

describe("deeds on a file that is in use", () => {
  /** What really is on record, deed by deed. */
  const record = async (ats: ReadonlyArray<number>) => {
    let state = Deeds.initial
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
      const event: Deeds.Event = { ...deed, _tag: "Recorded", number: index + 1 }
      state = Deeds.evolve(state, event)
      commands += 1
      await Effect.runPromise(
        storage.commit({
          commandId: `c${commands}`,
          at,
          changes: [{ aggregate: "deeds/1", expectedVersion: index, state, events: [event], secret: null }],
          guards: [],
          claims: [],
          messages: [],
          answer: { _tag: "Done" },
        }),
      )
    }
  }
  const adds = async () => {
    const events = await Effect.runPromise(storage.journal("deeds/1"))
    const { rows } = await Effect.runPromise(storage.load(["deeds/1"]))
    return {
      folded: fold(Deeds.machine, events as ReadonlyArray<Deeds.Event>),
      kept: rows[0]?.state,
      many: events.length,
    }
  }

  it("go one by one, but for the ten latest, and what is left adds up to the same", async () => {
    await record([...Array.from({ length: 14 }, () => 0), NOW])
    expect(await retain()).toEqual({ ...nothing, deeds: 5 })
    const { folded, kept, many } = await adds()
    expect(many).toBe(10)
    expect(folded).toEqual(kept)
    expect(await retain()).toEqual(nothing)
  })

  it("stay where they are young, however many", async () => {
    const edge = NOW - standard.deeds * DAY
    await record([edge - 1, edge - 1, ...Array.from({ length: 13 }, () => edge)])
    expect(await retain()).toEqual({ ...nothing, deeds: 2 })
    expect((await adds()).many).toBe(13)
    expect((await adds()).folded).toEqual((await adds()).kept)
  })
})

describe("page by page", () => {
  it.each([1, 2, 3, 7, 1_000])("the same goes, %d rows at a time", async (batch) => {
    const messages = ["a", "b", "c", "d", "e"].map((id) => message(id))
    await write("account/1", 0, { messages })
    await pglite.exec("UPDATE moved.clock SET milliseconds = 0")
    await Effect.runPromise(storage.acknowledge("a", "b", "d", "e"))
    for (const name of ["1", "2", "3", "4", "5"]) {
      await write(`challenge/${name}.migration`, name === "3" ? NOW : 0)
      await write(`lock-out/${name}`, name === "4" ? NOW : 0)
    }
    expect(await retain(connections.query, batch)).toEqual({ ...nothing, deliveries: 4, challenges: 4, lockOuts: 4 })
    expect(await namesLeft()).toEqual(["account/1", "challenge/3.migration", "lock-out/4"])
  })
})

describe("while others work", () => {
  /** Something that somebody does right before things are forgotten. */
  const meanwhile =
    (work: () => Promise<unknown>): Query =>
    (statement, values) =>
      String(statement).includes("FOR UPDATE OF a SKIP LOCKED")
        ? Effect.andThen(Effect.promise(work), connections.query(statement, values))
        : connections.query(statement, values)

  it("what is changed after it was looked at stays, whole", async () => {
    await write("challenge/1.migration", 0)
    const query = meanwhile(() => write("challenge/1.migration", NOW))
    expect(await retain(query)).toEqual(nothing)
    expect(await journalLeft()).toBe(2)
    expect((await snapshot()).rows.map(({ version }) => version)).toEqual([2])
  })

  it("what a message comes to be about stays", async () => {
    await write("challenge/ada.migration", 0)
    const query = meanwhile(() => write("account/ada", NOW, { messages: [message("m", { account: "ada" })] }))
    expect(await retain(query)).toEqual(nothing)
    expect(await namesLeft()).toEqual(["account/ada", "challenge/ada.migration"])
  })

  it("who read what was then forgotten conflicts, and starts over from nothing", async () => {
    const stale = await write("challenge/1.migration", 0)
    await retain()
    const next = { ...stale, commandId: "next", changes: [{ ...stale.changes[0], expectedVersion: 1 }] } as const
    expect(await Effect.runPromise(storage.commit(next))).toEqual({ _tag: "Conflict" })
    await write("challenge/1.migration", NOW)
    expect((await snapshot()).rows.map(({ version }) => version)).toEqual([1])
    expect(await journalLeft()).toBe(1)
  })
})

describe("a policy", () => {
  it.each([0, 1, -30, 2.5, Number.NaN, Number.POSITIVE_INFINITY, "30"])("of %j days is none", async (days) => {
    const policy = { ...standard, challenges: days as number }
    await expect(retain(connections.query, 10, policy)).rejects.toThrow("challenges must be a whole number of days")
  })

  it("goes by its own figures", async () => {
    await write("challenge/1.migration", NOW - 2 * DAY - 1)
    await write("challenge/2.migration", NOW - 2 * DAY)
    expect(await retain(connections.query, 10, { ...standard, challenges: 2 })).toEqual({ ...nothing, challenges: 1 })
  })
})

import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { expect } from "vitest"
import { open } from "../../adapters/postgres/open.ts"
import { applyRetention } from "../../adapters/postgres/retention.ts"
import { type RetainedKind, type RetentionPolicy, retentionPolicies } from "../../adapters/postgres/retention-policy.ts"
import { postgresStorage } from "../../adapters/postgres/storage.ts"
import type { AggregateId, Commit, Json, Message } from "../../src/ports/storage.ts"
import { emptyPGlite } from "./pglite.ts"
import { CREATE_SIMULATED_CLOCK, SIMULATED_PATH } from "./simulated-clock.ts"
import { snapshotOf, truncateTables } from "./snapshot.ts"

export const DAY = 24 * 60 * 60_000
export const NOW = 1_800_000_000_000
export const { standard } = retentionPolicies

export const NOTHING_DELETED: Readonly<Record<RetainedKind, number>> = {
  deliveries: 0,
  challenges: 0,
  lockOuts: 0,
  recoveries: 0,
  sendAllowances: 0,
  sessions: 0,
  devices: 0,
  drafts: 0,
  agentCommands: 0,
  actions: 0,
}

export const message = (id: string, body: Record<string, unknown> = {}): Message => ({
  id,
  dueAt: 0,
  body: { _tag: "M", ...body },
})

/** A database for retention. The time is `NOW` for the policy, and a simulated clock for the storage. */
export const createRetentionContext = async () => {
  const scope = Scope.makeUnsafe()
  const pglite = await emptyPGlite()
  const storage = await Effect.runPromise(Scope.provide(postgresStorage({ pglite }).service, scope))
  const { query } = await Effect.runPromise(Scope.provide(open({ pglite }), scope))
  // The first query opens the connection, which resets the settings of the session.
  await Effect.runPromise(query("SELECT 1"))
  await pglite.exec(`${CREATE_SIMULATED_CLOCK}; SET search_path = ${SIMULATED_PATH}`)
  let commands = 0

  const queryValue = async (sql: string) => {
    const { rows } = await pglite.query<Record<string, unknown>>(sql)
    return Object.values(rows[0] ?? {})[0]
  }
  const setTime = (now: number) => pglite.exec(`UPDATE simulated.clock SET milliseconds = ${now}`)
  const snapshot = () => snapshotOf(queryValue)
  return {
    queryValue,
    query,
    setTime,
    snapshot,
    storage,
    reset: async () => {
      await truncateTables(queryValue)
      await setTime(NOW)
    },
    close: async () => {
      await Effect.runPromise(Scope.close(scope, Exit.void))
      await pglite.close()
    },
    runRetention: (runQuery = query, batch?: number, policy: RetentionPolicy = standard) =>
      Effect.runPromise(
        Effect.andThen(TestClock.setTime(NOW), applyRetention(runQuery, policy, batch)).pipe(
          Effect.provide(TestClock.layer()),
        ),
      ),
    /** Commits one more version of an aggregate, decided at this time. */
    write: async (
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
    },
    remainingAggregates: async () => (await snapshot()).rows.map(({ aggregate }) => aggregate).sort(),
    journalSize: () => queryValue("SELECT count(*)::int FROM mon_compte.journal"),
  }
}

export type RetentionContext = Awaited<ReturnType<typeof createRetentionContext>>

import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import * as TestClock from "effect/testing/TestClock"
import { expect } from "vitest"
import { open } from "../../adapters/postgres/open.ts"
import { applyRetention } from "../../adapters/postgres/retention.ts"
import { type Kept, type RetentionPolicy, retentionPolicies } from "../../adapters/postgres/retention-policy.ts"
import { postgresStorage } from "../../adapters/postgres/storage.ts"
import type { AggregateId, Commit, Json, Message } from "../../src/ports/storage.ts"
import { MOVED_PATH, movedClock } from "./moved-clock.ts"
import { emptyPGlite } from "./pglite.ts"
import { empty, snapshotOf } from "./snapshot.ts"

export const DAY = 24 * 60 * 60_000
export const NOW = 1_800_000_000_000
export const { standard } = retentionPolicies

export const nothing: Readonly<Record<Kept, number>> = {
  deliveries: 0,
  challenges: 0,
  lockOuts: 0,
  recoveries: 0,
  sendAllowances: 0,
  sessions: 0,
  devices: 0,
  drafts: 0,
  actions: 0,
}

export const message = (id: string, body: Record<string, unknown> = {}): Message => ({
  id,
  dueAt: 0,
  body: { _tag: "M", ...body },
})

/** A database of which something is forgotten, at `NOW` for the policy, its own clock and that of the application. */
export const openRetained = async () => {
  const scope = Scope.makeUnsafe()
  const pglite = await emptyPGlite()
  const storage = await Effect.runPromise(Scope.provide(postgresStorage({ pglite }).service, scope))
  const { query } = await Effect.runPromise(Scope.provide(open({ pglite }), scope))
  // Whoever connects anew finds the settings of the session as they were at first.
  await Effect.runPromise(query("SELECT 1"))
  await pglite.exec(`${movedClock}; SET search_path = ${MOVED_PATH}`)
  let commands = 0

  const ask = async (sql: string) => {
    const { rows } = await pglite.query<Record<string, unknown>>(sql)
    return Object.values(rows[0] ?? {})[0]
  }
  const setTime = (now: number) => pglite.exec(`UPDATE moved.clock SET milliseconds = ${now}`)
  const snapshot = () => snapshotOf(ask)
  return {
    ask,
    query,
    setTime,
    snapshot,
    storage,
    clear: async () => {
      await empty(ask)
      await setTime(NOW)
    },
    close: async () => {
      await Effect.runPromise(Scope.close(scope, Exit.void))
      await pglite.close()
    },
    retain: (asked = query, batch?: number, policy: RetentionPolicy = standard) =>
      Effect.runPromise(
        Effect.andThen(TestClock.setTime(NOW), applyRetention(asked, policy, batch)).pipe(
          Effect.provide(TestClock.layer()),
        ),
      ),
    /** One more version of an aggregate, decided at a time. */
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
    namesLeft: async () => (await snapshot()).rows.map(({ aggregate }) => aggregate).sort(),
    journalLeft: () => ask("SELECT count(*)::int FROM mon_compte.journal"),
  }
}

export type Retained = Awaited<ReturnType<typeof openRetained>>

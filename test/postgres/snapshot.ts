import * as Redacted from "effect/Redacted"
import type { Entry, Held, Pending, StorageSnapshot } from "../../adapters/memory/tables.ts"
import type { AggregateId, Claim, Json } from "../../src/ports/storage.ts"
import type { Ask } from "./moved-clock.ts"

interface Row {
  readonly aggregate: AggregateId
  readonly version: number
  readonly state: Json | null
  readonly secret: string | null
  readonly journal: ReadonlyArray<{
    readonly command: string
    readonly at: number
    readonly events: ReadonlyArray<Json>
    readonly answer: Json
  }>
}

const toHeld = ({ aggregate, journal, secret, state, version }: Row): Held => ({
  aggregate,
  version,
  state,
  secret: secret === null ? null : Redacted.make(secret),
  journal: journal.flatMap(({ at, command, events }) =>
    events.map((event): Entry => ({ commandId: command, at, event })),
  ),
  answers: journal.map(({ answer, command }) => ({ commandId: command, answer })),
})

/** One statement, so that it is one moment. */
const everything = `
SELECT json_build_object(
  'rows', (SELECT coalesce(json_agg(json_build_object(
    'aggregate', a.aggregate, 'version', a.version, 'state', a.state, 'secret', a.secret,
    'journal', (SELECT coalesce(json_agg(json_build_object(
      'command', j.command, 'at', extract(epoch FROM j.at) * 1000, 'events', j.events, 'answer', j.answer
    ) ORDER BY j.version), '[]') FROM mon_compte.journal j WHERE j.shard = a.shard AND j.aggregate = a.aggregate)
  )), '[]') FROM mon_compte.aggregate a),
  'claims', (SELECT coalesce(json_agg(json_build_object('key', key, 'owner', owner)), '[]') FROM mon_compte.claim),
  'outbox', (SELECT coalesce(json_agg(json_build_object(
    'message', json_build_object('id', id, 'dueAt', due_at, 'body', body),
    'readyAt', extract(epoch FROM ready_at) * 1000, 'attempt', attempt, 'lease', lease
  )), '[]') FROM mon_compte.outbox WHERE done_at IS NULL),
  'acknowledged', (SELECT coalesce(json_agg(id), '[]') FROM mon_compte.outbox WHERE done_at IS NOT NULL)
)`

/** All that a database holds at one moment, in the form of a storage in memory. */
export const snapshotOf = async (ask: Ask): Promise<StorageSnapshot> => {
  const all = (await ask(everything)) as {
    readonly rows: ReadonlyArray<Row>
    readonly claims: ReadonlyArray<Claim>
    readonly outbox: ReadonlyArray<Pending>
    readonly acknowledged: ReadonlyArray<string>
  }
  return { ...all, rows: all.rows.map(toHeld) }
}

/** Hands out at once what a worker that died had leased: as when half a minute has passed. */
export const endLeases = (ask: Ask) =>
  ask("UPDATE mon_compte.outbox SET ready_at = now() WHERE lease IS NOT NULL AND done_at IS NULL")

/** Forgets everything but the schema. */
export const empty = (ask: Ask) =>
  ask("TRUNCATE mon_compte.aggregate, mon_compte.journal, mon_compte.claim, mon_compte.outbox")

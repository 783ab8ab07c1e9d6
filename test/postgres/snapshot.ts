import * as Redacted from "effect/Redacted"
import type { OutboxMessage } from "../../adapters/memory/outbox.ts"
import type { JournalEntry, StorageSnapshot, StoredAggregate } from "../../adapters/memory/tables.ts"
import type { AggregateId, Claim, Json } from "../../src/ports/storage.ts"
import type { QueryValue } from "./simulated-clock.ts"

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

const toStoredAggregate = ({ aggregate, journal, secret, state, version }: Row): StoredAggregate => ({
  aggregate,
  version,
  state,
  secret: secret === null ? null : Redacted.make(secret),
  journal: journal.flatMap(({ at, command, events }) =>
    events.map((event): JournalEntry => ({ commandId: command, at, event })),
  ),
  answers: journal.map(({ answer, command }) => ({ commandId: command, answer })),
})

/** One statement, so that all parts come from one moment. */
const snapshotQuery = `
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

/** The content of a database at one moment, as a snapshot of a memory storage. */
export const snapshotOf = async (queryValue: QueryValue): Promise<StorageSnapshot> => {
  const content = (await queryValue(snapshotQuery)) as {
    readonly rows: ReadonlyArray<Row>
    readonly claims: ReadonlyArray<Claim>
    readonly outbox: ReadonlyArray<OutboxMessage>
    readonly acknowledged: ReadonlyArray<string>
  }
  return { ...content, rows: content.rows.map(toStoredAggregate) }
}

/** Ends every lease at once, as if 30 seconds had passed since the worker died. */
export const expireLeases = (queryValue: QueryValue) =>
  queryValue("UPDATE mon_compte.outbox SET ready_at = now() WHERE lease IS NOT NULL AND done_at IS NULL")

/** Deletes all data, and keeps the schema. */
export const truncateTables = (queryValue: QueryValue) =>
  queryValue("TRUNCATE mon_compte.aggregate, mon_compte.journal, mon_compte.claim, mon_compte.outbox")

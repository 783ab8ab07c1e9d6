import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { type AggregateId, type Row, type StateAltered, Storage, type StorageDown } from "../../ports/storage.ts"

/** Reads aggregates as they are now, or as they were at most one second ago. */
export type ReadRows = (
  ids: ReadonlyArray<AggregateId>,
) => Effect.Effect<ReadonlyArray<Row | undefined>, StorageDown | StateAltered>

/** How long rows that were read ahead are used, in milliseconds. Older ones are read again. */
const FRESH_MILLIS = 1_000

/**
 * Reads the aggregates of a whole batch in one round trip. A message that is handled more than a second later reads
 * again.
 */
export const readAhead = Effect.fnUntraced(function* (ids: ReadonlyArray<AggregateId>) {
  const storage = yield* Storage
  const load = (wanted: ReadonlyArray<AggregateId>) => Effect.map(storage.load(wanted), ({ rows }) => rows)
  const readAt = yield* Clock.currentTimeMillis
  const unique = [...new Set(ids)]
  const rows: ReadonlyArray<Row> =
    unique.length === 0
      ? []
      : yield* Effect.matchCause(load(unique), { onFailure: () => [], onSuccess: (rows) => rows })
  const known = new Map(rows.map((row, index) => [unique[index], row]))
  const readRows: ReadRows = Effect.fnUntraced(function* (wanted) {
    const isFresh = (yield* Clock.currentTimeMillis) - readAt < FRESH_MILLIS && wanted.every((id) => known.has(id))
    return isFresh ? wanted.map((id) => known.get(id)) : yield* load(wanted)
  })
  return readRows
})

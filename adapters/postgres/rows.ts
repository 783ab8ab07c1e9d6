import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { AggregateId, Loaded, Row, Storage } from "../../src/ports/storage.ts"
import type { Query, TextRow } from "./connections.ts"
import { parseJson } from "./json-column.ts"
import { shardOf } from "./shard.ts"
import { type SqlFailure, toStorageDown } from "./sql-failure.ts"
import { statements } from "./statements.ts"

const toRow = ([version, state, secret]: TextRow): Row => ({
  version: Number(version ?? 0),
  state: state == null ? null : parseJson(state),
  secret: secret == null ? null : Redacted.make(secret),
})

const toLoaded = (rows: ReadonlyArray<TextRow>): Loaded => {
  const answer = rows.map(([, , , answer]) => answer).find((answer) => answer != null)
  return { rows: rows.map(toRow), answer: answer == null ? null : parseJson(answer) }
}

/** Loads aggregates, and the previous result of a command. A commit uses it too, and handles the failure itself. */
export const loadRows = (
  query: Query,
  aggregates: ReadonlyArray<AggregateId>,
  commandId: string | undefined,
): Effect.Effect<Loaded, SqlFailure> =>
  Effect.map(query(statements.load, [aggregates.map(shardOf), aggregates, commandId ?? null]), toLoaded)

/** Reads aggregates: by id, by the unique key of one of them, and page by page. */
export const rows = (query: Query): Pick<Storage["Service"], "load" | "loadOwner" | "list"> => ({
  load: (aggregates, commandId) => Effect.catchTag(loadRows(query, aggregates, commandId), "SqlFailure", toStorageDown),
  loadOwner: (keys, aggregates, commandId) => {
    const values = [aggregates.map(shardOf), aggregates, commandId ?? null, keys.map(shardOf), keys]
    return query(statements.loadOwner, values).pipe(
      Effect.map((rows) => {
        const isOwner = (row: TextRow) => row[4] != null
        const owner = rows.find(isOwner)
        return {
          ...toLoaded(rows.filter((row) => !isOwner(row))),
          owner: owner === undefined ? null : { id: owner[4] as AggregateId, row: toRow(owner) },
        }
      }),
      Effect.catchTag("SqlFailure", toStorageDown),
    )
  },
  list: ({ after, category, limit }) => {
    const position = after === null ? ["", ""] : [shardOf(after), after]
    return query(statements.list, [...position, `${category}/`, Math.max(0, Math.trunc(limit))]).pipe(
      Effect.map((rows) => rows.map(([aggregate]) => aggregate as AggregateId)),
      Effect.catchTag("SqlFailure", toStorageDown),
    )
  },
})

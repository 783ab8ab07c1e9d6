import * as Effect from "effect/Effect"
import type { AggregateId, Storage } from "../../src/ports/storage.ts"
import type { Query } from "./connections.ts"
import { shardOf } from "./shard.ts"
import { toStorageDown } from "./sql-failure.ts"
import { statements } from "./statements.ts"

/** Higher than the version of any aggregate. */
const NEWEST = Number.MAX_SAFE_INTEGER

/** Reads the events of an aggregate. Each journal entry holds the events of one commit as a JSON array. */
export const journal = (query: Query): Pick<Storage["Service"], "journal" | "journalPage" | "journalWindow"> => ({
  journal: (aggregate) =>
    query(statements.journal, [shardOf(aggregate), aggregate]).pipe(
      Effect.map((rows) => rows.flatMap(([events]) => JSON.parse(String(events)))),
      Effect.catchTag("SqlFailure", toStorageDown),
    ),
  journalPage: ({ aggregate, before, limit }) =>
    query(statements.journalPage, [
      shardOf(aggregate),
      aggregate,
      Math.min(Math.ceil(before ?? NEWEST), NEWEST),
      Math.max(0, Math.trunc(limit)),
    ]).pipe(
      Effect.map((rows) =>
        rows.map(([version, events]) => ({ version: Number(version), events: JSON.parse(String(events)) })),
      ),
      Effect.catchTag("SqlFailure", toStorageDown),
    ),
  journalWindow: ({ from, limit, until }) =>
    query(statements.journalWindow, [from, until, Math.max(0, Math.trunc(limit))]).pipe(
      Effect.map((rows) =>
        rows.map(([aggregate, version, command, at, events]) => ({
          // The column has ids only.
          aggregate: String(aggregate) as AggregateId,
          version: Number(version),
          commandId: String(command),
          at: Number(at),
          events: JSON.parse(String(events)),
        })),
      ),
      Effect.catchTag("SqlFailure", toStorageDown),
    ),
})

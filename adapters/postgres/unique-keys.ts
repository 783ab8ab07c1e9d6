import * as Effect from "effect/Effect"
import type { AggregateId, Storage } from "../../src/ports/storage.ts"
import type { Query } from "./connections.ts"
import { shardOf } from "./shard.ts"
import { toStorageDown } from "./sql-failure.ts"
import { statements } from "./statements.ts"

/** Finds the owner of a unique key. Commits claim and release keys: see `commit.ts`. */
export const uniqueKeys = (query: Query): Pick<Storage["Service"], "find"> => ({
  find: (...keys) =>
    query(statements.find, [keys.map(shardOf), keys]).pipe(
      Effect.map(([row]) => (row?.[0] ?? null) as AggregateId | null),
      Effect.catchTag("SqlFailure", toStorageDown),
    ),
})

import { randomUUID } from "node:crypto"
import * as Effect from "effect/Effect"
import type { DeadLetter, Storage } from "../../src/ports/storage.ts"
import type { Query, TextRow } from "./connections.ts"
import { parseJson } from "./json-column.ts"
import { OUTBOX_SHARD } from "./shard.ts"
import { toStorageDown } from "./sql-failure.ts"
import { type Statement, statements } from "./statements.ts"

const toMessage = ([id, dueAt, body, attempt]: TextRow): DeadLetter => ({
  message: { id: String(id), dueAt: Number(dueAt), body: parseJson(String(body)) },
  attempt: Number(attempt),
})

/** The position of a message in its batch: an UPDATE returns its rows in no particular order. */
const positionOf = ([, , , , position]: TextRow) => Number(position)

type Leases = "lease" | "acknowledge" | "renew" | "release" | "postpone"
type DeadLetters = "deadLetter" | "listDeadLetters" | "requeue"

/** Leases messages to workers, records what became of them, and stores dead letters. */
export const outbox = (query: Query): Pick<Storage["Service"], Leases | DeadLetters> => {
  const run = (statement: Statement, ...values: ReadonlyArray<unknown>) =>
    Effect.catchTag(query(statement, [OUTBOX_SHARD, ...values]), "SqlFailure", toStorageDown)
  const write = (statement: Statement, ...values: ReadonlyArray<unknown>) => Effect.asVoid(run(statement, ...values))
  const isFound = (rows: ReadonlyArray<TextRow>) => rows.length > 0

  return {
    lease: ({ lasts, limit }) =>
      Effect.suspend(() => {
        const lease = randomUUID()
        return Effect.map(run(statements.lease, Math.max(0, Math.trunc(limit)), lease, lasts), (rows) =>
          rows
            .toSorted((left, right) => positionOf(left) - positionOf(right))
            .map((row) => ({ ...toMessage(row), lease })),
        )
      }),
    acknowledge: (...messageIds) => write(statements.acknowledge, messageIds),
    renew: ({ lease, message }, lasts) => Effect.map(run(statements.renew, message.id, lease, lasts), isFound),
    release: (...leased) =>
      write(
        statements.release,
        leased.map(({ message }) => message.id),
        leased.map(({ lease }) => lease),
      ),
    postpone: ({ lease, message }, dueAt) => write(statements.postpone, message.id, lease, dueAt),
    deadLetter: ({ lease, message }) => write(statements.deadLetter, message.id, lease),
    listDeadLetters: (limit) =>
      Effect.map(run(statements.listDeadLetters, Math.max(0, Math.trunc(limit))), (rows) => rows.map(toMessage)),
    requeue: (messageId) => Effect.map(run(statements.requeue, messageId), isFound),
  }
}

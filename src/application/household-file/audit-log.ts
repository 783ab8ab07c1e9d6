import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as AuditLog from "../../domain/audit/audit-log.ts"
import { type AggregateId, Storage } from "../../ports/storage.ts"
import { referenceOf } from "./load-file.ts"

export const auditLogOf = (file: AggregateId): AggregateId => AuditLog.stream.id(referenceOf({ id: file }))

/** A page of the action records of a file, newest first: at most `limit`, with numbers lower than `before`. */
export const loadActionRecords = Effect.fnUntraced(function* (file: AggregateId, before: number | null, limit: number) {
  const storage = yield* Storage
  const entries = yield* storage.journalPage({ aggregate: auditLogOf(file), before, limit })
  return yield* Effect.forEach(
    entries.flatMap(({ events }) => events.toReversed()),
    (event) => Effect.orDie(Schema.decodeUnknownEffect(AuditLog.ActionRecord)(event)),
  )
})

/** The action record with this number; nothing where retention deleted it. */
export const loadActionRecord = (file: AggregateId, number: number) =>
  Effect.map(loadActionRecords(file, number + 1, 1), ([record]) => (record?.number === number ? record : undefined))

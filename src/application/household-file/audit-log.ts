import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as AuditLog from "../../domain/audit/audit-log.ts"
import { type AggregateId, Storage } from "../../ports/storage.ts"
import { referenceOf } from "./load-file.ts"

export const auditLogOf = (file: AggregateId): AggregateId => AuditLog.stream.id(referenceOf({ id: file }))

/** Every deed on a file, oldest first. */
export const readActionRecords = Effect.fnUntraced(function* (file: AggregateId) {
  const storage = yield* Storage
  const journal = yield* storage.journal(auditLogOf(file))
  return yield* Effect.forEach(journal, (event) =>
    Effect.orDie(Schema.decodeUnknownEffect(AuditLog.ActionRecord)(event)),
  )
})

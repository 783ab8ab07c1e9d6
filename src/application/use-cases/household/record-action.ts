import * as Effect from "effect/Effect"
import * as AuditLog from "../../../domain/audit/audit-log.ts"
import type { AggregateId } from "../../../ports/storage.ts"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import { NotPermitted } from "../../contract/file-refusals.ts"
import type { Input } from "../../contract/inputs.ts"
import { CommandIdReused } from "../../contract/refusals.ts"
import { auditLogOf, loadActionRecord } from "../../household-file/audit-log.ts"
import { readForWhom } from "../../household-file/for-whom.ts"
import { readFile } from "../../household-file/load-file.ts"
import { decideFor, readOnBehalfOf, readsOnBehalf } from "../../household-file/on-behalf.ts"
import { isOwnFile, STRANGER } from "../../household-file/own-file.ts"
import { loadFacts, permittedBy } from "../../household-file/person-facts.ts"
import { readReference } from "../../household-file/reference.ts"
import { withMember } from "../../household-file/with-member.ts"
import { execute, readAggregate } from "../../unit-of-work/aggregate.ts"

/** The right was there, and the action is recorded: perform it now. */
export interface ActionRecorded extends AuditLog.ActionRecord {
  readonly _tag: "ActionRecorded"
}

/**
 * Records an action on a file, in the caller's own name, or in the holder's where the management authorisation permits
 * it. With `onBehalfOf`, it is recorded in the name of a protected person, where a mandate of the caller permits it. One
 * commit checks the right and records who does what, for whom and by which rule.
 *
 * `for` says whether the action is for the caller or for the file, where both are possible, as for a letter to the fund.
 * What is for the file needs the right to manage it. `NotPermitted` with `ForSelfOnly` or `ForFileOnly` says that the action
 * is for the other one only.
 *
 * Call it right before you perform the action. A command in flight while the right ends is refused. The same
 * `commandId` records the action once, and is answered again only while the right lasts. Nothing is recorded on a file
 * that the caller neither is nor was in. Actions with their own verb, such as giving the authorisation, are refused.
 */
export const recordAction = Effect.fn("MonCompte.recordAction")(function* (request: Input<"recordAction">) {
  const { action } = request
  const reference = yield* readReference(request.reference)
  const behalf = yield* readOnBehalfOf(request.onBehalfOf)
  const { command, id, outcome, person } = yield* withMember(
    "RecordAction",
    request,
    { first: (file) => [auditLogOf(file), ...readsOnBehalf(behalf)] },
    ({ at, command, facts, file, person }, [row, mandatesRow]) =>
      Effect.gen(function* () {
        const meant = yield* readForWhom(request)
        const asked = { at, onBehalfOf: behalf, row: mandatesRow }
        const { decision, mandates, onBehalfOf, subject } = yield* decideFor(person, file, facts, meant.right, asked)
        const { rule } = yield* permittedBy(decision)
        if (!isOwnFile(file, person, subject)) return yield* new NotPermitted({ rule, ...STRANGER })
        const auditLog = yield* readAggregate(AuditLog.register, auditLogOf(file.id), row)
        const entry = { command, actor: person.id, onBehalfOf, action, for: meant.for, reference, rule, at }
        const recorded = yield* Effect.fromResult(execute(auditLog, { _tag: "Record", ...entry }))
        const record: AuditLog.ActionRecord = { ...entry, number: recorded.state.count }
        return { others: [recorded, ...mandates], note: String(record.number), record }
      }),
  )
  if (outcome._tag === "Committed") {
    const recorded: ActionRecorded = { ...outcome.plan.decided.record, _tag: "ActionRecorded" }
    return recorded
  }
  const record = yield* loadActionRecord(id, Number(outcome.note))
  const isSame =
    record?.actor === person && record.command === command && record.action === action && record.reference === reference
  if (!isSame) return yield* new CommandIdReused()
  yield* mustStillBePermitted(request, id)
  const recorded: ActionRecorded = { ...record, _tag: "ActionRecorded" }
  return recorded
})

/** A replayed command is answered only while its action is still permitted: a command id is not a permanent right. */
const mustStillBePermitted = Effect.fnUntraced(function* (request: Input<"recordAction">, id: AggregateId) {
  const onBehalfOf = yield* readOnBehalfOf(request.onBehalfOf)
  const { at, person, rows } = yield* viewAsPerson(request, [id, ...readsOnBehalf(onBehalfOf)])
  const file = yield* readFile(id, rows[0])
  const { facts } = yield* loadFacts(person, file, at)
  const { right } = yield* readForWhom(request)
  yield* permittedBy((yield* decideFor(person, file, facts, right, { at, onBehalfOf, row: rows[1] })).decision)
})

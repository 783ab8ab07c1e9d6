import * as Effect from "effect/Effect"
import * as AuditLog from "../../../domain/audit/audit-log.ts"
import { isOrWasIn } from "../../../domain/household/members.ts"
import type { AggregateId } from "../../../ports/storage.ts"
import type { SignedInPerson } from "../../caller/session.ts"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import { NotPermitted, ReferenceRefused } from "../../contract/file-refusals.ts"
import type { Input } from "../../contract/inputs.ts"
import { CommandIdReused } from "../../contract/refusals.ts"
import { auditLogOf, loadActionRecord } from "../../household-file/audit-log.ts"
import { type LoadedFile, readFile, referenceOf } from "../../household-file/load-file.ts"
import { loadFacts, mustBePermitted } from "../../household-file/person-facts.ts"
import { withMember } from "../../household-file/with-member.ts"
import { execute, readAggregate } from "../../unit-of-work/aggregate.ts"

/** The right was there, and the action is recorded: perform it now. */
export interface ActionRecorded extends AuditLog.ActionRecord {
  readonly _tag: "ActionRecorded"
}

const REFERENCE = /^[A-Za-z0-9.:/_-]{1,100}$/

/** The portal's reference, or none. */
const readReference = (reference: unknown) => {
  if (reference === undefined || reference === null) return Effect.succeed(null)
  const isPlain = typeof reference === "string" && reference.length <= 100 && REFERENCE.test(reference)
  return isPlain ? Effect.succeed(reference) : Effect.fail(new ReferenceRefused())
}

const isRecordable = (action: unknown): action is AuditLog.RecordableAction =>
  AuditLog.recordableActions.some((recordable) => recordable === action)

const STRANGER = { reason: "NotInFile", change: "JoinFile" } as const
const UNKNOWN = { rule: "default.deny", reason: "Unknown", change: "Nothing" } as const

/**
 * Whether a file is one of the person's. A person may act in their own space, but not record it on a file of
 * strangers.
 */
const isOwnFile = (file: LoadedFile, { account, id }: SignedInPerson) =>
  isOrWasIn(file.state, id) || account.state.owner.file === referenceOf(file)

/**
 * Records an action on a file, in the caller's own name, or in the holder's where the management authorisation permits
 * it. One commit checks the right and records who does what, for whom and by which rule.
 *
 * Call it right before you perform the action. A command in flight while the right ends is refused. The same
 * `commandId` records the action once, and is answered again only while the right lasts. Nothing is recorded on a file
 * that the caller neither is nor was in. Actions with their own verb, such as giving the authorisation, are refused.
 */
export const recordAction = Effect.fn("MonCompte.recordAction")(function* (request: Input<"recordAction">) {
  const { action } = request
  const reference = yield* readReference(request.reference)
  const { command, id, outcome, person } = yield* withMember(
    "RecordAction",
    request,
    { first: (file) => [auditLogOf(file)] },
    ({ at, command, facts, file, person }, [row]) =>
      Effect.gen(function* () {
        if (!isRecordable(action)) return yield* new NotPermitted(UNKNOWN)
        const { onBehalfOf, rule } = yield* mustBePermitted(facts, action)
        if (!isOwnFile(file, person)) return yield* new NotPermitted({ rule, ...STRANGER })
        const holder = file.state._tag === "Open" ? file.state.holder.person : null
        const auditLog = yield* readAggregate(AuditLog.register, auditLogOf(file.id), row)
        const behalf = onBehalfOf === "Holder" ? holder : null
        const entry = { command, actor: person.id, onBehalfOf: behalf, action, reference, rule, at }
        const recorded = yield* Effect.fromResult(execute(auditLog, { _tag: "Record", ...entry }))
        const record: AuditLog.ActionRecord = { ...entry, number: recorded.state.count }
        return { others: [recorded], note: String(record.number), record }
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
  const { at, person, rows } = yield* viewAsPerson(request, [id])
  const { facts } = yield* loadFacts(person, yield* readFile(id, rows[0]), at)
  yield* mustBePermitted(facts, request.action)
})

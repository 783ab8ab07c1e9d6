import * as Effect from "effect/Effect"
import * as AuditLog from "../../../domain/audit/audit-log.ts"
import { isOrWasIn } from "../../../domain/household/membership.ts"
import { classify } from "../../../domain/nir/index.ts"
import { type AggregateId, Storage } from "../../../ports/storage.ts"
import { type SignedInPerson, viewAsPerson } from "../../caller/person.ts"
import { NotPermitted, ReferenceRefused } from "../../contract/file-refusals.ts"
import type { Input } from "../../contract/inputs.ts"
import { CommandIdRefused } from "../../contract/refusals.ts"
import { auditLogOf, readActionRecords } from "../../household-file/audit-log.ts"
import {
  type LoadedFile,
  loadStanding,
  mustBePermitted,
  readFile,
  referenceOf,
} from "../../household-file/load-file.ts"
import { withMember } from "../../household-file/with-member.ts"
import { execute, readAggregate } from "../../unit-of-work/aggregate.ts"

/** The right was there, and what was done by it is on record: go ahead. */
export interface ActionRecorded extends AuditLog.ActionRecord {
  readonly _tag: "ActionRecorded"
}

const REFERENCE = /^[A-Za-z0-9.:/_-]{1,100}$/

/** A reference of the portal's, or none. Numbers of people are kept out of records. */
const readReference = (reference: unknown) => {
  if (reference === undefined || reference === null) return Effect.succeed(null)
  const isPlain = typeof reference === "string" && reference.length <= 100 && REFERENCE.test(reference)
  return isPlain && classify(reference).kind !== "Nir" ? Effect.succeed(reference) : Effect.fail(new ReferenceRefused())
}

const isPerformable = (action: unknown): action is AuditLog.RecordableAction =>
  AuditLog.recordableActions.some((performable) => performable === action)

const STRANGER = { reason: "NotInFile", change: "JoinFile" } as const

/** Whoever has a personal space keeps it, in a file or not: but what they do there is no matter of a file of strangers. */
const concerns = (file: LoadedFile, { account, id }: SignedInPerson) =>
  isOrWasIn(file.state, id) || account.state.owner.file === referenceOf(file)

const UNKNOWN = { rule: "default.deny", reason: "Unknown", change: "Nothing" } as const

/**
 * Does something on a file in one's own name, or in the holder's where the management authorisation allows it: the right
 * is decided now, and holds in the same commit that records who did what, for whom and by which rule.
 *
 * On a file that one neither is nor was in, nothing is recorded, of one's own either.
 *
 * A command in flight while the right ends is refused. Call it right before doing what it allows, with the same
 * `commandId` if it must be asked twice: it is recorded once, and told again only while the right lasts. What has a verb
 * of its own, such as giving the authorisation, is not done here.
 */
export const recordAction = Effect.fn("MonCompte.recordAction")(function* (asked: Input<"recordAction">) {
  const { action } = asked
  const reference = yield* readReference(asked.reference)
  const done = yield* withMember(
    "RecordAction",
    asked,
    (file) => [auditLogOf(file)],
    ({ at, command, file, person, standing }, [row]) =>
      Effect.gen(function* () {
        if (!isPerformable(action)) return yield* new NotPermitted(UNKNOWN)
        const { onBehalfOf, rule } = yield* mustBePermitted(standing, action)
        if (!concerns(file, person)) return yield* new NotPermitted({ rule, ...STRANGER })
        const holder = file.state._tag === "Open" ? file.state.holder.person : null
        const deeds = yield* readAggregate(AuditLog.machine, auditLogOf(file.id), row)
        const deed = { command, actor: person.id, action, reference, rule, at }
        const recorded = execute(deeds, {
          _tag: "Record",
          ...deed,
          onBehalfOf: onBehalfOf === "Holder" ? holder : null,
        })
        return { others: [yield* Effect.orDie(Effect.fromResult(recorded))] }
      }),
  )
  const isIt = ({ actor, command }: AuditLog.ActionRecord) => command === done.command && actor === done.person
  const latest = yield* latestIn(done.id)
  const deed = latest.findLast(isIt) ?? (yield* readActionRecords(done.id)).findLast(isIt)
  if (deed === undefined) return yield* Effect.die(new Error("What was done is on record."))
  if (deed.action !== action || deed.reference !== reference) return yield* new CommandIdRefused()
  if (done.isReplay) yield* stillPermitted(asked, done.id)
  const performed: ActionRecorded = { _tag: "ActionRecorded", ...deed }
  return performed
})

/** A command id is no right frozen for good: what was permitted once and is told again is permitted now, too. */
const stillPermitted = Effect.fnUntraced(function* (asked: Input<"recordAction">, id: AggregateId) {
  const { at, person, rows } = yield* viewAsPerson(asked, [id])
  yield* mustBePermitted(yield* loadStanding(person, yield* readFile(id, rows[0]), at), asked.action)
})

const latestIn = Effect.fnUntraced(function* (file: AggregateId) {
  const storage = yield* Storage
  const { rows } = yield* storage.load([auditLogOf(file)])
  const { state } = yield* readAggregate(AuditLog.machine, auditLogOf(file), rows[0])
  return state.latest
})

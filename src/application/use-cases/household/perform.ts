import * as Effect from "effect/Effect"
import * as Deeds from "../../../domain/audit/deeds.ts"
import { isOrWasIn } from "../../../domain/household/membership.ts"
import { classify } from "../../../domain/nir/index.ts"
import { type AggregateId, Storage } from "../../../ports/storage.ts"
import { type Person, seenBy } from "../../caller/person.ts"
import { NotPermitted, ReferenceRefused } from "../../contract/file-refusals.ts"
import type { Input } from "../../contract/inputs.ts"
import { CommandIdRefused } from "../../contract/refusals.ts"
import { asMember } from "../../household-file/as-member.ts"
import { deedsIn, deedsOf } from "../../household-file/deeds-journal.ts"
import { type FileNow, mustBePermitted, readFile, referenceOf, standingNow } from "../../household-file/file-now.ts"
import { act, read } from "../../unit-of-work/aggregate.ts"

/** The right was there, and what was done by it is on record: go ahead. */
export interface Performed extends Deeds.Deed {
  readonly _tag: "Performed"
}

const REFERENCE = /^[A-Za-z0-9.:/_-]{1,100}$/

/** A reference of the portal's, or none. Numbers of people are kept out of records. */
const readReference = (reference: unknown) => {
  if (reference === undefined || reference === null) return Effect.succeed(null)
  const isPlain = typeof reference === "string" && reference.length <= 100 && REFERENCE.test(reference)
  return isPlain && classify(reference).kind !== "Nir" ? Effect.succeed(reference) : Effect.fail(new ReferenceRefused())
}

const isPerformable = (action: unknown): action is Deeds.Performable =>
  Deeds.performable.some((performable) => performable === action)

const STRANGER = { reason: "NotInFile", change: "JoinFile" } as const

/** Whoever has a personal space keeps it, in a file or not: but what they do there is no matter of a file of strangers. */
const concerns = (file: FileNow, { account, id }: Person) =>
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
export const perform = Effect.fn("MonCompte.perform")(function* (asked: Input<"perform">) {
  const { action } = asked
  const reference = yield* readReference(asked.reference)
  const done = yield* asMember(
    "Perform",
    asked,
    (file) => [deedsOf(file)],
    ({ at, command, file, person, standing }, [row]) =>
      Effect.gen(function* () {
        if (!isPerformable(action)) return yield* new NotPermitted(UNKNOWN)
        const { onBehalfOf, rule } = yield* mustBePermitted(standing, action)
        if (!concerns(file, person)) return yield* new NotPermitted({ rule, ...STRANGER })
        const holder = file.state._tag === "Open" ? file.state.holder.person : null
        const deeds = yield* read(Deeds.machine, deedsOf(file.id), row)
        const deed = { command, actor: person.id, action, reference, rule, at }
        const recorded = act(deeds, { _tag: "Record", ...deed, onBehalfOf: onBehalfOf === "Holder" ? holder : null })
        return { others: [yield* Effect.orDie(Effect.fromResult(recorded))] }
      }),
  )
  const isIt = ({ actor, command }: Deeds.Deed) => command === done.command && actor === done.person
  const latest = yield* latestIn(done.id)
  const deed = latest.findLast(isIt) ?? (yield* deedsIn(done.id)).findLast(isIt)
  if (deed === undefined) return yield* Effect.die(new Error("What was done is on record."))
  if (deed.action !== action || deed.reference !== reference) return yield* new CommandIdRefused()
  if (done.isReplay) yield* stillPermitted(asked, done.id)
  const performed: Performed = { _tag: "Performed", ...deed }
  return performed
})

/** A command id is no right frozen for good: what was permitted once and is told again is permitted now, too. */
const stillPermitted = Effect.fnUntraced(function* (asked: Input<"perform">, id: AggregateId) {
  const { at, person, rows } = yield* seenBy(asked, [id])
  yield* mustBePermitted(yield* standingNow(person, yield* readFile(id, rows[0]), at), asked.action)
})

const latestIn = Effect.fnUntraced(function* (file: AggregateId) {
  const storage = yield* Storage
  const { rows } = yield* storage.load([deedsOf(file)])
  const { state } = yield* read(Deeds.machine, deedsOf(file), rows[0])
  return state.latest
})

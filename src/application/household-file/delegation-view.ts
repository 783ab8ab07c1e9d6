import * as Effect from "effect/Effect"
import type { CivilDate } from "../../domain/civil-date/civil-date.ts"
import type * as Delegation from "../../domain/delegation/delegation.ts"
import type { AggregateId } from "../../ports/storage.ts"
import { viewAsPerson } from "../caller/person.ts"
import { execute } from "../unit-of-work/aggregate.ts"
import { failWithHouseholdRefusal, loadStanding, mustBePermitted, readFile } from "./load-file.ts"
import { sideEffectsOf } from "./side-effects.ts"
import { type FileRequest, withMember } from "./with-member.ts"

/** How the management authorisation that one gave or was given stands now. */
export interface DelegationView {
  readonly _tag: "DelegationView"
  /** `Pending`: given, and waiting for an account to become active. `Over`: given once, and gives nothing now. */
  readonly standing: "None" | "Pending" | "Live" | "Over"
  /** Its number in the file. Each one given has the next. */
  readonly number: number | null
  /** The last day it lasts, whole (Europe/Paris); `null` where it has none, or is over. */
  readonly lastDay: CivilDate | null
  /** What ended it, where that was noted. */
  readonly cause: Delegation.Cause | null
}

/** The delegation of a file as its holder and its spouse see it; to anybody else there is none. */
export const viewDelegation = Effect.fnUntraced(function* (asked: { readonly session: string }, id: AggregateId) {
  const { at, person, rows } = yield* viewAsPerson(asked, [id])
  const file = yield* readFile(id, rows[0])
  const { facts } = yield* loadStanding(person, file, at)
  const { state } = file
  const delegation = facts.delegation === "None" || state._tag === "NotOpened" ? null : state.delegation
  const now: DelegationView = {
    _tag: "DelegationView",
    standing: facts.delegation,
    number: delegation !== null && delegation._tag !== "NotGranted" ? delegation.id : null,
    lastDay: delegation?._tag === "Granted" ? delegation.lastDay : null,
    cause: delegation?._tag === "Ended" ? delegation.cause : null,
  }
  return now
})

/** One of the two ends the delegation, in their own name. */
export const endByPerson = Effect.fnUntraced(function* (
  _tag: "RevokeDelegation" | "RenounceDelegation",
  asked: FileRequest,
) {
  const { id } = yield* withMember(
    _tag,
    asked,
    () => [],
    ({ at, file, person, standing }) =>
      Effect.gen(function* () {
        yield* mustBePermitted(standing, _tag)
        const ended = yield* failWithHouseholdRefusal(execute(file, { _tag, by: person.id, at }))
        const known = standing.partner === undefined ? [] : [standing.partner]
        const { messages } = yield* sideEffectsOf(file.state, ended, [person.account, ...known], at)
        return { file: ended, messages }
      }),
  )
  return yield* viewDelegation(asked, id)
})

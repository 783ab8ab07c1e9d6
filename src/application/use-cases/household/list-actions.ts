import * as Effect from "effect/Effect"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import type { Input } from "../../contract/inputs.ts"
import { actionJournals, PAGE, type Reader, readCursor, writeCursor } from "../../household-file/action-journals.ts"
import type { ListedAction } from "../../household-file/listed-action.ts"
import { parseFileReference, readFile } from "../../household-file/load-file.ts"
import { mergeJournals } from "../../household-file/merged-journal.ts"
import { decideFor, readOnBehalfOf, readsOnBehalf } from "../../household-file/on-behalf.ts"
import { loadFacts } from "../../household-file/person-facts.ts"

/** A page of what was done, newest first. Persons are given by their ids. */
export interface ActionList {
  readonly _tag: "Actions"
  readonly actions: ReadonlyArray<ListedAction>
  /** Pass it as `before` for the next page; `null` on the last page. */
  readonly next: string | null
}

/**
 * Lists who did what for a person and on their file: the procedures of the portal, the changes to the file by persons and
 * agents, the management authorisation, mandates, and what was done to the person's own space.
 *
 * The holder, and the spouse while the management authorisation is live, see what was done on the file. Everyone sees
 * what they did themselves, what others did on their behalf, what names them, and what was done to their own space. Both
 * adults see what happened to their authorisation. Agents of the fund are not named. With `onBehalfOf`, a mandatary who
 * may see the file of a protected person sees what was done on it.
 *
 * A page has about 50 entries, newest first: those of one command stay together. Each call scans a limited number, so its
 * cost does not grow with the file. A page may therefore be short or empty while older entries follow. Go on with `next`
 * until it is `null`.
 */
export const listActions = Effect.fn("MonCompte.listActions")(function* (request: Input<"listActions">) {
  const id = yield* parseFileReference(request.file)
  const onBehalfOf = yield* readOnBehalfOf(request.onBehalfOf)
  const { at, person, rows } = yield* viewAsPerson(request, [id, ...readsOnBehalf(onBehalfOf)])
  const file = yield* readFile(id, rows[0])
  const { facts } = yield* loadFacts(person, file, at)
  const { decision } = yield* decideFor(person, file, facts, "ViewFile", { at, onBehalfOf, row: rows[1] })
  const reader: Reader = {
    persons: [person.id, ...(person.account.state.owner.predecessors ?? [])],
    mayViewFile: decision.permitted,
    isOwn: onBehalfOf === null || onBehalfOf === person.id,
  }
  const { items, next } = yield* mergeJournals(actionJournals(file, reader), readCursor(request.before), PAGE)
  const list: ActionList = { _tag: "Actions", actions: items, next: writeCursor(next) }
  return list
})

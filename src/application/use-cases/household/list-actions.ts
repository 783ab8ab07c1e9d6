import * as Effect from "effect/Effect"
import { type ActionRecord, isVisibleTo } from "../../../domain/audit/audit-log.ts"
import { decide } from "../../../domain/rights/rights.ts"
import { viewAsPerson } from "../../caller/person.ts"
import type { Input } from "../../contract/inputs.ts"
import { readActionRecords } from "../../household-file/audit-log.ts"
import { loadStanding, parseFileReference, readFile } from "../../household-file/load-file.ts"

/** Who did what on a file, latest first. Persons are told by their ids. */
export interface ActionList {
  readonly _tag: "Actions"
  readonly actions: ReadonlyArray<ActionRecord>
  /** Where to go on, as `before`; `null` when these are the oldest. */
  readonly next: number | null
}

const PAGE = 50

/**
 * Who did what, for whom and by which rule: the holder, and the spouse while the management authorisation is live, see
 * what was done on the file; anybody sees what they did themselves, and nothing else.
 *
 * 50 at a time, latest first; `before` is the `next` of the page before.
 */
export const listActions = Effect.fn("MonCompte.listActions")(function* (asked: Input<"listActions">) {
  const id = yield* parseFileReference(asked.file)
  const { at, person, rows } = yield* viewAsPerson(asked, [id])
  const { facts } = yield* loadStanding(person, yield* readFile(id, rows[0]), at)
  const viewer = { person: person.id, mayViewFile: decide(facts, "ViewFile", "Self").permitted }
  const before = asked.before ?? Number.POSITIVE_INFINITY
  const shown = (yield* readActionRecords(id)).filter((deed) => deed.number < before && isVisibleTo(deed, viewer))
  const page = shown.slice(-PAGE).reverse()
  const list: ActionList = {
    _tag: "Actions",
    actions: page,
    next: shown.length > PAGE ? (page.at(-1)?.number ?? null) : null,
  }
  return list
})

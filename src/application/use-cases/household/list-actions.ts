import * as Effect from "effect/Effect"
import { type ActionRecord, isVisibleTo } from "../../../domain/audit/audit-log.ts"
import { decide } from "../../../domain/rights/rights.ts"
import type { AggregateId } from "../../../ports/storage.ts"
import { viewAsPerson } from "../../caller/view-as-person.ts"
import type { Input } from "../../contract/inputs.ts"
import { loadActionRecords } from "../../household-file/audit-log.ts"
import { parseFileReference, readFile } from "../../household-file/load-file.ts"
import { loadFacts } from "../../household-file/person-facts.ts"

/** A page of the action records of a file, newest first. Persons are given by their ids. */
export interface ActionList {
  readonly _tag: "Actions"
  readonly actions: ReadonlyArray<ActionRecord>
  /** Pass it as `before` for the next page; `null` on the last page. */
  readonly next: number | null
}

/** The most records on a page. */
const PAGE = 50

/** How many records each read scans, in order. A call scans no more than their sum, however long the journal is. */
const SCANS = [PAGE + 1, 200, 250]

/** Where to start: `null` for the newest. Input that is no number is before every record. */
const startOf = (before: unknown): number | null => {
  if (before === undefined || before === null) return null
  if (typeof before !== "number" || Number.isNaN(before)) return 0
  return Math.min(Math.max(Math.ceil(before), 0), Number.MAX_SAFE_INTEGER)
}

/** Scans the records until a page is full, the oldest is reached, or a call has scanned enough. */
const scan = Effect.fnUntraced(function* (
  file: AggregateId,
  start: number | null,
  viewer: Parameters<typeof isVisibleTo>[1],
) {
  const visible: Array<ActionRecord> = []
  let before = start
  for (const limit of SCANS) {
    const records = yield* loadActionRecords(file, before, limit)
    visible.push(...records.filter((record) => isVisibleTo(record, viewer)))
    if (visible.length > PAGE) break
    if (records.length < limit) return { visible, scannedTo: null }
    before = records.at(-1)?.number ?? null
  }
  return { visible, scannedTo: before }
})

/**
 * Lists the action records of a file: who did what, for whom and by which rule.
 *
 * The holder, and the spouse while the management authorisation is live, see what was done on the file. Everyone sees
 * what they did themselves. A page has at most 50 records, newest first. Each call scans a limited number of records,
 * so its cost does not grow with the file. A page may therefore be short or empty while older records follow. Go on
 * with `next` until it is `null`.
 */
export const listActions = Effect.fn("MonCompte.listActions")(function* (request: Input<"listActions">) {
  const id = yield* parseFileReference(request.file)
  const { at, person, rows } = yield* viewAsPerson(request, [id])
  const { facts } = yield* loadFacts(person, yield* readFile(id, rows[0]), at)
  const viewer = { person: person.id, mayViewFile: decide(facts, "ViewFile", "Self").permitted }
  const { scannedTo, visible } = yield* scan(id, startOf(request.before), viewer)
  const actions = visible.slice(0, PAGE)
  const list: ActionList = {
    _tag: "Actions",
    actions,
    next: visible.length > PAGE ? (actions.at(-1)?.number ?? null) : scannedTo,
  }
  return list
})

import * as Effect from "effect/Effect"
import { type Deed, isShownTo } from "../../../domain/audit/deeds.ts"
import { decide } from "../../../domain/rights/rights.ts"
import { seenBy } from "../../caller/person.ts"
import type { Input } from "../../contract/inputs.ts"
import { deedsIn } from "../../household-file/deeds-journal.ts"
import { fileOf, readFile, standingNow } from "../../household-file/file-now.ts"

/** Who did what on a file, latest first. Persons are told by their ids. */
export interface DeedList {
  readonly _tag: "Deeds"
  readonly deeds: ReadonlyArray<Deed>
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
export const deeds = Effect.fn("MonCompte.deeds")(function* (asked: Input<"deeds">) {
  const id = yield* fileOf(asked.file)
  const { at, person, rows } = yield* seenBy(asked, [id])
  const { facts } = yield* standingNow(person, yield* readFile(id, rows[0]), at)
  const viewer = { person: person.id, mayViewFile: decide(facts, "ViewFile", "Self").permitted }
  const before = asked.before ?? Number.POSITIVE_INFINITY
  const shown = (yield* deedsIn(id)).filter((deed) => deed.number < before && isShownTo(deed, viewer))
  const page = shown.slice(-PAGE).reverse()
  const list: DeedList = {
    _tag: "Deeds",
    deeds: page,
    next: shown.length > PAGE ? (page.at(-1)?.number ?? null) : null,
  }
  return list
})

import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { plainText } from "../../../domain/typed-text/typed-text.ts"
import { type RecordedEvents, Storage } from "../../../ports/storage.ts"
import type { AgencyInput } from "../../contract/agency-inputs.ts"
import { WindowRefused } from "../../contract/work-refusals.ts"
import { findPerson, readPersonId } from "../../household-file/resolve-person.ts"
import { type WorkItem, workItemOf } from "../../household-file/work-item.ts"

/** What was done in a window of time, oldest first. */
export interface WorkList {
  readonly _tag: "Work"
  readonly items: ReadonlyArray<WorkItem>
  /** Pass it as `after` for the next page; `null` on the last page. */
  readonly next: number | null
  /** Until when the list is complete, in milliseconds since the epoch: a minute ago at the latest. */
  readonly until: number
}

/** The most journal entries that one call reads at first. */
const SCAN = 250

/** Read instead, if all of them are of one millisecond: more than the largest commits have. */
const LARGEST_MOMENT = 1_000

/** A page ends after this many items, with all of its last millisecond. */
const PAGE = 50

/** Commands under way may still be committed with an earlier time. A list that ended now could pass them over. */
const UNDER_WAY = 60_000

const LATEST = 8_640_000_000_000_000

const readTime = (field: "start" | "end" | "after", time: unknown): Effect.Effect<number, WindowRefused> =>
  typeof time === "number" && Number.isInteger(time) && time >= 0 && time <= LATEST
    ? Effect.succeed(time)
    : Effect.fail(new WindowRefused({ field }))

const readWindow = Effect.fnUntraced(function* (request: AgencyInput<"listWork">) {
  const from = yield* readTime("start", request.start)
  const now = yield* Clock.currentTimeMillis
  const isOpen = request.end === undefined || request.end === null
  const end = isOpen ? Math.max(now, from + 1) : yield* readTime("end", request.end)
  if (end <= from) return yield* new WindowRefused({ field: "end" })
  const isFirst = request.after === undefined || request.after === null
  const after = isFirst ? from - 1 : yield* readTime("after", request.after)
  return { from: Math.max(from, after + 1), until: Math.min(end, now - UNDER_WAY) }
})

type Entries = readonly [RecordedEvents, ...ReadonlyArray<RecordedEvents>]

/** The entries in groups of one key, in the order of the first entry of each. */
const groupsBy = (key: "at" | "commandId", entries: ReadonlyArray<RecordedEvents>): ReadonlyArray<Entries> => {
  const groups = new Map<unknown, Entries>()
  for (const entry of entries) groups.set(entry[key], [...(groups.get(entry[key]) ?? []), entry] as unknown as Entries)
  return [...groups.values()]
}

/** The entries of a page by the millisecond of their commit. The last one may be cut off by the end of a full page. */
const loadMoments = Effect.fnUntraced(function* (from: number, until: number) {
  if (until <= from) return { moments: [], isEnd: true }
  const storage = yield* Storage
  for (const limit of [SCAN, LARGEST_MOMENT]) {
    const entries = yield* storage.journalWindow({ from, until, limit })
    const moments = groupsBy("at", entries)
    if (entries.length < limit) return { moments, isEnd: true }
    if (moments.length > 1) return { moments: moments.slice(0, -1), isEnd: false }
    if (limit === LARGEST_MOMENT) return { moments, isEnd: false }
  }
  return { moments: [], isEnd: true }
})

const itemsOf = (moment: ReadonlyArray<RecordedEvents>): ReadonlyArray<WorkItem> =>
  groupsBy("commandId", moment).map(workItemOf)

type Wanted = Pick<AgencyInput<"listWork">, "agent" | "file" | "person">

/** Longer texts are no name and no reference. */
const LONGEST = 200

/** As it is recorded: without marks, and with one blank where several were typed. */
const asTyped = (text: string | undefined) =>
  typeof text === "string" && text.length <= LONGEST ? plainText(text).replace(/\p{Zs}+/gu, " ") : text

/**
 * What narrows the list, as typed or pasted. A person who is not known is refused: an empty list would say that nothing
 * was done. The id of an erased person still has items.
 */
const readWanted = Effect.fnUntraced(function* ({ agent, file, person }: Wanted) {
  const isGiven = (person ?? null) !== null
  const wanted: Wanted = {
    agent: asTyped(agent),
    file: asTyped(file),
    person: isGiven ? (readPersonId(person) ?? (yield* findPerson(person))) : undefined,
  }
  return wanted
})

const isWanted = ({ by, files, persons }: WorkItem, { agent, file, person }: Wanted): boolean =>
  ((agent ?? null) === null || (by._tag === "Agent" && by.agent === agent)) &&
  ((person ?? null) === null ||
    (by._tag === "Person" && by.person === person) ||
    persons.some((one) => one === person)) &&
  ((file ?? null) === null || files.some((one) => one === file))

/**
 * Lists what was done in a window of time, oldest first: every command of an agent, and everything that any person or the
 * service did to a household file or looked at in it. `agent`, `person` and `file` narrow the list.
 *
 * Each item says whether `reverseWork` can reverse it, and otherwise why not. A call reads a limited number of entries of
 * the journal, so its cost depends neither on the window nor on the size of the database. A page may therefore be short or
 * empty while more follows: go on with `next` until it is `null`. An interrupted list goes on with the same `next`.
 *
 * The list ends a minute ago at the latest (`until` of the answer), because commands under way may still be committed.
 * It has ids and references, and no identifier, contact or name. What a person does in their own space alone, such as a
 * sign-in or a new password, is not in it. Refused with `WindowRefused`, `PersonUnknown` or `IdentifierRefused`.
 */
export const listWork = Effect.fn("Agency.listWork")(function* (request: AgencyInput<"listWork">) {
  const { from, until } = yield* readWindow(request)
  const { isEnd, moments } = yield* loadMoments(from, until)
  const wanted = yield* readWanted(request)
  const items: Array<WorkItem> = []
  let last: number | null = null
  for (const moment of moments) {
    if (items.length >= PAGE) break
    items.push(...itemsOf(moment).filter((item) => isWanted(item, wanted)))
    last = moment[0].at
  }
  const isLast = isEnd && last === (moments.at(-1)?.[0].at ?? null)
  const list: WorkList = { _tag: "Work", items, next: isLast ? null : last, until: Math.max(from, until) }
  return list
})

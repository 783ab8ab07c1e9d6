import * as Effect from "effect/Effect"
import { type AggregateId, type CommittedEvents, Storage } from "../../ports/storage.ts"

/** One commit of a journal, with what a person may see of it. */
interface Entry<Item> {
  readonly version: number
  readonly at: number
  readonly items: ReadonlyArray<Item>
}

/** A journal that is part of a merged list. */
export interface Source<Item> {
  readonly aggregate: AggregateId
  /** How many commits each read scans, in order. A call scans no more than their sum. */
  readonly scans: ReadonlyArray<number>
  /** When a commit was made, and what the person may see of it. */
  readonly read: (entry: CommittedEvents) => Effect.Effect<Omit<Entry<Item>, "version">>
}

/** Where to go on in one journal: below this version; `null` from the newest. */
export type Position = number | null

/** A journal that is read. */
interface Reading<Item> {
  readonly source: Source<Item>
  position: Position
  readTo: Position
  buffer: ReadonlyArray<Entry<Item>>
  isAtEnd: boolean
  reads: number
}

const isOver = ({ buffer, isAtEnd }: Reading<unknown>) => isAtEnd && buffer.length === 0

/** Reads the next commits of a journal. `false` if this call has scanned enough of it. */
const refill = Effect.fnUntraced(function* <Item>(reading: Reading<Item>) {
  const { readTo, reads, source } = reading
  const limit = source.scans[reads]
  if (limit === undefined) return false
  const storage = yield* Storage
  const page = yield* storage.journalPage({ aggregate: source.aggregate, before: readTo, limit })
  reading.buffer = yield* Effect.forEach(page, (entry) =>
    Effect.map(source.read(entry), (read): Entry<Item> => ({ ...read, version: entry.version })),
  )
  reading.readTo = page.at(-1)?.version ?? 1
  reading.isAtEnd = page.length < limit
  reading.reads += 1
  return true
})

/** The journal whose next commit is the newest; the first of several. `null` at the end of all. */
const newestOf = <Item>(readings: ReadonlyArray<Reading<Item>>): Reading<Item> | null =>
  readings.reduce<Reading<Item> | null>((newest, reading) => {
    const [head] = reading.buffer
    if (head === undefined) return newest
    const best = newest?.buffer[0]
    return best === undefined || head.at > best.at ? reading : newest
  }, null)

/**
 * A page of several journals as one list, newest first. All journals are read at the same time, and a call scans a limited
 * number of commits, so that its cost does not grow with them. The items of one commit stay together. A page may be short
 * or empty while older items follow: go on with `next` until it is `null`.
 */
export const mergeJournals = Effect.fnUntraced(function* <Item>(
  sources: ReadonlyArray<Source<Item>>,
  positions: ReadonlyArray<Position>,
  mostItems: number,
) {
  const readings = sources.map((source, place): Reading<Item> => {
    const position = positions[place] ?? null
    // No version is lower than 1.
    return { source, position, readTo: position, buffer: [], isAtEnd: position !== null && position <= 1, reads: 0 }
  })
  const isDry = (reading: Reading<Item>) => reading.buffer.length === 0 && !reading.isAtEnd
  const items: Array<Item> = []
  for (;;) {
    const refilled = yield* Effect.forEach(readings.filter(isDry), refill, { concurrency: "unbounded" })
    if (refilled.includes(false)) break
    // A journal may have ended exactly at a read.
    if (readings.some(isDry)) continue
    const newest = newestOf(readings)
    const [head, ...rest] = newest?.buffer ?? []
    if (newest === null || head === undefined) break
    if (items.length > 0 && items.length + head.items.length > mostItems) break
    items.push(...head.items)
    newest.buffer = rest
    newest.position = head.version
    // The next commit need not be read to know that the page is full.
    if (items.length >= mostItems && (rest.length > 0 || newest.isAtEnd)) break
  }
  const next = readings.every(isOver) ? null : readings.map((reading) => (isOver(reading) ? 1 : reading.position))
  return { items, next }
})

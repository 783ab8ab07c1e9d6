import { isInWindows, type RecordedEvents, type Storage } from "../../src/ports/storage.ts"
import type { StoredAggregate } from "./tables.ts"

/** The entries of one aggregate that have events, oldest first. Each version has one answer, and at most one entry. */
const entriesOf = ({ aggregate, answers, journal, version }: StoredAggregate): ReadonlyArray<RecordedEvents> =>
  answers.flatMap(({ commandId }, index) => {
    const written = journal.filter((entry) => entry.commandId === commandId)
    const [first] = written
    if (first === undefined) return []
    const events = written.map(({ event }) => event)
    return [{ aggregate, commandId, at: first.at, version: version - answers.length + 1 + index, events }]
  })

/** A page of what was committed in a window of time. It reads every aggregate, as a test can afford. */
export const pageOfWindow = (
  rows: ReadonlyArray<StoredAggregate>,
  { from, limit, until }: Parameters<Storage["Service"]["journalWindow"]>[0],
): ReadonlyArray<RecordedEvents> =>
  rows
    .flatMap(entriesOf)
    .filter((entry) => isInWindows(entry) && entry.at >= from && entry.at < until)
    .sort((one, other) => one.at - other.at)
    .slice(0, Math.max(0, Math.trunc(limit)))

import * as Effect from "effect/Effect"
import type { MemoryStorage } from "../../../adapters/memory/index.ts"
import type { RecordedEvents } from "../../../src/ports/storage.ts"
import type { Store } from "../../../src/testing/laws/storage/storage-law.ts"
import type { FaultyStorage } from "./faulty-storage.ts"

const EVERY = "journal windows return every entry of agents and about files once, oldest first"
const EDGES = "a journal window has its first millisecond and not its last"

type Request = Parameters<Store["journalWindow"]>[0]
type Page = ReadonlyArray<RecordedEvents>

/** Changes the request or the page of `journalWindow`. */
const changingWindow =
  (change: (request: Request) => Request, answer: (page: Page) => Page = (page) => page) =>
  ({ service }: MemoryStorage): Partial<Store> => ({
    journalWindow: (request) => Effect.map(service.journalWindow(change(request)), answer),
  })

const unchanged = (request: Request) => request

export const storagesWithJournalWindowFaults: ReadonlyArray<FaultyStorage> = [
  {
    fault: "returns a journal window newest first",
    brokenLaw: EVERY,
    override: changingWindow(unchanged, (page) => page.toReversed()),
  },
  {
    fault: "leaves the commands of persons on files out of a journal window",
    brokenLaw: EVERY,
    override: changingWindow(unchanged, (page) => page.filter(({ commandId }) => commandId.startsWith("agent."))),
  },
  {
    fault: "returns the beginning of the journal whatever the requested time",
    brokenLaw: EVERY,
    override: changingWindow((request) => ({ ...request, from: 0 })),
  },
  {
    fault: "includes the last millisecond of a journal window",
    brokenLaw: EDGES,
    override: changingWindow((request) => ({ ...request, until: request.until + 1 })),
  },
  {
    fault: "leaves the first millisecond out of a journal window",
    brokenLaw: EDGES,
    override: changingWindow((request) => ({ ...request, from: request.from + 1 })),
  },
  {
    fault: "ignores the limit of a journal window",
    brokenLaw: "a page of a journal window has at most the requested number of entries",
    override: changingWindow((request) => ({ ...request, limit: 1_000 })),
  },
  {
    fault: "has entries without events in a journal window",
    brokenLaw: "a journal window leaves out entries without events",
    override: ({ service }) => {
      const empty: Array<RecordedEvents> = []
      return {
        commit: (commit) => {
          const { at, changes, commandId } = commit
          for (const { aggregate, events, expectedVersion } of changes) {
            if (events.length === 0) empty.push({ aggregate, at, commandId, events, version: expectedVersion + 1 })
          }
          return service.commit(commit)
        },
        journalWindow: (request) => Effect.map(service.journalWindow(request), (page) => [...page, ...empty]),
      }
    },
  },
]

import * as Effect from "effect/Effect"
import type { MemoryStorage } from "../../../adapters/memory/index.ts"
import type { AggregateId, CommittedEvents } from "../../../src/ports/storage.ts"
import type { Store } from "../../../src/testing/laws/storage/storage-law.ts"
import type { FaultyStorage } from "./faulty-storage.ts"

const EVERY = "journal pages return every entry once, newest first"
const BEFORE = "a journal page ends before the requested version"

type Request = Parameters<Store["journalPage"]>[0]

/** Changes the request or the page of `journalPage`. */
const changingPage =
  (
    change: (request: Request) => Request,
    answer: (page: ReadonlyArray<CommittedEvents>) => ReadonlyArray<CommittedEvents> = (page) => page,
  ) =>
  ({ service }: MemoryStorage): Partial<Store> => ({
    journalPage: (request) => Effect.map(service.journalPage(change(request)), answer),
  })

const unchanged = (request: Request) => request

export const storagesWithJournalPageFaults: ReadonlyArray<FaultyStorage> = [
  {
    fault: "returns a journal page oldest first",
    brokenLaw: EVERY,
    override: changingPage(unchanged, (page) => page.toReversed()),
  },
  {
    fault: "leaves commits without events out of a journal page",
    brokenLaw: EVERY,
    override: changingPage(unchanged, (page) => page.filter(({ events }) => events.length > 0)),
  },
  {
    fault: "reverses the events of one commit in a journal page",
    brokenLaw: EVERY,
    override: changingPage(unchanged, (page) =>
      page.map(({ events, version }) => ({ version, events: events.toReversed() })),
    ),
  },
  {
    fault: "returns the newest page whatever the requested version",
    brokenLaw: BEFORE,
    override: changingPage((request) => ({ ...request, before: null })),
  },
  {
    fault: "includes the requested version in a journal page",
    brokenLaw: BEFORE,
    override: changingPage((request) => ({ ...request, before: request.before === null ? null : request.before + 1 })),
  },
  {
    fault: "ignores the limit of a journal page",
    brokenLaw: "a journal page has at most the requested number of entries",
    override: changingPage((request) => ({ ...request, limit: 1_000 })),
  },
  {
    fault: "pages the journals of all aggregates with the same prefix",
    brokenLaw: "a journal page has entries of its own aggregate only",
    override: (memory) => ({
      journalPage: (request) =>
        Effect.map(
          Effect.forEach(
            memory
              .snapshot()
              .rows.map(({ aggregate }) => aggregate)
              .filter((id): id is AggregateId => id.startsWith(request.aggregate) || request.aggregate.startsWith(id)),
            (aggregate) => memory.service.journalPage({ ...request, aggregate }),
          ),
          (pages) => pages.flat().slice(0, request.limit),
        ),
    }),
  },
]

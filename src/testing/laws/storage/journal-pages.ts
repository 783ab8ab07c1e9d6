import type { AggregateId, Commit, CommittedEvents } from "../../../ports/storage.ts"
import type { StorageSample } from "../../generators/storage.ts"
import { allTrue, isSame } from "../compare.ts"
import { type StorageLaw, type Store, storageLaw } from "./storage-law.ts"

const COMMITS = 7

/** Commits of one aggregate, at versions 1 to 7: with no event, one event, two events and so on in turn. */
const commitsOf = ({ first, unchanged }: StorageSample): ReadonlyArray<Commit> => {
  const aggregate: AggregateId = `${unchanged}.pages`
  return Array.from({ length: COMMITS }, (_, version) => ({
    ...first,
    commandId: `${first.commandId}/page/${version}`,
    changes: [
      {
        ...first.changes[0],
        aggregate,
        expectedVersion: version,
        events: Array.from({ length: version % 3 }, (_, index) => ({ _tag: "Paged", version: version + 1, index })),
      },
    ],
    claims: [],
    messages: [],
  }))
}

const newestFirst = (commits: ReadonlyArray<Commit>): ReadonlyArray<CommittedEvents> =>
  commits.map(({ changes: [{ events, expectedVersion }] }) => ({ version: expectedVersion + 1, events })).toReversed()

const commitAll = function* (storage: Store, sample: StorageSample) {
  const commits = commitsOf(sample)
  for (const commit of commits) yield* storage.commit(commit)
  return { aggregate: `${sample.unchanged}.pages` as const, entries: newestFirst(commits) }
}

/** The laws of pages of a journal. */
export const journalPageLaws: ReadonlyArray<StorageLaw> = [
  storageLaw("journal pages return every entry once, newest first", function* (storage, sample) {
    const { aggregate, entries } = yield* commitAll(storage, sample)
    const read: Array<CommittedEvents> = []
    for (let before: number | null = null; ; before = read.at(-1)?.version ?? null) {
      const page: ReadonlyArray<CommittedEvents> = yield* storage.journalPage({ aggregate, before, limit: 3 })
      if (page.length === 0 || read.length > COMMITS) break
      read.push(...page)
    }
    const whole = yield* storage.journal(aggregate)
    return allTrue(
      isSame(read, entries),
      isSame(
        whole,
        entries.toReversed().flatMap(({ events }) => events),
      ),
    )
  }),
  storageLaw("a journal page has at most the requested number of entries", function* (storage, sample) {
    const { aggregate } = yield* commitAll(storage, sample)
    const lengths: Array<number> = []
    for (const limit of [0, 1, COMMITS - 1, COMMITS, COMMITS + 1]) {
      lengths.push((yield* storage.journalPage({ aggregate, before: null, limit })).length)
    }
    return isSame(lengths, [0, 1, COMMITS - 1, COMMITS, COMMITS])
  }),
  storageLaw("a journal page ends before the requested version", function* (storage, sample) {
    const { aggregate, entries } = yield* commitAll(storage, sample)
    const pages: Array<ReadonlyArray<CommittedEvents>> = []
    for (const before of [0, 1, 2, COMMITS, COMMITS + 1, Number.MAX_SAFE_INTEGER]) {
      pages.push(yield* storage.journalPage({ aggregate, before, limit: COMMITS }))
    }
    return isSame(pages, [[], [], entries.slice(-1), entries.slice(1), entries, entries])
  }),
  storageLaw("a journal page has entries of its own aggregate only", function* (storage, sample) {
    const { aggregate } = yield* commitAll(storage, sample)
    const other: AggregateId = `${aggregate}.other`
    const before = yield* storage.journalPage({ aggregate: other, before: null, limit: 9 })
    const [commit] = commitsOf(sample)
    if (commit === undefined) return false
    const events = [{ _tag: "Other" }]
    const changes = [{ ...commit.changes[0], aggregate: other, events }] as const
    yield* storage.commit({ ...commit, commandId: `${commit.commandId}/other`, changes })
    const after = yield* storage.journalPage({ aggregate: other, before: null, limit: 9 })
    return allTrue(isSame(before, []), isSame(after, [{ version: 1, events }]))
  }),
]

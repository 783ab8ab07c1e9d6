import type { AggregateId, Commit, RecordedEvents } from "../../../ports/storage.ts"
import type { StorageSample } from "../../generators/storage.ts"
import { allTrue, isSame } from "../compare.ts"
import { type StorageLaw, type Store, storageLaw } from "./storage-law.ts"

/** The beginning of the window of a sample. The laws may share a storage, so it is made from its unique name. */
const startOf = ({ unchanged }: StorageSample): number =>
  Number.parseInt(
    unchanged
      .slice(unchanged.indexOf("/") + 1)
      .replaceAll("-", "")
      .slice(0, 11),
    16,
  )

/** Commits one after the other, one in each millisecond: by an agent, by a person on a file, and by a person elsewhere. */
const commitsOf = (sample: StorageSample): ReadonlyArray<Commit> => {
  const { first, unchanged } = sample
  const key = unchanged.slice(unchanged.indexOf("/") + 1)
  const commit = (commandId: string, aggregate: AggregateId, version: number, place: number): Commit => ({
    ...first,
    commandId: `${commandId}/${key}`,
    at: startOf(sample) + place,
    changes: [{ ...first.changes[0], aggregate, expectedVersion: version, events: [{ _tag: "Listed", place }] }],
    claims: [],
    messages: [],
  })
  return [
    commit("agent.a/X:0", `account/${key}.w`, 0, 0),
    commit("person.p/X:1", `household/${key}.w`, 0, 1),
    commit("person.p/X:2", `account/${key}.w`, 1, 2),
    commit("person.p/X:3", `audit-log/${key}.w`, 0, 3),
    commit("agent.a/X:4", `account/${key}.w`, 2, 4),
    commit("agents/X:5", `account/${key}.w`, 3, 5),
    commit("agent.b/X:6", `household/${key}.w`, 1, 6),
  ]
}

/** The places of the commits that windows have. */
const LISTED = [0, 1, 3, 4, 6]

const entryOf = ({ at, changes: [{ aggregate, events, expectedVersion }], commandId }: Commit): RecordedEvents => ({
  aggregate,
  commandId,
  at,
  version: expectedVersion + 1,
  events,
})

const commitAll = function* (storage: Store, sample: StorageSample) {
  const commits = commitsOf(sample)
  for (const commit of commits) yield* storage.commit(commit)
  const own = new Set(commits.map(({ commandId }) => commandId))
  return {
    from: startOf(sample),
    entries: commits.filter((_, place) => LISTED.includes(place)).map(entryOf),
    /** Other entries of the same milliseconds are left out. */
    ownOf: (page: ReadonlyArray<RecordedEvents>) => page.filter(({ commandId }) => own.has(commandId)),
  }
}

/** The laws of windows of the journal. */
export const journalWindowLaws: ReadonlyArray<StorageLaw> = [
  storageLaw(
    "journal windows return every entry of agents and about files once, oldest first",
    function* (storage, sample) {
      const { entries, from, ownOf } = yield* commitAll(storage, sample)
      const read: Array<RecordedEvents> = []
      for (let next = from; read.length < 1_000; next = (read.at(-1)?.at ?? from) + 1) {
        const request = { from: next, until: from + 7, limit: 2 }
        const page: ReadonlyArray<RecordedEvents> = yield* storage.journalWindow(request)
        if (page.length === 0) break
        read.push(...page)
      }
      return isSame(ownOf(read), entries)
    },
  ),
  storageLaw("a journal window has its first millisecond and not its last", function* (storage, sample) {
    const { entries, from, ownOf } = yield* commitAll(storage, sample)
    const request = { from: from + 1, until: from + 4, limit: 1_000 }
    const page: ReadonlyArray<RecordedEvents> = yield* storage.journalWindow(request)
    return isSame(ownOf(page), entries.slice(1, 3))
  }),
  storageLaw("a page of a journal window has at most the requested number of entries", function* (storage, sample) {
    const { from } = yield* commitAll(storage, sample)
    const lengths: Array<number> = []
    for (const limit of [0, 1, 5]) {
      lengths.push((yield* storage.journalWindow({ from, until: from + 7, limit })).length)
    }
    return isSame(lengths, [0, 1, 5])
  }),
  storageLaw("a journal window leaves out entries without events", function* (storage, sample) {
    const { entries, from, ownOf } = yield* commitAll(storage, sample)
    const [last] = commitsOf(sample).slice(-1)
    if (last === undefined) return false
    const changes = [{ ...last.changes[0], expectedVersion: 2, events: [] }] as const
    const empty = { ...last, commandId: `${last.commandId}/empty`, changes }
    yield* storage.commit(empty)
    const request = { from, until: from + 7, limit: 1_000 }
    const page: ReadonlyArray<RecordedEvents> = yield* storage.journalWindow(request)
    const isLeftOut = page.every(({ commandId }) => commandId !== empty.commandId)
    return allTrue(isSame(ownOf(page), entries), isLeftOut)
  }),
]

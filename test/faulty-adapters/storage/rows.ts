import * as Effect from "effect/Effect"
import type { MemoryStorage } from "../../../adapters/memory/index.ts"
import type { AggregateId, Change, Row } from "../../../src/ports/storage.ts"
import { mapChanges } from "../../../src/testing/laws/storage/commits.ts"
import type { Store } from "../../../src/testing/laws/storage/storage-law.ts"
import { afterCommit, changingCommit, changingLoad, type FaultyStorage } from "./faulty-storage.ts"

const NAMES = "names that differ in case, accents or trailing blanks are different"
const UNKNOWN = "an unknown aggregate has version 0, no state, no secret and an empty journal"
const SECRET = "each commit stores the secret of its change, and null clears it"
const ORDER = "a load returns one row for each requested id, in the requested order"
const JOURNAL = "the journal returns every event, oldest first, and only grows"

const secretOf = (memory: MemoryStorage, id: AggregateId): Change["secret"] =>
  memory.snapshot().rows.find(({ aggregate }) => aggregate === id)?.secret ?? null

/** Compares names as a database does whose collation ignores case or trailing blanks. */
const foldingNames = (fold: (name: string) => string) => {
  const foldId = (id: AggregateId) => fold(id) as AggregateId
  return ({ service }: MemoryStorage): Partial<Store> => ({
    load: (ids, commandId) => service.load(ids.map(foldId), commandId && fold(commandId)),
    find: (...keys) => service.find(...(keys.map(fold) as [string, ...Array<string>])),
    commit: (commit) =>
      service.commit({
        ...mapChanges(commit, (change) => ({ ...change, aggregate: foldId(change.aggregate) })),
        commandId: fold(commit.commandId),
        claims: commit.claims.map(({ key, owner }) => ({ key: fold(key), owner: foldId(owner) })),
      }),
  })
}

const withoutKind = (id: AggregateId): AggregateId => `any/${id.slice(id.indexOf("/") + 1)}`

const changingRows = (change: (rows: ReadonlyArray<Row>) => ReadonlyArray<Row>) =>
  changingLoad(
    (real) => (ids, commandId) =>
      Effect.map(real.load(ids, commandId), ({ answer, rows }) => ({ rows: change(rows), answer })),
  )

export const storagesWithRowFaults: ReadonlyArray<FaultyStorage> = [
  { fault: "ignores case in names", brokenLaw: NAMES, override: foldingNames((name) => name.toLowerCase()) },
  { fault: "ignores trailing blanks in names", brokenLaw: NAMES, override: foldingNames((name) => name.trimEnd()) },
  {
    fault: "omits unknown aggregates from a load",
    brokenLaw: UNKNOWN,
    override: changingRows((rows) => rows.filter(({ version }) => version > 0)),
  },
  {
    fault: "starts at version 1",
    brokenLaw: UNKNOWN,
    override: changingRows((rows) => rows.map((row) => ({ ...row, version: row.version + 1 }))),
  },
  {
    fault: "stores only the tag of a state",
    brokenLaw: "a load returns the committed state, one version higher",
    override: changingCommit((commit) =>
      mapChanges(commit, (change) => ({ ...change, state: { _tag: change.state._tag } })),
    ),
  },
  {
    fault: "keeps the old secret if the new secret is null",
    brokenLaw: SECRET,
    override: changingCommit((commit, memory) =>
      mapChanges(commit, (change) => ({ ...change, secret: change.secret ?? secretOf(memory, change.aggregate) })),
    ),
  },
  {
    fault: "never replaces a secret",
    brokenLaw: SECRET,
    override: changingCommit((commit, memory) =>
      mapChanges(commit, ({ secret, ...change }) => ({
        ...change,
        secret: secret === null ? null : (secretOf(memory, change.aggregate) ?? secret),
      })),
    ),
  },
  {
    fault: "sorts the loaded rows by id",
    brokenLaw: ORDER,
    override: changingLoad((real) => (ids, commandId) => real.load([...ids].sort(), commandId)),
  },
  {
    fault: "loads a repeated id once",
    brokenLaw: ORDER,
    override: changingLoad((real) => (ids, commandId) => real.load([...new Set(ids)], commandId)),
  },
  {
    fault: "ignores the kind of an aggregate",
    brokenLaw: "a commit changes only the aggregates it names",
    override: ({ service }) => ({
      load: (ids, commandId) => service.load(ids.map(withoutKind), commandId),
      journal: (id) => service.journal(withoutKind(id)),
      commit: (commit) =>
        service.commit({
          ...commit,
          changes: [{ ...commit.changes[0], aggregate: withoutKind(commit.changes[0].aggregate) }],
        }),
    }),
  },
  {
    fault: "returns the newest event first",
    brokenLaw: JOURNAL,
    override: ({ service }) => ({
      journal: (id) => Effect.map(service.journal(id), (events) => events.toReversed()),
    }),
  },
  {
    fault: "stores only the events of the last change",
    brokenLaw: JOURNAL,
    override: afterCommit("Committed", ({ commandId }, memory) => {
      const { rows, ...rest } = memory.snapshot()
      const shortened = rows.map((row) => ({
        ...row,
        journal: row.journal.filter((entry) => entry.commandId === commandId),
      }))
      memory.restore({ ...rest, rows: shortened })
    }),
  },
  {
    fault: "ignores a change without events",
    brokenLaw: "a change without events is stored and adds nothing to the journal",
    override: ({ service }) => ({
      commit: (commit) =>
        commit.changes.every(({ events }) => events.length === 0)
          ? Effect.succeed({ _tag: "Committed" })
          : service.commit(commit),
    }),
  },
]

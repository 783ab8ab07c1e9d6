import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type { MemoryStorage } from "../../adapters/memory/index.ts"
import type { AggregateId, Change, Json } from "../../src/ports/storage.ts"
import { idsOf, mapChanges, type Store } from "../../src/testing/storage.trial.laws.ts"
import { afterwards, type Broken, committing, loading } from "./storage.ts"

const TOLD_APART = "names are told apart by every character, by case and by blanks at their end"

const secretOf = (memory: MemoryStorage, id: AggregateId) =>
  memory.snapshot().rows.find(({ aggregate }) => aggregate === id)?.secret ?? null

const whatIsLeftOf = (secret: Change["secret"] | undefined) => {
  if (secret === null || secret === undefined) return null
  try {
    return Redacted.make(Redacted.value(secret))
  } catch {
    return Redacted.make("wiped")
  }
}

/** As a database does whose collation passes over case, or over blanks at the end. */
const folded = (read: (name: string) => string) => {
  const named = (id: AggregateId) => read(id) as AggregateId
  return ({ service }: MemoryStorage): Partial<Store> => ({
    load: (ids, commandId) => service.load(ids.map(named), commandId && read(commandId)),
    find: (...keys) => service.find(...(keys.map(read) as [string, ...Array<string>])),
    commit: (commit) =>
      service.commit({
        ...mapChanges(commit, (change) => ({ ...change, aggregate: named(change.aggregate) })),
        commandId: read(commit.commandId),
        claims: commit.claims.map(({ key, owner }) => ({ key: read(key), owner: named(owner) })),
      }),
  })
}

const bare = (id: AggregateId): AggregateId => `any/${id.slice(id.indexOf("/") + 1)}`

export const brokenRows: ReadonlyArray<Broken> = [
  { fault: "takes capitals for small letters", breaks: TOLD_APART, differs: folded((name) => name.toLowerCase()) },
  { fault: "passes over blanks at the end", breaks: TOLD_APART, differs: folded((name) => name.trimEnd()) },
  {
    fault: "leaves unknown ids out of what it loads",
    breaks: "an unknown id has no state, no secret and no journal, at version 0",
    differs: loading(
      (real) => (ids, commandId) =>
        Effect.map(real.load(ids, commandId), ({ answer, rows }) => ({
          rows: rows.filter(({ version }) => version > 0),
          answer,
        })),
    ),
  },
  {
    fault: "begins at version 1",
    breaks: "an unknown id has no state, no secret and no journal, at version 0",
    differs: loading(
      (real) => (ids, commandId) =>
        Effect.map(real.load(ids, commandId), ({ answer, rows }) => ({
          rows: rows.map((row) => ({ ...row, version: row.version + 1 })),
          answer,
        })),
    ),
  },
  {
    fault: "keeps the tag of a state and nothing else",
    breaks: "what was committed is loaded, one version on",
    differs: committing((commit) =>
      mapChanges(commit, (change) => ({ ...change, state: { _tag: change.state._tag } })),
    ),
  },
  {
    fault: "keeps the old secret where the new one is null",
    breaks: "a secret is set, kept, replaced and cleared as its change says",
    differs: committing((commit, memory) =>
      mapChanges(commit, (change) => ({
        ...change,
        secret: change.secret ?? secretOf(memory, change.aggregate) ?? null,
      })),
    ),
  },
  {
    fault: "never puts a secret in the place of another",
    breaks: "a secret is set, kept, replaced and cleared as its change says",
    differs: committing((commit, memory) =>
      mapChanges(commit, ({ secret, ...change }) => ({
        ...change,
        secret: secret === null ? null : (secretOf(memory, change.aggregate) ?? secret),
      })),
    ),
  },
  {
    fault: "loads in the order of the ids",
    breaks: "rows come in the order asked, unknown ones among them",
    differs: loading((real) => (ids, commandId) => real.load([...ids].sort(), commandId)),
  },
  {
    fault: "loads each id once",
    breaks: "rows come in the order asked, unknown ones among them",
    differs: loading((real) => (ids, commandId) => real.load([...new Set(ids)], commandId)),
  },
  {
    fault: "takes the id without its kind",
    breaks: "ids do not touch each other",
    differs: ({ service }) => ({
      load: (ids, commandId) => service.load(ids.map(bare), commandId),
      journal: (id) => service.journal(bare(id)),
      commit: (commit) =>
        service.commit({
          ...commit,
          changes: [{ ...commit.changes[0], aggregate: bare(commit.changes[0].aggregate) }],
        }),
    }),
  },
  {
    fault: "tells the newest event first",
    breaks: "the journal holds every event, oldest first, and only grows",
    differs: ({ service }) => ({ journal: (id) => Effect.map(service.journal(id), (events) => events.toReversed()) }),
  },
  {
    fault: "keeps the events of the last change only",
    breaks: "the journal holds every event, oldest first, and only grows",
    differs: afterwards("Committed", ({ commandId }, memory) => {
      const { rows, ...rest } = memory.snapshot()
      const recent = rows.map((held) => ({
        ...held,
        journal: held.journal.filter((entry) => entry.commandId === commandId),
      }))
      memory.restore({ ...rest, rows: recent })
    }),
  },
  {
    fault: "does nothing for a change without events",
    breaks: "a change without events is kept, and adds nothing to the journal",
    differs: ({ service }) => ({
      commit: (commit) =>
        commit.changes.every(({ events }) => events.length === 0)
          ? Effect.succeed({ _tag: "Committed" })
          : service.commit(commit),
    }),
  },
  {
    fault: "keeps the very state it is given",
    breaks: "what was given or got is not the storage's own",
    differs: ({ service }) => {
      const given = new Map<AggregateId, Json>()
      return {
        commit: (commit) =>
          Effect.tap(service.commit(commit), (outcome) =>
            Effect.sync(() => {
              if (outcome._tag !== "Committed") return
              for (const { aggregate, state } of commit.changes) given.set(aggregate, state)
            }),
          ),
        load: (ids, commandId) =>
          Effect.map(service.load(ids, commandId), ({ answer, rows }) => ({
            rows: rows.map((row, index) => ({ ...row, state: given.get(ids[index] ?? "none/0") ?? row.state })),
            answer,
          })),
      }
    },
  },
  {
    fault: "keeps the very secret it is given",
    breaks: "what was given or got is not the storage's own",
    differs: ({ service }) => {
      const given = new Map<AggregateId, Change["secret"]>()
      return {
        commit: (commit) => {
          for (const { aggregate, secret } of commit.changes) if (!given.has(aggregate)) given.set(aggregate, secret)
          return service.commit(commit)
        },
        load: (ids, commandId) =>
          Effect.map(service.load(ids, commandId), ({ answer, rows }) => ({
            rows: rows.map((row, index) => ({ ...row, secret: whatIsLeftOf(given.get(ids[index] ?? "none/0")) })),
            answer,
          })),
      }
    },
  },
  {
    fault: "hands out the very answers it keeps",
    breaks: "what was given or got is not the storage's own",
    differs: ({ service }) => {
      const own = new Map<string, Json>()
      return {
        load: (ids, commandId) =>
          Effect.map(service.load(ids, commandId), ({ answer, rows }) => {
            const key = JSON.stringify([ids, commandId])
            if (answer !== null && !own.has(key)) own.set(key, structuredClone(answer))
            return { rows, answer: own.get(key) ?? null }
          }),
        commit: (commit) =>
          Effect.map(service.commit(commit), (outcome) => {
            const answer = own.get(JSON.stringify([idsOf(commit), commit.commandId]))
            return outcome._tag === "AlreadyApplied" && answer !== undefined ? { ...outcome, answer } : outcome
          }),
      }
    },
  },
]

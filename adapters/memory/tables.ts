import * as Redacted from "effect/Redacted"
import type {
  AggregateId,
  Change,
  Claim,
  Commit,
  CommittedEvents,
  Json,
  Loaded,
  Outcome,
  Row,
  Storage,
} from "../../src/ports/storage.ts"
import { Outbox, type OutboxMessage } from "./outbox.ts"

/** One event, with the command that caused it. `at` is in milliseconds since the epoch. */
export interface JournalEntry {
  readonly commandId: string
  readonly at: number
  readonly event: Json
}

/** Everything stored about one aggregate. */
export interface StoredAggregate extends Row {
  readonly aggregate: AggregateId
  /** Oldest first. */
  readonly journal: ReadonlyArray<JournalEntry>
  /** The answer of each command on this aggregate. */
  readonly answers: ReadonlyArray<{ readonly commandId: string; readonly answer: Json }>
}

/** The contents of a memory storage at one moment, as plain data. Secrets stay redacted. */
export interface StorageSnapshot {
  readonly rows: ReadonlyArray<StoredAggregate>
  readonly claims: ReadonlyArray<Claim>
  readonly outbox: ReadonlyArray<OutboxMessage>
  /** The ids of the acknowledged messages. */
  readonly acknowledged: ReadonlyArray<string>
}

/** A frozen copy through JSON. It loses what JSON cannot represent, as a database does. */
const copy = <A>(value: A): A => JSON.parse(JSON.stringify(value), (_, part) => Object.freeze(part))

/** Copies a secret, because the caller may wipe the original. */
const copySecret = (secret: Row["secret"]) => (secret === null ? null : Redacted.make(Redacted.value(secret)))

const emptyAggregate = (aggregate: AggregateId): StoredAggregate => ({
  aggregate,
  state: null,
  version: 0,
  secret: null,
  journal: [],
  answers: [],
})

const changed = (
  stored: StoredAggregate,
  { events, secret, state }: Change,
  { answer, at, commandId }: Commit,
): StoredAggregate => ({
  aggregate: stored.aggregate,
  state: copy(state),
  version: stored.version + 1,
  secret: copySecret(secret),
  journal: [...stored.journal, ...events.map((event) => ({ commandId, at, event: copy(event) }))],
  answers: [...stored.answers, { commandId, answer: copy(answer) }],
})

const CONFLICT: Outcome = { _tag: "Conflict" }
const COMMITTED: Outcome = { _tag: "Committed" }

/** The tables of a memory storage. Each method is atomic. */
export class Tables {
  readonly outbox = new Outbox()
  readonly #aggregates = new Map<AggregateId, StoredAggregate>()
  readonly #claims = new Map<string, AggregateId>()

  load(aggregates: ReadonlyArray<AggregateId>, commandId: string | undefined): Loaded {
    const stored = aggregates.map((aggregate) => this.#stored(aggregate))
    return {
      rows: stored.map(({ secret, state, version }) => ({ state, version, secret: copySecret(secret) })),
      answer: commandId === undefined ? null : this.#answer(aggregates, commandId),
    }
  }

  loadOwner(keys: ReadonlyArray<string>, aggregates: ReadonlyArray<AggregateId>, commandId: string | undefined) {
    const id = this.find(keys)
    const loaded = this.load(aggregates, commandId)
    if (id === null) return { ...loaded, owner: null }
    const [row = { state: null, version: 0, secret: null }] = this.load([id], undefined).rows
    return { ...loaded, owner: { id, row } }
  }

  find(keys: ReadonlyArray<string>): AggregateId | null {
    const claimed = keys.find((key) => this.#claims.has(key))
    return claimed === undefined ? null : (this.#claims.get(claimed) ?? null)
  }

  list(category: string, after: AggregateId | null, limit: number): ReadonlyArray<AggregateId> {
    return [...this.#aggregates.keys()]
      .filter((aggregate) => aggregate.startsWith(`${category}/`) && (after === null || aggregate > after))
      .sort()
      .slice(0, Math.max(0, limit))
  }

  journal(aggregate: AggregateId): ReadonlyArray<Json> {
    return this.#stored(aggregate).journal.map(({ event }) => event)
  }

  journalPage({ aggregate, before, limit }: Parameters<Storage["Service"]["journalPage"]>[0]) {
    const { answers, journal, version } = this.#stored(aggregate)
    const page: Array<CommittedEvents> = []
    // Each version has one answer. Walks backwards from the newest, with the end of its events in the journal.
    let end = journal.length
    for (let index = answers.length - 1; index >= 0 && page.length < Math.trunc(limit); index -= 1) {
      let start = end
      while (start > 0 && journal[start - 1]?.commandId === answers[index]?.commandId) start -= 1
      const entryVersion = version - (answers.length - 1 - index)
      if (before === null || entryVersion < before) {
        page.push({ version: entryVersion, events: journal.slice(start, end).map(({ event }) => event) })
      }
      end = start
    }
    return page
  }

  commit(commit: Commit): Outcome {
    const { changes, claims, commandId, guards, releases = [] } = commit
    const ids = changes.map(({ aggregate }) => aggregate)
    if (new Set(ids).size < ids.length) throw new Error("A commit must not change an aggregate twice.")
    const answer = this.#answer(ids, commandId)
    if (answer !== null) return { _tag: "AlreadyApplied", answer }
    const isStale =
      changes.some(({ aggregate, expectedVersion }) => this.#stored(aggregate).version !== expectedVersion) ||
      guards.some(({ aggregate, version }) => this.#stored(aggregate).version !== version)
    const wanted = new Map(claims.map(({ key, owner }) => [key, owner]))
    const isTaken =
      claims.some(({ key, owner }) => (this.#claims.get(key) ?? wanted.get(key)) !== owner) ||
      releases.some(({ key }) => wanted.has(key))
    if (isStale || isTaken) return CONFLICT
    // Copies everything before the first write: a value that JSON cannot represent must leave nothing behind.
    const next = changes.map((change) => changed(this.#stored(change.aggregate), change, commit))
    const messages = copy(commit.messages)
    for (const stored of next) this.#aggregates.set(stored.aggregate, stored)
    for (const [key, owner] of wanted) this.#claims.set(key, owner)
    for (const { key, owner } of releases) if (this.#claims.get(key) === owner) this.#claims.delete(key)
    this.outbox.add(messages)
    return COMMITTED
  }

  snapshot(): StorageSnapshot {
    return {
      rows: [...this.#aggregates.values()],
      claims: [...this.#claims].map(([key, owner]) => ({ key, owner })),
      outbox: this.outbox.messages(),
      acknowledged: this.outbox.acknowledged(),
    }
  }

  restore({ acknowledged, claims, outbox, rows }: StorageSnapshot): void {
    for (const table of [this.#aggregates, this.#claims]) table.clear()
    for (const stored of rows) this.#aggregates.set(stored.aggregate, stored)
    for (const { key, owner } of claims) this.#claims.set(key, owner)
    this.outbox.restore(outbox, acknowledged)
  }

  #stored(aggregate: AggregateId): StoredAggregate {
    return this.#aggregates.get(aggregate) ?? emptyAggregate(aggregate)
  }

  #answer(aggregates: ReadonlyArray<AggregateId>, commandId: string): Json | null {
    const answers = aggregates.flatMap((aggregate) => this.#stored(aggregate).answers)
    return answers.find((given) => given.commandId === commandId)?.answer ?? null
  }
}

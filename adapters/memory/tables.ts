import * as Redacted from "effect/Redacted"
import type {
  AggregateId,
  Change,
  Claim,
  Commit,
  DeadLetter,
  Json,
  Leased,
  Loaded,
  Message,
  Outcome,
  Row,
} from "../../src/ports/storage.ts"

/** One event, and the command it came from. `at` is in milliseconds since the epoch. */
export interface Entry {
  readonly commandId: string
  readonly at: number
  readonly event: Json
}

/** All that is held of one aggregate. */
export interface Held extends Row {
  readonly aggregate: AggregateId
  /** Oldest first. */
  readonly journal: ReadonlyArray<Entry>
  /** What each command on this aggregate was told. */
  readonly answers: ReadonlyArray<{ readonly commandId: string; readonly answer: Json }>
}

/** A message still to be done. */
export interface Pending {
  readonly message: Message
  /** When it may be handed out: once due, or once its lease ran out. In milliseconds since the epoch. */
  readonly readyAt: number
  /** How often it was handed out. */
  readonly attempt: number
  readonly lease: string | null
  /** How often its attempts were counted anew or not at all: two leases never share a name. */
  readonly turns?: number
  /** Since when it is out of the way, in milliseconds since the epoch. */
  readonly deadSince?: number
}

/** Everything a memory storage holds. Plain data, but for the secrets, which stay redacted. */
export interface StorageSnapshot {
  readonly rows: ReadonlyArray<Held>
  readonly claims: ReadonlyArray<Claim>
  readonly outbox: ReadonlyArray<Pending>
  /** The ids of the messages that were dealt with. */
  readonly acknowledged: ReadonlyArray<string>
}

/** A frozen copy by way of JSON, as from a database: what JSON cannot say is lost here too. */
const copy = <A>(value: A): A => JSON.parse(JSON.stringify(value), (_, part) => Object.freeze(part))

/** A secret of one's own: who gave or got the other may wipe it. */
const copySecret = (secret: Row["secret"]) => (secret === null ? null : Redacted.make(Redacted.value(secret)))

const unknown = (aggregate: AggregateId): Held => ({
  aggregate,
  state: null,
  version: 0,
  secret: null,
  journal: [],
  answers: [],
})

const after = (held: Held, { events, secret, state }: Change, { answer, at, commandId }: Commit): Held => ({
  aggregate: held.aggregate,
  state: copy(state),
  version: held.version + 1,
  secret: copySecret(secret),
  journal: [...held.journal, ...events.map((event) => ({ commandId, at, event: copy(event) }))],
  answers: [...held.answers, { commandId, answer: copy(answer) }],
})

const CONFLICT: Outcome = { _tag: "Conflict" }
const COMMITTED: Outcome = { _tag: "Committed" }

/** The tables of a memory storage. Every method is over at once, so that nobody sees the middle of another's work. */
export class Tables {
  readonly #aggregates = new Map<AggregateId, Held>()
  readonly #claims = new Map<string, AggregateId>()
  readonly #outbox = new Map<string, Pending>()
  readonly #acknowledged = new Set<string>()

  load(aggregates: ReadonlyArray<AggregateId>, commandId: string | undefined): Loaded {
    const all = aggregates.map((aggregate) => this.#held(aggregate))
    return {
      rows: all.map(({ secret, state, version }) => ({ state, version, secret: copySecret(secret) })),
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
    const held = keys.find((key) => this.#claims.has(key))
    return held === undefined ? null : (this.#claims.get(held) ?? null)
  }

  list(kind: string, after: AggregateId | null, limit: number): ReadonlyArray<AggregateId> {
    return [...this.#aggregates.keys()]
      .filter((aggregate) => aggregate.startsWith(`${kind}/`) && (after === null || aggregate > after))
      .sort()
      .slice(0, Math.max(0, limit))
  }

  journal(aggregate: AggregateId): ReadonlyArray<Json> {
    return this.#held(aggregate).journal.map(({ event }) => event)
  }

  commit(commit: Commit): Outcome {
    const { changes, claims, commandId, guards, messages, releases = [] } = commit
    const ids = changes.map(({ aggregate }) => aggregate)
    if (new Set(ids).size < ids.length) throw new Error("A commit changes an aggregate once.")
    const answer = this.#answer(ids, commandId)
    if (answer !== null) return { _tag: "AlreadyApplied", answer }
    const isStale =
      changes.some(({ aggregate, expectedVersion }) => this.#held(aggregate).version !== expectedVersion) ||
      guards.some(({ aggregate, version }) => this.#held(aggregate).version !== version)
    const wanted = new Map(claims.map(({ key, owner }) => [key, owner]))
    const isTaken =
      claims.some(({ key, owner }) => (this.#claims.get(key) ?? wanted.get(key)) !== owner) ||
      releases.some(({ key }) => wanted.has(key))
    if (isStale || isTaken) return CONFLICT
    const next = changes.map((change) => after(this.#held(change.aggregate), change, commit))
    const pending = copy(messages).map((message) => ({ message, readyAt: message.dueAt, attempt: 0, lease: null }))
    for (const held of next) this.#aggregates.set(held.aggregate, held)
    for (const [key, owner] of wanted) this.#claims.set(key, owner)
    for (const { key, owner } of releases) if (this.#claims.get(key) === owner) this.#claims.delete(key)
    for (const one of pending) if (!this.#knows(one.message.id)) this.#outbox.set(one.message.id, one)
    return COMMITTED
  }

  lease(limit: number, lasts: number, now: number): ReadonlyArray<Leased> {
    return [...this.#outbox.values()]
      .filter(({ deadSince, readyAt }) => deadSince === undefined && readyAt <= now)
      .sort((one, other) => one.readyAt - other.readyAt)
      .slice(0, limit)
      .map((pending) => {
        const { message, turns } = pending
        const attempt = pending.attempt + 1
        const leased = {
          message,
          lease: [message.id, attempt, ...(turns === undefined ? [] : [turns])].join("#"),
          attempt,
        }
        this.#outbox.set(message.id, { ...pending, ...leased, readyAt: now + lasts })
        return leased
      })
  }

  acknowledge(messageIds: ReadonlyArray<string>): void {
    for (const id of messageIds) if (this.#outbox.delete(id)) this.#acknowledged.add(id)
  }

  renew(leased: Leased, readyAt: number): boolean {
    return this.#change(leased, (present) => ({ ...present, readyAt }))
  }

  release(leased: ReadonlyArray<Leased>, now: number): void {
    for (const one of leased) {
      this.#change(one, ({ attempt, turns = 0, ...present }) => ({
        ...present,
        attempt: attempt - 1,
        turns: turns + 1,
        readyAt: now,
        lease: null,
      }))
    }
  }

  postpone(leased: Leased, readyAt: number): void {
    this.#change(leased, (present) => ({ ...present, readyAt, lease: null }))
  }

  bury(leased: Leased, deadSince: number): void {
    this.#change(leased, (present) => ({ ...present, deadSince, lease: null }))
  }

  dead(limit: number): ReadonlyArray<DeadLetter> {
    return [...this.#outbox.values()]
      .filter(({ deadSince }) => deadSince !== undefined)
      .sort((one, other) => (one.deadSince ?? 0) - (other.deadSince ?? 0))
      .slice(0, limit)
      .map(({ attempt, message }) => ({ attempt, message }))
  }

  revive(messageId: string, readyAt: number): boolean {
    const present = this.#outbox.get(messageId)
    if (present?.deadSince === undefined) return false
    const { deadSince: _, turns = 0, ...alive } = present
    this.#outbox.set(messageId, { ...alive, attempt: 0, turns: turns + 1, readyAt })
    return true
  }

  snapshot(): StorageSnapshot {
    return {
      rows: [...this.#aggregates.values()],
      claims: [...this.#claims].map(([key, owner]) => ({ key, owner })),
      outbox: [...this.#outbox.values()],
      acknowledged: [...this.#acknowledged],
    }
  }

  restore({ acknowledged, claims, outbox, rows }: StorageSnapshot): void {
    for (const table of [this.#aggregates, this.#claims, this.#outbox, this.#acknowledged]) table.clear()
    for (const held of rows) this.#aggregates.set(held.aggregate, held)
    for (const { key, owner } of claims) this.#claims.set(key, owner)
    for (const pending of outbox) this.#outbox.set(pending.message.id, pending)
    for (const id of acknowledged) this.#acknowledged.add(id)
  }

  /** Changes what is leased, as long as it still is, and tells whether. */
  #change({ lease, message: { id } }: Leased, change: (present: Pending) => Pending): boolean {
    const present = this.#outbox.get(id)
    if (present?.lease !== lease) return false
    this.#outbox.set(id, change(present))
    return true
  }

  #held(aggregate: AggregateId): Held {
    return this.#aggregates.get(aggregate) ?? unknown(aggregate)
  }

  #answer(aggregates: ReadonlyArray<AggregateId>, commandId: string): Json | null {
    const told = aggregates.flatMap((aggregate) => this.#held(aggregate).answers)
    return told.find((one) => one.commandId === commandId)?.answer ?? null
  }

  /** A message is known by its id for ever: committed again, it is not done again. */
  #knows(messageId: string): boolean {
    return this.#outbox.has(messageId) || this.#acknowledged.has(messageId)
  }
}

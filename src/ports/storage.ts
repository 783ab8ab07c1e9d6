/**
 * Storage: one state row per aggregate, an append-only journal, unique keys, and an outbox.
 *
 * A command writes one commit: the new states of the aggregates it changes, their events, the messages to send and its
 * answer. Each method is atomic: a commit is written completely or not at all.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

/** A state, an event or an answer, encoded as JSON. */
export type Json = { readonly _tag: string; readonly [field: string]: unknown }

/** The id of an aggregate: its category, a slash, its key, as in `migration/0197…`. Never a NIR or an address. */
export type AggregateId = `${string}/${string}`

/** The stored row of one aggregate. Before its first change: version 0 and no state. */
export interface Row {
  readonly state: Json | null
  readonly version: number
  /** A password hash or a wrapped key. It is stored separately, never in a state, an event or an answer. */
  readonly secret: Redacted.Redacted<string> | null
}

/** The next state of one aggregate, the events that lead to it, and its secret. */
export interface Change {
  readonly aggregate: AggregateId
  /** The version that was read. The commit conflicts if it is no longer the current one (optimistic concurrency). */
  readonly expectedVersion: number
  readonly state: Json
  readonly events: ReadonlyArray<Json>
  readonly secret: Redacted.Redacted<string> | null
}

/** An aggregate that was read and is not written. The commit conflicts if it has changed since. */
export interface Guard {
  readonly aggregate: AggregateId
  readonly version: number
}

/** The unique keys of one owner, one under each accepted key, that of the active key first. */
export type UniqueKeys = readonly [active: string, ...others: ReadonlyArray<string>]

/** A key that at most one aggregate owns, such as the blind index of a NIR. */
export interface Claim {
  readonly key: string
  readonly owner: AggregateId
}

/** Work to do after the commit, at least once. */
export interface Message {
  readonly id: string
  /** When it is due, in milliseconds since the epoch. */
  readonly dueAt: number
  readonly body: Json
}

/** What one command writes. Each aggregate appears at most once in `changes`, and its version grows by one. */
export interface Commit {
  /** The id of the command (idempotency key). A second commit with it changes nothing. */
  readonly commandId: string
  /** When the command was decided, in milliseconds since the epoch. */
  readonly at: number
  readonly changes: readonly [Change, ...ReadonlyArray<Change>]
  readonly guards: ReadonlyArray<Guard>
  readonly claims: ReadonlyArray<Claim>
  /** Keys that their owners release. A key that this owner does not own stays unchanged. */
  readonly releases?: ReadonlyArray<Claim> | undefined
  readonly messages: ReadonlyArray<Message>
  /** The answer of the command. It is stored, and returned unchanged when the command id comes again. */
  readonly answer: Json
}

/** The outcome of a commit. */
export type Outcome =
  | { readonly _tag: "Committed" }
  /** A version has changed, or a key has another owner: nothing was written. Read again and decide again. */
  | { readonly _tag: "Conflict" }
  /** A commit with this command id was written before: its answer. */
  | { readonly _tag: "AlreadyApplied"; readonly answer: Json }

/** A message leased to one worker. */
export interface Leased {
  readonly message: Message
  /** The id of this lease. A worker that lost the lease can no longer renew, release or postpone the message. */
  readonly lease: string
  /** Sequence number of the delivery attempt, from 1. */
  readonly attempt: number
}

/**
 * A message that is no longer leased, because its handling failed too often. It is stored for an operator to examine.
 */
export interface DeadLetter {
  readonly message: Message
  /** The number of delivery attempts. */
  readonly attempt: number
}

/** The rows, in the order of the request, and the answer of the command if it was committed before. */
export interface Loaded {
  readonly rows: ReadonlyArray<Row>
  readonly answer: Json | null
}

/** The events of one commit on an aggregate, in order, and the version that the commit led to. */
export interface CommittedEvents {
  readonly version: number
  readonly events: ReadonlyArray<Json>
}

/** One entry of the journal with the command that wrote it. `at` is in milliseconds since the epoch. */
export interface RecordedEvents extends CommittedEvents {
  readonly aggregate: AggregateId
  readonly commandId: string
  readonly at: number
}

/** Commands whose id starts with this, and aggregates whose id does, are in `journalWindow`. */
export const windowPrefixes = { commands: ["agent."], aggregates: ["household/", "audit-log/"] } as const

/** Whether `journalWindow` has an entry: one of an agent's command, or one about a household file by any command. */
export const isInWindows = ({ aggregate, commandId }: Pick<RecordedEvents, "aggregate" | "commandId">): boolean =>
  windowPrefixes.commands.some((prefix) => commandId.startsWith(prefix)) ||
  windowPrefixes.aggregates.some((prefix) => aggregate.startsWith(prefix))

/** The owner of a unique key, with its row. */
export interface Owner {
  readonly id: AggregateId
  readonly row: Row
}

/** The storage cannot answer. The error has no text from the driver, which might quote data. */
export class StorageDown extends Schema.TaggedError<StorageDown>()("StorageDown", {}) {
  override get message(): string {
    return "The storage cannot answer."
  }
}

/**
 * A stored row was changed outside the application: its seal does not fit it, it has none, or an older row was put back.
 * Only a storage with sealed states fails with it (`sealedStates`). Nothing was read from the row.
 */
export class StateAltered extends Schema.TaggedError<StateAltered>()("StateAltered", {}) {
  override get message(): string {
    return "A stored state was changed outside the application."
  }
}

/** Stores states, the journal of their events, unique keys, and the messages to send. */
export class Storage extends Context.Service<
  Storage,
  {
    /**
     * Reads the rows of these aggregates and, with a command id, the stored answer of that command. An aggregate
     * without a row has version 0.
     */
    readonly load: (
      aggregates: ReadonlyArray<AggregateId>,
      commandId?: string | undefined,
    ) => Effect.Effect<Loaded, StorageDown | StateAltered>
    /**
     * Does the same as `load`. In the same round trip it reads the owner of the first key that has one; `null` where no
     * key has an owner.
     */
    readonly loadOwner: (
      keys: readonly [string, ...ReadonlyArray<string>],
      aggregates: ReadonlyArray<AggregateId>,
      commandId?: string | undefined,
    ) => Effect.Effect<Loaded & { readonly owner: Owner | null }, StorageDown | StateAltered>
    /** The owner of the first key that has one, in one round trip; `null` where no key has an owner. */
    readonly find: (
      ...keys: readonly [string, ...ReadonlyArray<string>]
    ) => Effect.Effect<AggregateId | null, StorageDown>
    /**
     * A page of the ids of one category, in a stable order: at most `limit` ids after the id `after` (`null`: from the
     * first). An aggregate that is created meanwhile may be on a later page or on none.
     */
    readonly list: (request: {
      readonly category: string
      readonly after: AggregateId | null
      readonly limit: number
    }) => Effect.Effect<ReadonlyArray<AggregateId>, StorageDown>
    /** Writes a commit completely, or nothing of it. */
    readonly commit: (commit: Commit) => Effect.Effect<Outcome, StorageDown>
    /** Every event of an aggregate, oldest first. */
    readonly journal: (aggregate: AggregateId) => Effect.Effect<ReadonlyArray<Json>, StorageDown>
    /**
     * A page of the journal of an aggregate, newest first: at most `limit` entries whose version is lower than `before`
     * (`null`: from the newest). Its cost depends on `limit` and not on the length of the journal.
     */
    readonly journalPage: (request: {
      readonly aggregate: AggregateId
      readonly before: number | null
      readonly limit: number
    }) => Effect.Effect<ReadonlyArray<CommittedEvents>, StorageDown>
    /**
     * A page of what was committed in a window of time, oldest first: entries with events for which `isInWindows` holds,
     * committed at `from` or later and before `until`. The order of entries of one millisecond is not specified. Its cost
     * depends on `limit` and not on the length of the journal.
     */
    readonly journalWindow: (request: {
      readonly from: number
      readonly until: number
      readonly limit: number
    }) => Effect.Effect<ReadonlyArray<RecordedEvents>, StorageDown>
    /** Leases due messages, each to one worker, for `lasts` milliseconds. */
    readonly lease: (request: {
      readonly limit: number
      readonly lasts: number
    }) => Effect.Effect<ReadonlyArray<Leased>, StorageDown>
    /** Deletes handled messages, also from the dead letters: they are never leased again. Idempotent. */
    readonly acknowledge: (...messageIds: ReadonlyArray<string>) => Effect.Effect<void, StorageDown>
    /**
     * Extends the lease to `lasts` milliseconds from now. Answers `false` where the lease is no longer the current one.
     */
    readonly renew: (leased: Leased, lasts: number) => Effect.Effect<boolean, StorageDown>
    /**
     * Gives back messages that were not started: another worker can lease them at once, and the attempt does not count.
     * No effect on messages whose lease is no longer the current one.
     */
    readonly release: (...leased: ReadonlyArray<Leased>) => Effect.Effect<void, StorageDown>
    /** Makes the message due again at `dueAt`. No effect where the lease is no longer the current one. */
    readonly postpone: (leased: Leased, dueAt: number) => Effect.Effect<void, StorageDown>
    /** Moves the message to the dead letters. No effect where the lease is no longer the current one. */
    readonly deadLetter: (leased: Leased) => Effect.Effect<void, StorageDown>
    /** The dead letters, oldest first. */
    readonly listDeadLetters: (limit: number) => Effect.Effect<ReadonlyArray<DeadLetter>, StorageDown>
    /**
     * Puts a dead letter back into the outbox, due at once and as attempt 1. Answers `false` where the message is not a
     * dead letter.
     */
    readonly requeue: (messageId: string) => Effect.Effect<boolean, StorageDown>
  }
>()("mon-compte/ports/Storage") {}

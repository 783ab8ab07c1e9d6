/**
 * Storage: one state row an aggregate, a journal that only grows, unique keys, and an outbox.
 *
 * All that follows from one command is one commit: the new states of every aggregate it touches, the events that
 * led there, the messages to send, and the answer that was given. It is kept whole or not at all.
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

/** A state, an event or an answer already turned to JSON. */
export type Json = { readonly _tag: string; readonly [field: string]: unknown }

/** Names one aggregate: its kind, a slash, its id, as in `migration/0197…`. Never a NIR nor an address. */
export type AggregateId = `${string}/${string}`

/** What is kept of one aggregate. Version 0, and no state, before its first change. */
export interface Row {
  readonly state: Json | null
  readonly version: number
  /** A password hash, in a place of its own: it is never part of a state, an event or an answer. */
  readonly secret: Redacted.Redacted<string> | null
}

/** The next state of one aggregate, the events that lead to it, and its secret from now on. */
export interface Change {
  readonly aggregate: AggregateId
  /** The version that was read: the change is kept only if it is still the present one. */
  readonly expectedVersion: number
  readonly state: Json
  readonly events: ReadonlyArray<Json>
  readonly secret: Redacted.Redacted<string> | null
}

/** An aggregate that was read, not written, and must not have changed since. */
export interface Guard {
  readonly aggregate: AggregateId
  readonly version: number
}

/** The unique keys by which one owner is found, the one under the active key first. */
export type UniqueKeys = readonly [active: string, ...older: ReadonlyArray<string>]

/** A key that only one aggregate may hold, such as the blind index of a NIR. */
export interface Claim {
  readonly key: string
  readonly owner: AggregateId
}

/** Something to be done after the commit, at least once. */
export interface Message {
  readonly id: string
  /** When it is to be done, in milliseconds since the epoch. */
  readonly dueAt: number
  readonly body: Json
}

/** All that follows from one command. Each aggregate stands at most once in `changes`, and its version grows by one. */
export interface Commit {
  /** Names the command. The same command twice changes nothing the second time. */
  readonly commandId: string
  /** When it was decided, in milliseconds since the epoch. */
  readonly at: number
  readonly changes: readonly [Change, ...ReadonlyArray<Change>]
  readonly guards: ReadonlyArray<Guard>
  readonly claims: ReadonlyArray<Claim>
  /** Keys given up by their owners, free from now on. One that its owner does not hold is left as it is. */
  readonly releases?: ReadonlyArray<Claim> | undefined
  readonly messages: ReadonlyArray<Message>
  /** What the caller is told; told again, word for word, if the command comes again. */
  readonly answer: Json
}

/** How a commit ended. */
export type Outcome =
  | { readonly _tag: "Committed" }
  /** A version or a guard no longer holds, or a key is taken: nothing was written. Read again and decide again. */
  | { readonly _tag: "Conflict" }
  /** This command was applied before; its answer then. */
  | { readonly _tag: "AlreadyApplied"; readonly answer: Json }

/** A message handed to one worker for a while. */
export interface Leased {
  readonly message: Message
  /** Names this lease: a worker whose lease was lost can no longer decide about the message. */
  readonly lease: string
  /** The how-manieth time the message is handed out, from 1. */
  readonly attempt: number
}

/** A message that nobody is handed any more, because dealing with it failed too often. Kept whole, to be looked at. */
export interface DeadLetter {
  readonly message: Message
  /** How often it was handed out. */
  readonly attempt: number
}

/** What a load brings: the rows in the order asked, and the answer of the command if it was applied to any of them. */
export interface Loaded {
  readonly rows: ReadonlyArray<Row>
  readonly answer: Json | null
}

/** Who holds a unique key, and their row. */
export interface Owner {
  readonly id: AggregateId
  readonly row: Row
}

/** The storage cannot answer. It carries no word of the driver, which might quote data. */
export class StorageDown extends Schema.TaggedError<StorageDown>()("StorageDown", {}) {
  override get message(): string {
    return "The storage cannot answer."
  }
}

/** Keeps states, the journal of events that led to them, unique keys, and the messages still to be sent. */
export class Storage extends Context.Service<
  Storage,
  {
    readonly load: (
      aggregates: ReadonlyArray<AggregateId>,
      commandId?: string | undefined,
    ) => Effect.Effect<Loaded, StorageDown>
    /** As `load`; and in the same round trip the owner of the first of the keys that anybody holds, `null` where nobody does. */
    readonly loadOwner: (
      keys: readonly [string, ...ReadonlyArray<string>],
      aggregates: ReadonlyArray<AggregateId>,
      commandId?: string | undefined,
    ) => Effect.Effect<Loaded & { readonly owner: Owner | null }, StorageDown>
    /** Who holds a unique key: of several, the first that anybody holds, in one round trip. */
    readonly find: (
      ...keys: readonly [string, ...ReadonlyArray<string>]
    ) => Effect.Effect<AggregateId | null, StorageDown>
    /**
     * Names of the aggregates of a kind that were ever changed: at most `limit`, those after one of them (`null`: from the
     * beginning), in an order that stays the same. What is made meanwhile may be on a later page or on none.
     */
    readonly list: (request: {
      readonly kind: string
      readonly after: AggregateId | null
      readonly limit: number
    }) => Effect.Effect<ReadonlyArray<AggregateId>, StorageDown>
    readonly commit: (commit: Commit) => Effect.Effect<Outcome, StorageDown>
    /** Every event of an aggregate, oldest first. */
    readonly journal: (aggregate: AggregateId) => Effect.Effect<ReadonlyArray<Json>, StorageDown>
    /** Hands out due messages, each to one worker, for `lasts` milliseconds. */
    readonly lease: (request: {
      readonly limit: number
      readonly lasts: number
    }) => Effect.Effect<ReadonlyArray<Leased>, StorageDown>
    /** These messages were dealt with, dead ones too; they are never handed out again. Saying so twice is harmless. */
    readonly acknowledge: (...messageIds: ReadonlyArray<string>) => Effect.Effect<void, StorageDown>
    /** Holds the message for `lasts` more milliseconds from now, if it is still this worker's: tells whether it is. */
    readonly renew: (leased: Leased, lasts: number) => Effect.Effect<boolean, StorageDown>
    /**
     * Gives back messages on which nothing was begun: they are handed out at once to whoever asks, and this time did not
     * count as an attempt. Without effect on those whose lease is no longer the present one.
     */
    readonly release: (...leased: ReadonlyArray<Leased>) => Effect.Effect<void, StorageDown>
    /** Hands the message out again, not before `dueAt`. Without effect when the lease is no longer the present one. */
    readonly postpone: (leased: Leased, dueAt: number) => Effect.Effect<void, StorageDown>
    /** Takes the message out of the way, whole: see `dead`. Without effect when the lease is no longer the present one. */
    readonly deadLetter: (leased: Leased) => Effect.Effect<void, StorageDown>
    /** Messages taken out of the way, those of longest ago first. */
    readonly listDeadLetters: (limit: number) => Effect.Effect<ReadonlyArray<DeadLetter>, StorageDown>
    /** Hands a dead message out again, at once and as attempt 1, and tells whether there was one. */
    readonly requeue: (messageId: string) => Effect.Effect<boolean, StorageDown>
  }
>()("mon-compte/ports/Storage") {}

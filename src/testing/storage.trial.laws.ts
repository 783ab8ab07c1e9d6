import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { type AggregateId, type Change, type Commit, type Json, type Row, Storage } from "../ports/storage.ts"
import { type Law, same } from "./port.laws.ts"
import type { StorageSample } from "./storage.arbitrary.ts"

export type Store = Storage["Service"]
/** One of `storageLaws`. */
export type StorageLaw = Law<Storage, StorageSample>

/** A law of storage. Whatever came of it, no message of its sample is left in the outbox. */
export const law = (
  name: string,
  kept: (storage: Store, sample: StorageSample) => Effect.fn.Return<boolean, unknown>,
): StorageLaw => ({
  name,
  kept: (sample) =>
    Effect.flatMap(Storage, (storage) => {
      const messages = [sample.first, sample.next, sample.rival, sample.elsewhere].flatMap(({ messages }) => messages)
      const clear = Effect.ignore(storage.acknowledge(...messages.map(({ id }) => id)))
      return Effect.ensuring(
        Effect.gen(() => kept(storage, sample)),
        clear,
      )
    }),
})

export const idsOf = ({ changes }: Commit): ReadonlyArray<AggregateId> => changes.map(({ aggregate }) => aggregate)

export const guardsOf = (commit: Commit, version: number): Commit["guards"] =>
  idsOf(commit).map((aggregate) => ({ aggregate, version }))

export const mapChanges = (commit: Commit, change: (change: Change) => Change): Commit => {
  const [head, ...tail] = commit.changes
  return { ...commit, changes: [change(head), ...tail.map(change)] }
}

export const atVersion = (commit: Commit, expectedVersion: number): Commit =>
  mapChanges(commit, (change) => ({ ...change, expectedVersion }))

/** One command that does what two would. */
export const together = (one: Commit, other: Commit): Commit => ({
  ...one,
  changes: [...one.changes, ...other.changes],
  claims: [...one.claims, ...other.claims],
  messages: [...one.messages, ...other.messages],
})

/** Five like it, each under a command id of its own. */
export const rivals = (commit: Commit): ReadonlyArray<Commit> =>
  [1, 2, 3, 4, 5].map((number) => ({
    ...mapChanges(commit, (change) => ({ ...change, state: { _tag: "Rival", number } })),
    commandId: `${commit.commandId}/${number}`,
  }))

export const atOnce = <A, E>(effects: ReadonlyArray<Effect.Effect<A, E>>): Effect.Effect<ReadonlyArray<A>, E> =>
  Effect.all(effects, { concurrency: "unbounded" })

export const UNKNOWN: Row = { state: null, version: 0, secret: null }

/** The rows a commit leaves behind. */
export const rowsOf = ({ changes }: Commit): ReadonlyArray<Row> =>
  changes.map(({ expectedVersion, secret, state }) => ({ state, version: expectedVersion + 1, secret }))

/** All that can be read of the aggregates, keys and command of some commits. */
export const held = (storage: Store, ...commits: ReadonlyArray<Commit>) =>
  Effect.forEach(commits, (commit) =>
    Effect.all([
      storage.load(idsOf(commit), commit.commandId),
      Effect.forEach(idsOf(commit), storage.journal),
      Effect.forEach(commit.claims, ({ key }) => storage.find(key)),
    ]),
  )

export const isCommitted = (outcome: { readonly _tag: string }): boolean => outcome._tag === "Committed"
export const isConflict = (outcome: { readonly _tag: string }): boolean => outcome._tag === "Conflict"
export const isReplay = (outcome: unknown, answer: Json): boolean => same(outcome, { _tag: "AlreadyApplied", answer })

/** A copy that can be written to. */
export const thaw = (commit: Commit): Commit => ({
  ...mapChanges(commit, (change) => ({
    ...change,
    state: structuredClone(change.state),
    events: structuredClone(change.events),
    secret: change.secret === null ? null : Redacted.make(Redacted.value(change.secret)),
  })),
  messages: commit.messages.map((message) => ({ ...message, body: structuredClone(message.body) })),
  guards: commit.guards.map((guard) => ({ ...guard })),
  claims: commit.claims.map((claim) => ({ ...claim })),
  releases: commit.releases?.map((claim) => ({ ...claim })),
  answer: structuredClone(commit.answer),
})

/** Writes over all that can be written over, however deep, and wipes secrets. */
export const scribble = (value: unknown): void => {
  if (Redacted.isRedacted(value)) Redacted.wipeUnsafe(value)
  if (typeof value !== "object" || value === null || Redacted.isRedacted(value)) return
  for (const key of Object.keys(value)) {
    scribble(Reflect.get(value, key))
    Reflect.set(value, key, "scribbled")
  }
  Reflect.set(value, Array.isArray(value) ? value.length : "scribbled", "scribbled")
}

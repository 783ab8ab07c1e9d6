import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Account from "../../../domain/account/account.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import { Keys, type KeysDown } from "../../../ports/keys.ts"
import { type AggregateId, Storage, type StorageDown } from "../../../ports/storage.ts"
import { readDataKey } from "../../secrets/data-key.ts"
import { ownedIdentifiers } from "../../secrets/owned-identifiers.ts"
import { execute, readAggregate, toChange, toGuard, withSecret } from "../../unit-of-work/aggregate.ts"
import { transact } from "../../unit-of-work/transact.ts"
import { Wake } from "../../unit-of-work/wake.ts"

/** How far a sweep came. */
export interface Swept {
  /** Persons looked at. */
  readonly seen: number
  /** Those whose data key was wrapped again, under the key that is active now. */
  readonly rewrapped: number
  /** Those for whom it failed; the log says why. While there is one, the older key must not be dropped. */
  readonly failed: number
}

class NothingToDo extends Data.TaggedError("NothingToDo") {}

/** One person: the data key is wrapped again, and the account found under the active key alone, in one commit. */
const rewrap = Effect.fnUntraced(function* (person: string) {
  const keys = yield* Keys
  const random = yield* SecureRandom.SecureRandom
  yield* transact(
    {
      verb: "RewrapKeys",
      commandId: yield* random.uuidV4(),
      aggregates: [DataKey.stream.id(person), Account.stream.id(person)],
      Refusal: Schema.Never,
      mayBeTold: () => Effect.void,
    },
    ([dataKeyRow, accountRow], at) =>
      Effect.gen(function* () {
        const dataKey = yield* readDataKey(person, dataKeyRow)
        if (dataKey.state._tag !== "Held" || dataKey.secret === null) return yield* new NothingToDo()
        const wrapped = yield* keys.rewrap(dataKey.secret, person)
        if (wrapped === null) return yield* new NothingToDo()
        const account = yield* readAggregate(Account.machine, Account.stream.id(person), accountRow)
        // A recovery, which is found under the key it was asked for under, and under no other: its data key goes with it.
        if (account.version === 0) return yield* new NothingToDo()
        const owned = (yield* ownedIdentifiers(account, dataKey)).map(({ keys }) => keys)
        const next = yield* Effect.orDie(Effect.fromResult(execute(dataKey, { _tag: "Rewrap", at })))
        return {
          changes: [toChange(withSecret(next, wrapped))] as const,
          guards: [toGuard(account)],
          claims: owned.map(([active]) => ({ key: active, owner: account.id })),
          releases: owned.flatMap(([, ...older]) => older.map((key) => ({ key, owner: account.id }))),
        }
      }),
  )
})

const PERSON = "data-key/".length

/** The persons of a page whose data key is not yet wrapped under the active key. */
const behind = Effect.fnUntraced(function* (page: ReadonlyArray<AggregateId>) {
  const storage = yield* Storage
  const keys = yield* Keys
  const { rows } = yield* storage.load(page)
  const persons = page.map((id) => id.slice(PERSON))
  const found = yield* Effect.forEach(rows, ({ secret }, index) =>
    Effect.gen(function* () {
      const person = persons[index] ?? ""
      if (secret === null) return []
      // A data key that cannot be read is for `rewrap` to stumble over, and to be counted.
      const wrapped = yield* Effect.catchDefect(keys.rewrap(secret, person), () => Effect.succeed(secret))
      return wrapped === null ? [] : [person]
    }),
  )
  return found.flat()
})

const inside = Layer.merge(Wake.layer, SecureRandom.layerWebCrypto)

/** Where to begin, and how much at a time. */
export interface Sweep {
  /** Where an earlier sweep stopped: the id of the last person done. */
  readonly after?: string | undefined
  /** Persons in one page: 500 unless said. */
  readonly pageSize?: number | undefined
  /** Persons at once: 4 unless said. Each takes a connection of the storage for a moment. */
  readonly concurrency?: number | undefined
}

const sweep = Effect.fn("MonCompte.rewrapKeys")(function* (options: Sweep) {
  const storage = yield* Storage
  const limit = Math.max(1, Math.trunc(options.pageSize ?? 500))
  const concurrency = Math.max(1, Math.trunc(options.concurrency ?? 4))
  const one = (person: string) =>
    rewrap(person).pipe(
      Effect.as("rewrapped"),
      Effect.catchTag("NothingToDo", () => Effect.succeed("done")),
      Effect.catchCause((cause) =>
        Effect.as(
          Effect.annotateLogs(Effect.logWarning("A data key could not be wrapped again.", cause), { person }),
          "failed",
        ),
      ),
    )
  let after: AggregateId | null = options.after === undefined ? null : DataKey.stream.id(options.after)
  const swept = { seen: 0, rewrapped: 0, failed: 0 }
  for (;;) {
    const page: ReadonlyArray<AggregateId> = yield* storage.list({ kind: "data-key", after, limit })
    const last = page.at(-1)
    if (last === undefined) return swept
    const told = yield* Effect.forEach(yield* behind(page), one, { concurrency })
    swept.seen += page.length
    swept.rewrapped += told.filter((one) => one === "rewrapped").length
    swept.failed += told.filter((one) => one === "failed").length
    after = last
    yield* Effect.annotateLogs(Effect.logInfo("Data keys were wrapped again."), { ...swept, after: last.slice(PERSON) })
  }
})

/**
 * Wraps the data key of every person again, under the active key, and has every account found under that key alone.
 *
 * To be run when a key is to be dropped: once every process has the new key as its active one, and 24 hours have gone
 * by since. It works beside everything else, a page at a time; those done before are passed over, so that one that was
 * stopped is run again, from `after` on if the log said how far it came. When `failed` is 0 the older keys may go.
 */
export const rewrapKeys = (options: Sweep = {}): Effect.Effect<Swept, StorageDown | KeysDown, Storage | Keys> =>
  Effect.provide(sweep(options), inside)

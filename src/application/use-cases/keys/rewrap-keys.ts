import * as SecureRandom from "effect/crypto/SecureRandom"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Account from "../../../domain/account/account.ts"
import * as DataKey from "../../../domain/data-key/data-key.ts"
import { Keys, type KeysDown } from "../../../ports/keys.ts"
import { type AggregateId, type StateAltered, Storage, type StorageDown } from "../../../ports/storage.ts"
import { readDataKey } from "../../secrets/data-key.ts"
import { identifiersOnRecord, withCurrentIndexes } from "../../secrets/identifiers-on-record.ts"
import { executeOrDie, withSecret } from "../../unit-of-work/aggregate.ts"
import { readAccount } from "../../unit-of-work/loaded-account.ts"
import { planOf } from "../../unit-of-work/plan.ts"
import { transact } from "../../unit-of-work/transact.ts"
import { Wake } from "../../unit-of-work/wake.ts"

/** How many persons a run of `rewrapKeys` has handled. */
export interface RewrapProgress {
  readonly checked: number
  /** Persons whose data key was wrapped under the active key. */
  readonly rewrapped: number
  /** Persons for whom it failed; the log says why. Do not drop the older key until there is none. */
  readonly failed: number
}

class NothingToRewrap extends Data.TaggedError("NothingToRewrap") {}

/** Wraps the data key of one person, and moves the unique keys of their account to the active key, in one commit. */
const rewrap = Effect.fnUntraced(function* (person: string) {
  const keys = yield* Keys
  const random = yield* SecureRandom.SecureRandom
  yield* transact(
    {
      verb: "RewrapKeys",
      commandId: yield* random.uuidV4(),
      aggregates: [DataKey.stream.id(person), Account.stream.id(person)],
      Refusal: Schema.Never,
    },
    ([dataKeyRow, accountRow], at) =>
      Effect.gen(function* () {
        const dataKey = yield* readDataKey(person, dataKeyRow)
        if (dataKey.state._tag !== "Created" || dataKey.secret === null) return yield* new NothingToRewrap()
        const wrapped = yield* keys.rewrap(dataKey.secret, person)
        if (wrapped === null) return yield* new NothingToRewrap()
        const account = yield* readAccount(person, accountRow)
        // Without an account this is the data key of a recovery, which is found under one key only and ends with it.
        if (account.version === 0) return yield* new NothingToRewrap()
        const onRecord = (yield* identifiersOnRecord(account, dataKey)).map(({ keys }) => keys)
        const rewrapped = yield* executeOrDie(dataKey, { _tag: "Rewrap", at })
        return {
          ...(yield* planOf([withSecret(rewrapped, wrapped), yield* withCurrentIndexes(account, dataKey, at)])),
          claims: onRecord.map(([active]) => ({ key: active, owner: account.id })),
          releases: onRecord.flatMap(([, ...older]) => older.map((key) => ({ key, owner: account.id }))),
        }
      }),
  )
})

/** The persons of a page whose data key is not wrapped under the active key yet. */
const notRewrapped = Effect.fnUntraced(function* (page: ReadonlyArray<AggregateId>) {
  const storage = yield* Storage
  const keys = yield* Keys
  const { rows } = yield* storage.load(page)
  const persons = page.map(DataKey.stream.keyOf)
  const found = yield* Effect.forEach(rows, ({ secret }, index) =>
    Effect.gen(function* () {
      const person = persons[index] ?? ""
      if (secret === null) return []
      // An unreadable data key is passed to `rewrap`, which counts it as failed.
      const wrapped = yield* Effect.catchDefect(keys.rewrap(secret, person), () => Effect.succeed(secret))
      return wrapped === null ? [] : [person]
    }),
  )
  return found.flat()
})

/** Where a run starts, and how much it does at a time. */
export interface RewrapOptions {
  /** The last person of an earlier run, from its log. */
  readonly after?: string | undefined
  /** Persons in one page, from 1 to 10,000. Default: 500. */
  readonly pageSize?: number | undefined
  /** Persons at the same time, from 1 to 100. Default: 4. Each needs a connection of the storage for a moment. */
  readonly concurrency?: number | undefined
}

/** A whole number from 1, or the default. An invalid option is a defect: `NaN` would never end or never start. */
const whole = (name: string, value: number | undefined, byDefault: number, most: number): Effect.Effect<number> => {
  if (value === undefined) return Effect.succeed(byDefault)
  return Number.isSafeInteger(value) && value >= 1 && value <= most
    ? Effect.succeed(value)
    : Effect.die(new RangeError(`${name} must be a whole number from 1 to ${most}.`))
}

const run = Effect.fn("MonCompte.rewrapKeys")(function* (options: RewrapOptions) {
  const storage = yield* Storage
  const limit = yield* whole("pageSize", options.pageSize, 500, 10_000)
  const concurrency = yield* whole("concurrency", options.concurrency, 4, 100)
  const rewrapPerson = (person: string) =>
    rewrap(person).pipe(
      Effect.as("rewrapped"),
      Effect.catchTag("NothingToRewrap", () => Effect.succeed("unchanged")),
      Effect.catchCause((cause) =>
        Effect.as(
          Effect.annotateLogs(Effect.logWarning("A data key could not be rewrapped.", cause), { person }),
          "failed",
        ),
      ),
    )
  let after: AggregateId | null = options.after === undefined ? null : DataKey.stream.id(options.after)
  const progress = { checked: 0, rewrapped: 0, failed: 0 }
  for (;;) {
    const page: ReadonlyArray<AggregateId> = yield* storage.list({ category: "data-key", after, limit })
    const last = page.at(-1)
    if (last === undefined) return progress
    const results = yield* Effect.forEach(yield* notRewrapped(page), rewrapPerson, { concurrency })
    progress.checked += page.length
    progress.rewrapped += results.filter((result) => result === "rewrapped").length
    progress.failed += results.filter((result) => result === "failed").length
    after = last
    const annotations = { ...progress, after: DataKey.stream.keyOf(last) }
    yield* Effect.annotateLogs(Effect.logInfo("Data keys were rewrapped."), annotations)
  }
})

const dependencies = Layer.merge(Wake.layer, SecureRandom.layerWebCrypto)

/**
 * Wraps the data key of every person under the active key, and moves the unique keys of every account to it.
 *
 * Run it during a key rotation, before an older key is dropped. First let every process use the new key as its active
 * one for 24 hours. It runs beside normal traffic, one page at a time. Run it again after an interruption, with `after`
 * from the log to skip the first persons; those already done are skipped in any case. When `failed` is 0 the older keys
 * can be dropped.
 */
export const rewrapKeys = (
  options: RewrapOptions = {},
): Effect.Effect<RewrapProgress, StorageDown | StateAltered | KeysDown, Storage | Keys> =>
  Effect.provide(run(options), dependencies)

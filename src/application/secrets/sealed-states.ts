/**
 * Sealed states: an option of every storage. Each row has a MAC over its aggregate, its version, its state and its secret,
 * which is checked at every load. So a person who can write to the database, and has no key, cannot open an account by
 * writing a state, such as `Legacy`, or by putting an older row back.
 *
 * The seal does not detect an older row that is put back together with its version. For the rows that open something,
 * each load therefore also compares the version with the latest one of the journal. The role of the application cannot
 * delete from the journal.
 */
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Metric from "effect/Metric"
import { Keys } from "../../ports/keys.ts"
import {
  type AggregateId,
  type Commit,
  type Owner,
  type Row,
  StateAltered,
  Storage,
  StorageDown,
} from "../../ports/storage.ts"
import { checkSeal, withSeal } from "./state-seal.ts"

/** How states are sealed. */
export interface SealedStatesOptions {
  /**
   * What happens to a row without a seal. `Refused` by default. `Accepted` while an existing database is carried over,
   * until `sealStates` has sealed every row: such a row is then trusted as it is.
   */
  readonly unsealed?: "Refused" | "Accepted" | undefined
  /**
   * The categories whose version is compared with the journal: one more query for each such row that is loaded. `account`,
   * `sessions` and `household` by default; `[]` for none.
   */
  readonly comparedWithJournal?: ReadonlyArray<string> | undefined
}

const COMPARED = ["account", "sessions", "household"]

const altered = Metric.counter("mon_compte_states_altered", {
  description: "Stored rows that were changed outside the application, by category. Any is an alarm.",
  incremental: true,
})

const categoryOf = (aggregate: AggregateId) => aggregate.slice(0, aggregate.indexOf("/"))

/** Raises the alarm, and refuses the row. */
const refuse = Effect.fnUntraced(function* (aggregate: AggregateId) {
  yield* Metric.update(Metric.withAttributes(altered, { category: categoryOf(aggregate) }), 1)
  yield* Effect.annotateLogs(Effect.logError("A stored state was changed outside the application."), { aggregate })
  return yield* new StateAltered()
})

type Service = Storage["Service"]

/** The storage with sealed states. If the keys are down, it fails as if it were down itself. */
const sealed = (inner: Service, keys: Keys["Service"], options: SealedStatesOptions): Service => {
  const accepts = options.unsealed === "Accepted"
  const compared = new Set(options.comparedWithJournal ?? COMPARED)
  const withKeys = <A, E>(effect: Effect.Effect<A, E, Keys>) =>
    Effect.provideService(effect, Keys, keys) as Effect.Effect<A, E>
  const keysDown = () => Effect.fail(new StorageDown())

  const unseal = (aggregate: AggregateId, row: Row) =>
    withKeys(checkSeal(aggregate, row)).pipe(
      Effect.catchTag("KeysDown", keysDown),
      Effect.flatMap(({ check, row: unsealed }) =>
        check === "Altered" || (check === "Missing" && !accepts) ? refuse(aggregate) : Effect.succeed(unsealed),
      ),
    )

  /**
   * Refuses a row that is older than the journal. Another transaction may have committed between the two reads, so the row
   * is then read again: an honest one has caught up.
   */
  const mustBeLatest = Effect.fnUntraced(function* (aggregate: AggregateId, version: number) {
    if (!compared.has(categoryOf(aggregate))) return
    const [latest] = yield* inner.journalPage({ aggregate, before: null, limit: 1 })
    if (latest === undefined || latest.version <= version) return
    const { rows } = yield* inner.load([aggregate])
    if ((rows[0]?.version ?? 0) < latest.version) return yield* refuse(aggregate)
    // The version that was read is no longer the current one: what is decided on it conflicts.
  })

  const read = (aggregate: AggregateId, row: Row) =>
    Effect.tap(unseal(aggregate, row), ({ version }) => mustBeLatest(aggregate, version))

  const readAll = (aggregates: ReadonlyArray<AggregateId>, rows: ReadonlyArray<Row>) =>
    Effect.forEach(aggregates, (aggregate, index) => read(aggregate, rows[index] as Row), { concurrency: "unbounded" })

  return {
    ...inner,
    load: (aggregates, commandId) =>
      Effect.flatMap(inner.load(aggregates, commandId), ({ rows, ...rest }) =>
        Effect.map(readAll(aggregates, rows), (unsealed) => ({ ...rest, rows: unsealed })),
      ),
    loadOwner: (uniqueKeys, aggregates, commandId) =>
      Effect.flatMap(inner.loadOwner(uniqueKeys, aggregates, commandId), ({ owner, rows, ...rest }) =>
        Effect.gen(function* () {
          const found: Owner | null = owner === null ? null : { id: owner.id, row: yield* read(owner.id, owner.row) }
          return { ...rest, owner: found, rows: yield* readAll(aggregates, rows) }
        }),
      ),
    commit: (commit) =>
      Effect.gen(function* () {
        const [first, ...others] = yield* Effect.forEach(commit.changes, (change) =>
          Effect.map(
            withSeal({ ...change, version: change.expectedVersion + 1 }),
            (state): Commit["changes"][number] => ({ ...change, state }),
          ),
        )
        // A commit has at least one change.
        const changes = [first as Commit["changes"][number], ...others] as const
        return yield* inner.commit({ ...commit, changes })
      }).pipe(Effect.catchTag("KeysDown", keysDown), withKeys),
  }
}

/**
 * A storage with sealed states, over any other storage and the key ring of the service. Provide it in place of that
 * storage to everything that writes: `MonCompte`, `Agency`, the delivery and `rewrapKeys`.
 *
 * A row that was changed outside the application is refused with `StateAltered`, a metric and an error in the log; the
 * person is sent to their fund. Each load and each change costs one MAC a row, and a query more for each compared row.
 *
 * ```ts
 * import { Effect, Layer } from "effect"
 * import { sealedStates, Storage } from "mon-compte"
 * import { memoryKeys, memoryStorage } from "mon-compte/adapters/memory"
 *
 * const keys = memoryKeys({ master: "an example, never used in production" }).layer
 * const storage = sealedStates().pipe(Layer.provide([memoryStorage().layer, keys]))
 * const load = Effect.flatMap(Storage, ({ load }) => load(["account/unknown"]))
 * const { rows } = await Effect.runPromise(Effect.provide(load, storage))
 * rows[0]?.version // => 0
 * ```
 */
export const sealedStates = (options: SealedStatesOptions = {}): Layer.Layer<Storage, never, Storage | Keys> =>
  Layer.effect(
    Storage,
    Effect.gen(function* () {
      return sealed(yield* Storage, yield* Keys, options)
    }),
  )

import { randomUUID } from "node:crypto"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import {
  type AggregateId,
  type Commit,
  type DeadLetter,
  type Loaded,
  type Outcome,
  Storage,
  type StorageDown,
} from "../../src/ports/storage.ts"
import { CONFLICT, isHopeless, outcomeOf, parse, releasesOf, statementOf } from "./commit.ts"
import type { Connections, TextRow } from "./connections.ts"
import { applyMigrations, checkSchema, type SchemaUnfit } from "./migrate.ts"
import { open } from "./open.ts"
import { type PostgresOptions, settle } from "./options.ts"
import { OUTBOX, shardOf } from "./shard.ts"
import { down, type SqlFailure } from "./sql-failure.ts"
import { type Statement, statements } from "./statements.ts"

/**
 * Nothing was written, since somebody else was: a key or a row was created meanwhile, not everything could be written,
 * or the database chose this transaction to give way.
 */
const GIVES_WAY = ["23505", "23502", "40001", "40P01"]

const toRow = ([version, state, secret]: TextRow) => ({
  version: Number(version ?? 0),
  state: state == null ? null : parse(state),
  secret: secret == null ? null : Redacted.make(secret),
})

const loaded = (rows: ReadonlyArray<TextRow>): Loaded => {
  const answer = rows.map(([, , , answer]) => answer).find((answer) => answer != null)
  return { rows: rows.map(toRow), answer: answer == null ? null : parse(answer) }
}

const toDead = ([id, dueAt, body, attempt]: TextRow): DeadLetter => ({
  message: { id: String(id), dueAt: Number(dueAt), body: parse(String(body)) },
  attempt: Number(attempt),
})

const make = ({ query, transaction }: Connections): Storage["Service"] => {
  const load = (aggregates: ReadonlyArray<AggregateId>, commandId: string | undefined) =>
    Effect.map(query(statements.load, [aggregates.map(shardOf), aggregates, commandId ?? null]), loaded)

  const loadOwner: Storage["Service"]["loadOwner"] = (keys, aggregates, commandId) => {
    const wanted = [aggregates.map(shardOf), aggregates, commandId ?? null, keys.map(shardOf), keys]
    return Effect.map(query(statements.loadOwner, wanted), (rows) => {
      const isOwner = (row: TextRow) => row[4] != null
      const [owner] = rows.filter(isOwner)
      const others = rows.filter((row) => !isOwner(row))
      return {
        ...loaded(others),
        owner: owner === undefined ? null : { id: owner[4] as AggregateId, row: toRow(owner) },
      }
    }).pipe(Effect.catchTag("SqlFailure", down))
  }

  /** Whether the command was applied while the commit waited, which the statement could not see. */
  const lookAgain = ({ changes, commandId }: Commit) =>
    Effect.map(
      load(
        changes.map(({ aggregate }) => aggregate),
        commandId,
      ),
      ({ answer }) =>
        answer === null ? ({ _tag: "Conflict" } as const) : ({ _tag: "AlreadyApplied", answer } as const),
    )

  /** A commit and the keys it releases, in one transaction. */
  const releasing = (commit: Commit) =>
    transaction(async (send) => {
      const rows = await send(...statementOf(commit))
      if (outcomeOf(commit, rows) !== CONFLICT) await send(statements.unclaim, releasesOf(commit))
      return rows
    })

  const commit = (commit: Commit): Effect.Effect<Outcome, SqlFailure> =>
    Effect.suspend(() => {
      const ids = new Set(commit.changes.map(({ aggregate }) => aggregate))
      if (ids.size < commit.changes.length) throw new Error("A commit changes an aggregate once.")
      if (isHopeless(commit)) return lookAgain(commit)
      const { releases = [] } = commit
      return (releases.length === 0 ? query(...statementOf(commit)) : releasing(commit)).pipe(
        Effect.map((rows) => outcomeOf(commit, rows)),
        Effect.catchIf(
          ({ sqlState }: SqlFailure) => GIVES_WAY.includes(sqlState ?? ""),
          () => Effect.succeed(CONFLICT),
        ),
        Effect.flatMap((outcome) => (outcome === CONFLICT ? lookAgain(commit) : Effect.succeed(outcome))),
      )
    })

  /** A statement about the outbox. */
  const ask = (statement: Statement, ...values: ReadonlyArray<unknown>) =>
    Effect.catchTag(query(statement, [OUTBOX, ...values]), "SqlFailure", down)
  const tell = (statement: Statement, ...values: ReadonlyArray<unknown>) => Effect.asVoid(ask(statement, ...values))
  const isSome = (rows: ReadonlyArray<TextRow>) => rows.length > 0

  return Storage.of({
    load: (aggregates, commandId) => Effect.catchTag(load(aggregates, commandId), "SqlFailure", down),
    loadOwner,
    find: (...keys) =>
      query(statements.find, [keys.map(shardOf), keys]).pipe(
        Effect.map(([row]) => (row?.[0] ?? null) as AggregateId | null),
        Effect.catchTag("SqlFailure", down),
      ),
    list: ({ after, kind, limit }) =>
      query(statements.list, [
        after === null ? "" : shardOf(after),
        after ?? "",
        `${kind}/`,
        Math.max(0, Math.trunc(limit)),
      ]).pipe(
        Effect.map((rows) => rows.map(([aggregate]) => aggregate as AggregateId)),
        Effect.catchTag("SqlFailure", down),
      ),
    commit: (one) => Effect.catchTag(commit(one), "SqlFailure", down),
    journal: (aggregate) =>
      query(statements.journal, [shardOf(aggregate), aggregate]).pipe(
        Effect.map((rows) => rows.flatMap(([events]) => JSON.parse(String(events)))),
        Effect.catchTag("SqlFailure", down),
      ),
    lease: ({ lasts, limit }) =>
      Effect.suspend(() => {
        const lease = randomUUID()
        return query(statements.lease, [OUTBOX, Math.max(0, Math.trunc(limit)), lease, lasts]).pipe(
          Effect.map((rows) =>
            rows
              .toSorted(([, , , , one], [, , , , other]) => Number(one) - Number(other))
              .map((row) => ({ ...toDead(row), lease })),
          ),
        )
      }).pipe(Effect.catchTag("SqlFailure", down)),
    acknowledge: (...messageIds) => tell(statements.acknowledge, messageIds),
    renew: ({ lease, message }, lasts) => Effect.map(ask(statements.renew, message.id, lease, lasts), isSome),
    release: (...leased) =>
      tell(
        statements.release,
        leased.map(({ message }) => message.id),
        leased.map(({ lease }) => lease),
      ),
    postpone: ({ lease, message }, dueAt) => tell(statements.postpone, message.id, lease, dueAt),
    deadLetter: ({ lease, message }) => tell(statements.bury, message.id, lease),
    listDeadLetters: (limit) =>
      Effect.map(ask(statements.dead, Math.max(0, Math.trunc(limit))), (rows) => rows.map(toDead)),
    requeue: (messageId) => Effect.map(ask(statements.revive, messageId), isSome),
  })
}

/** A storage in PostgreSQL: a service for as long as a scope lasts, or a layer. */
export interface PostgresStorage {
  readonly service: Effect.Effect<Storage["Service"], StorageDown | SchemaUnfit, Scope.Scope>
  readonly layer: Layer.Layer<Storage, StorageDown | SchemaUnfit>
}

/**
 * Keeps everything in PostgreSQL: in a database within this process by default, or on a server.
 *
 * On a server the schema must be there: run `migrate` before, under a role that may, or say `migrate: true`. A schema
 * that this code does not work on is refused when the layer is built. The outbox goes by the clock of the database.
 * Options that name no database, or more than one, throw a `RangeError`.
 *
 * Text with NUL characters or lone surrogates, which PostgreSQL cannot hold, is a defect; so is a commit that changes
 * one aggregate twice.
 *
 * ```ts
 * import * as Effect from "effect/Effect"
 * import { Storage } from "mon-compte"
 * import { postgresStorage } from "mon-compte/adapters/postgres"
 *
 * const who = Effect.flatMap(Storage, (storage) => storage.find("nir/nobody"))
 * await Effect.runPromise(Effect.provide(who, postgresStorage().layer)) // => null
 * const { layer } = postgresStorage({ url: "postgres://app@db.example.org/portal" })
 * ```
 */
export const postgresStorage = (given: PostgresOptions = {}): PostgresStorage => {
  const options = settle(given)
  const isServer = "url" in options || "pool" in options
  const service = Effect.gen(function* () {
    const all = yield* open(options)
    yield* (options.migrate ?? !isServer) ? applyMigrations(all) : checkSchema(all)
    return make(all)
  }).pipe(Effect.catchTag("SqlFailure", down))
  return { service, layer: Layer.effect(Storage, service) }
}

import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Decider } from "../../domain/state-machine/decider.ts"
import type { Tagged } from "../../domain/state-machine/table.ts"
import type { AggregateId, Change, Guard, Json, Row } from "../../ports/storage.ts"

/** One aggregate as it was loaded, and the events decided on it since. */
export interface Aggregate<State extends Tagged, Command extends Tagged, Event extends Tagged, Refusal> {
  readonly decider: Decider<State, Command, Event, Refusal>
  readonly id: AggregateId
  /** The state after `events`. */
  readonly state: State
  /** The version that was loaded. */
  readonly version: number
  readonly secret: Redacted.Redacted<string> | null
  /** Decided, and not committed yet. */
  readonly events: ReadonlyArray<Event>
}

// biome-ignore lint/suspicious/noExplicitAny: an aggregate of any decider; only its JSON leaves this folder.
export type AnyAggregate = Aggregate<any, any, any, any>

/** Reads a stored row as an aggregate. A row that does not fit its schema is a defect: other code wrote it. */
export const readAggregate = <S extends Tagged, C extends Tagged, E extends Tagged, R>(
  decider: Decider<S, C, E, R>,
  id: AggregateId,
  row: Row | undefined,
): Effect.Effect<Aggregate<S, C, E, R>> =>
  Effect.gen(function* () {
    const state =
      row === undefined || row.state === null
        ? decider.initial
        : yield* Effect.orDie(Schema.decodeUnknownEffect(decider.State)(row.state))
    return { decider, id, state, version: row?.version ?? 0, secret: row?.secret ?? null, events: [] }
  })

/** Executes a command on an aggregate: the aggregate with its new events, or the refusal. */
export const execute = <S extends Tagged, C extends Tagged, E extends Tagged, R>(
  aggregate: Aggregate<S, C, E, R>,
  command: NoInfer<C>,
): Result.Result<Aggregate<S, C, E, R>, R> =>
  Result.map(aggregate.decider.decide(command, aggregate.state), (events) => ({
    ...aggregate,
    state: events.reduce(aggregate.decider.evolve, aggregate.state),
    events: [...aggregate.events, ...events],
  }))

/** Executes a command that the state of the aggregate accepts. A refusal is a defect. */
export const executeOrDie = <S extends Tagged, C extends Tagged, E extends Tagged, R>(
  aggregate: Aggregate<S, C, E, R>,
  command: NoInfer<C>,
): Effect.Effect<Aggregate<S, C, E, R>> => Effect.orDie(Effect.fromResult(execute(aggregate, command)))

/** The aggregate with another secret. */
export const withSecret = <A extends AnyAggregate>(aggregate: A, secret: Redacted.Redacted<string> | null): A => ({
  ...aggregate,
  secret,
})

/** Whether both have the same secret: no other transaction replaced it between two reads. */
export const sameSecret = (
  { secret: first }: Pick<AnyAggregate, "secret">,
  { secret: second }: Pick<AnyAggregate, "secret">,
): boolean => first !== null && second !== null && Redacted.value(first) === Redacted.value(second)

/** The change to commit for an aggregate with new events. */
export const toChange = ({ decider, events, id, secret, state, version }: AnyAggregate): Change => {
  const json = (schema: Schema.Codec<Tagged, Tagged>, value: Tagged) => Schema.encodeSync(schema)(value) as Json
  return {
    aggregate: id,
    expectedVersion: version,
    state: json(decider.State, state),
    events: events.map((event: Tagged) => json(decider.Event, event)),
    secret,
  }
}

/** The guard for an aggregate that must not have changed since it was loaded. */
export const toGuard = ({ id, version }: AnyAggregate): Guard => ({ aggregate: id, version })

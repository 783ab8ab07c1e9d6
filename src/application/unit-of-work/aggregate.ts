import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Decider } from "../../domain/state-machine/decider.ts"
import type { Tagged } from "../../domain/state-machine/table.ts"
import type { AggregateId, Change, Guard, Json, Row } from "../../ports/storage.ts"

/** One aggregate as it was read, and what has been decided on it since. */
export interface Aggregate<State extends Tagged, Command extends Tagged, Event extends Tagged, Refusal> {
  readonly machine: Decider<State, Command, Event, Refusal>
  readonly id: AggregateId
  readonly state: State
  readonly version: number
  readonly secret: Redacted.Redacted<string> | null
  /** Decided, not yet kept. */
  readonly events: ReadonlyArray<Event>
}

// biome-ignore lint/suspicious/noExplicitAny: an aggregate of any machine; only its JSON leaves this file.
type AnyAggregate = Aggregate<any, any, any, any>

/** Reads a stored row as a state of its machine. A row that does not fit is a defect: it was written by other code. */
export const readAggregate = <S extends Tagged, C extends Tagged, E extends Tagged, R>(
  machine: Decider<S, C, E, R>,
  id: AggregateId,
  row: Row | undefined,
): Effect.Effect<Aggregate<S, C, E, R>> =>
  Effect.gen(function* () {
    const state =
      row === undefined || row.state === null
        ? machine.initial
        : yield* Effect.orDie(Schema.decodeUnknownEffect(machine.State)(row.state))
    return { machine, id, state, version: row?.version ?? 0, secret: row?.secret ?? null, events: [] }
  })

/** Gives a command to an aggregate: the aggregate with what follows, or the refusal. */
export const execute = <S extends Tagged, C extends Tagged, E extends Tagged, R>(
  aggregate: Aggregate<S, C, E, R>,
  command: NoInfer<C>,
): Result.Result<Aggregate<S, C, E, R>, R> =>
  Result.map(aggregate.machine.decide(command, aggregate.state), (events) => ({
    ...aggregate,
    state: events.reduce(aggregate.machine.evolve, aggregate.state),
    events: [...aggregate.events, ...events],
  }))

/** The same aggregate with another secret beside it. */
export const withSecret = <A extends AnyAggregate>(aggregate: A, secret: Redacted.Redacted<string> | null): A => ({
  ...aggregate,
  secret,
})

/** Whether both have a secret, and the same one: nobody put another in its place between two reads. */
export const sameSecret = (
  { secret: one }: Pick<AnyAggregate, "secret">,
  { secret: other }: Pick<AnyAggregate, "secret">,
): boolean => one !== null && other !== null && Redacted.value(one) === Redacted.value(other)

/** What is to be kept of an aggregate on which something was decided. */
export const toChange = ({ events, id, machine, secret, state, version }: AnyAggregate): Change => {
  const json = (schema: Schema.Codec<Tagged, Tagged>, value: Tagged) => Schema.encodeSync(schema)(value) as Json
  return {
    aggregate: id,
    expectedVersion: version,
    state: json(machine.State, state),
    events: events.map((event: Tagged) => json(machine.Event, event)),
    secret,
  }
}

/** That an aggregate must not have changed since it was read. */
export const toGuard = ({ id, version }: AnyAggregate): Guard => ({ aggregate: id, version })
